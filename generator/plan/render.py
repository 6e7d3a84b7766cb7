"""A plan for people, made from its data alone. Owns the wording in both languages; must not decide anything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Literal, TypeAlias

from generator.plan.changes import Add, Alter, Change, Plan, Rename, Verb

Language: TypeAlias = Literal["es", "en"]

SIGNS: Mapping[Verb, str] = {
    "add": "+",
    "alter": "~",
    "rename": ">",
    "retire": ".",
    "revive": "^",
    "drop": "!",
    "remove": "-",
}

_WIDEST = 48
_WORDS: Mapping[Language, Mapping[str, str]] = {
    "es": {
        "title": "Plan de {registry}   {base} -> {target}",
        "first": "Plan de {registry}   primera construcción, {target}",
        "nothing": "Nada cambia: la instancia ya es lo que dice el modelo.",
        "add": "por agregar",
        "alter": "por cambiar",
        "rename": "por renombrar",
        "retire": "por retirar",
        "revive": "por reponer",
        "drop": "por borrar con sus datos",
        "remove": "por quitar",
        "former": "antes {former}",
        "retired": "se retira: sale de formularios y listas, los datos quedan",
        "revived": "vuelve con sus datos",
        "dropped": "se borra con sus datos",
        "removed": "se quita; no guardaba datos",
        "declared": "declarado en evolution",
        "fields": "{count} campos",
        "one_fields": "1 campo",
        "values": "{count} valores",
        "one_values": "1 valor",
        "needs_value": "los registros anteriores quedan sin este dato",
        "may_fail": "puede fallar si hay datos que no caben",
        "loses_data": "pierde datos: exige --consent {address}",
        "records": "{count} registros",
        "one_records": "1 registro",
    },
    "en": {
        "title": "Plan for {registry}   {base} -> {target}",
        "first": "Plan for {registry}   first build, {target}",
        "nothing": "Nothing changes: the instance is what the blueprint says.",
        "add": "to add",
        "alter": "to change",
        "rename": "to rename",
        "retire": "to retire",
        "revive": "to bring back",
        "drop": "to drop with its data",
        "remove": "to remove",
        "former": "was {former}",
        "retired": "retired: leaves forms and lists, data kept",
        "revived": "back with its data",
        "dropped": "dropped with its data",
        "removed": "removed; it held no data",
        "declared": "declared in evolution",
        "fields": "{count} fields",
        "one_fields": "1 field",
        "values": "{count} values",
        "one_values": "1 value",
        "needs_value": "earlier records are left without it",
        "may_fail": "may fail where data do not fit",
        "loses_data": "loses data: needs --consent {address}",
        "records": "{count} records",
        "one_records": "1 record",
    },
}


def render(plan: Plan, language: Language) -> str:
    """Return a plan as text, ending with a line break."""
    words = _WORDS[language]
    heading = words["first" if plan.base is None else "title"].format(
        registry=plan.registry, base=plan.base_version, target=plan.target_version
    )
    if not plan.changes:
        return f"{heading}\n\n{words['nothing']}\n"
    width = min(_WIDEST, max(len(change.address) for change in plan.changes))
    lines = [line for change in plan.changes for line in _lines(change, width, words)]
    return "\n".join((heading, "", *lines, "", summary(plan, language), ""))


def summary(plan: Plan, language: Language) -> str:
    """Return the counts in one sentence."""
    counts = Counter(change.verb for change in plan.changes)
    said = (f"{counts[verb]} {_WORDS[language][verb]}" for verb in SIGNS if counts[verb])
    return f"{', '.join(said)}."


def _lines(change: Change, width: int, words: Mapping[str, str]) -> Iterator[str]:
    told = list(_details(change, words))
    if change.safety != "safe":
        told.append(words[change.safety].format(address=_consent(change)))
    if change.records is not None:
        told.append(_counted(words, "records", change.records))
    first = told[0] if told else ""
    yield f"  {SIGNS[change.verb]} {change.address:<{width}}  {first}".rstrip()
    yield from (f"    {'':<{width}}  {line}" for line in told[1:])


def _consent(change: Change) -> str:
    return change.former if isinstance(change, Rename) else change.address


def _details(change: Change, words: Mapping[str, str]) -> Iterator[str]:
    if isinstance(change, Add):
        parts = "values" if change.subject == "catalog" else "fields"
        counted = [_counted(words, parts, change.parts)] if change.parts else []
        kind = [change.kind] if change.kind and change.subject == "field" else []
        yield from kind + counted
    elif isinstance(change, Alter):
        yield from (f"{one.name} {_short(one.before)} -> {_short(one.after)}" for one in change.aspects)
    elif isinstance(change, Rename):
        yield f"{words['former'].format(former=change.former)} ({words['declared']})"
    else:
        told = words[
            {"retire": "retired", "revive": "revived", "drop": "dropped", "remove": "removed"}[change.verb]
        ]
        yield f"{told} ({words['declared']})" if change.reason == "declared" else told


def _counted(words: Mapping[str, str], what: str, count: int) -> str:
    return words[f"one_{what}" if count == 1 else what].format(count=count)


def _short(text: str) -> str:
    return text if len(text) <= _WIDEST else f"{text[: _WIDEST - 1]}…"
