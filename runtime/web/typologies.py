"""Starting a case from its typology: found by words, it leads to the form of its case type. Must not open cases."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from runtime.fields.registry import field_type
from runtime.http.context import Visit
from runtime.ir.catalog import Value
from runtime.ir.entity import Entity
from runtime.ir.label import text
from runtime.records.offering import typologies
from runtime.storage.words import words

CHOSEN = "typology"
"""The part of a new case's address that says which typology it begins with."""
STEM = 5
"""Words that share so many first letters are of one family, nearly always."""


@dataclass(frozen=True)
class TypologyLine:
    """A typology that may be chosen with the case type it leads to, or a case type alone."""

    label: str
    about: str
    url: str


def find(visit: Visit, offered: Sequence[Entity], typed: str, person_id: uuid.UUID) -> list[TypologyLine]:
    """Return what every typed word leads to, accents or not: typologies by their names, case types by their help.

    Words as they were typed come before words that are only related to them.
    """
    wanted = words(typed)
    if not wanted:
        return []
    order = {value.code: number for number, value in enumerate(_every(visit))}
    found: list[tuple[int, int, TypologyLine]] = []
    for place, entity in enumerate(offered):
        of_type = words(" ".join(entity.label.values()))
        named = []
        for value in current(visit, entity):
            own = words(" ".join((value.code, *value.label.values())))
            rank = _rank(wanted, [*own, *of_type])
            if rank is not None and any(_rank([word], own) is not None for word in wanted):
                named.append((rank, order[value.code], _line(visit, value, entity, person_id)))
        rank = _rank(wanted, [*of_type, *words(" ".join(entity.help.values()))])
        if not named and rank is not None:
            named.append((rank, len(order) + place, _line(visit, None, entity, person_id)))
        found += named
    found.sort(key=lambda one: one[:2])
    return [line for _, _, line in found]


def current(visit: Visit, entity: Entity) -> list[Value]:
    """Return the typologies of a case type that may be chosen today."""
    return [value for value in typologies(visit.registry, entity) if value.is_current(visit.context.today)]


def labels(visit: Visit, entity: Entity) -> list[str]:
    """Return the names of the typologies of a case type."""
    return [text(value.label, visit.language) for value in current(visit, entity)]


def chosen(visit: Visit, entity: Entity, code: str) -> Mapping[str, Any]:
    """Return what the form of a new case is filled with for a typology, by field id: for the only one if none is said."""
    registry = visit.registry
    fitting = [value.code for value in current(visit, entity)]
    if not code and len(fitting) == 1:
        (code,) = fitting
    if code not in fitting:
        return {}
    for field in registry.fields_of(entity):
        kind = field_type(field.type)
        is_single = not kind.is_multiple and field.computed is None
        if is_single and kind.catalogs(field).get("") == registry.typologies:
            return {field.id: kind.from_json(field, code)}
    return {}


def _every(visit: Visit) -> Sequence[Value]:
    return visit.registry.catalog_by_id[visit.registry.typologies or ""].values


def _rank(wanted: Sequence[str], known: Sequence[str]) -> int | None:
    """0 when the words begin so, 1 when one is only related to them (detención, detenida), ``None``: one is missing."""
    if all(any(one.startswith(word) for one in known) for word in wanted):
        return 0
    return 1 if all(any(_is_related(word, one) for one in known) for word in wanted) else None


def _is_related(word: str, other: str) -> bool:
    return other.startswith(word) or (len(word) > STEM and other.startswith(word[:STEM]))


def _line(visit: Visit, value: Value | None, entity: Entity, person_id: uuid.UUID) -> TypologyLine:
    registry, language = visit.registry, visit.language
    scopes = registry.catalog_by_id.get(registry.scopes or "")
    scope = scopes.by_code.get(entity.scope or "") if scopes else None
    about = [text(scope.label, language)] if scope else []
    kind, query = text(entity.label, language), {"person": str(person_id)}
    if value is None:
        label, about = kind, [*about, text(entity.help, language)]
    else:
        label, about = text(value.label, language), [*about, kind]
        query |= {CHOSEN: value.code}
    return TypologyLine(label, " · ".join(about), f"/cases/new/{entity.key}?{urlencode(query)}")
