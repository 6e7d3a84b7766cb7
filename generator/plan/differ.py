"""Two IRs to changes: the locked one (under the new names) and the one to build. Must not know the blueprint's text."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TypeAlias

from pydantic import BaseModel

from generator.plan import address
from generator.plan.changes import (
    Add,
    Alter,
    Aspect,
    Change,
    Drop,
    Reason,
    Remove,
    Retire,
    Revive,
    Safety,
    Subject,
)
from generator.plan.safety import fit
from runtime.ir.access import Role
from runtime.ir.catalog import Catalog, Office
from runtime.ir.checklist import Checklist
from runtime.ir.document import Document
from runtime.ir.entity import Deadline, Entity, Section
from runtime.ir.exchange import Export, Listing
from runtime.ir.field import Field
from runtime.ir.lifecycle import State, Transition
from runtime.ir.registry import PartyKind, Registry
from runtime.ir.report import Report
from runtime.ir.rights import Notice, Right

SETTINGS = (
    "title",
    "country",
    "languages",
    "time_zone",
    "theme",
    "folio",
    "scopes",
    "typologies",
    "unknown",
    "calendars",
    "breaches",
)
_ENTITY = (
    "label",
    "plural",
    "help",
    "title",
    "scope",
    "family",
    "privacy",
    "closing_reasons",
    "closing_needs",
    "retention",
    "source",
    "assumed",
)
_DERIVED = frozenset({"names"})
"""What follows from a condition's text."""

_UNTOLD = frozenset({"id", "layer", "retired", "former"})


Item: TypeAlias = (
    Section
    | Deadline
    | Checklist
    | State
    | Transition
    | PartyKind
    | Office
    | Role
    | Listing
    | Export
    | Report
    | Document
    | Right
    | Notice
)


def compare(old: Registry, new: Registry, declared: Collection[str]) -> Iterator[Change]:
    """Yield every difference.

    Args:
        old: The locked IR, lifted to the new names.
        new: The IR to build, with what it carries.
        declared: Addresses whose retirement or loss the blueprint declares.
    """
    yield from _settings(old, new)
    for entity in new.entities:
        yield from _entity(old, new, entity, declared)
    for gone in old.entities:
        if gone.id not in new.by_id:
            yield _drop("entity", address.of_entity(gone), gone.id)
    yield from _catalogs(old, new)
    yield from _lifecycle(old, new)
    yield from _items("parties", "party", old.parties, new.parties)
    yield from _items("offices", "office", old.offices, new.offices)
    yield from _items("roles", "role", old.roles, new.roles)
    yield from _items("lists", "list", old.lists, new.lists)
    yield from _items("exports", "export", old.exports, new.exports)
    yield from _items("documents", "document", old.documents, new.documents)
    yield from _items("reports", "report", old.reports, new.reports)
    yield from _items("rights", "right", old.rights, new.rights)
    yield from _items("notices", "notice", old.notices, new.notices)


def beginning(new: Registry) -> Iterator[Change]:
    """Yield what a first build brings: its entities and catalogs."""
    for entity in new.entities:
        yield _new_entity(entity)
    for catalog in new.catalogs:
        yield Add(
            subject="catalog", address=f"catalogs.{catalog.id}", item=catalog.id, parts=len(catalog.values)
        )


def _settings(old: Registry, new: Registry) -> Iterator[Change]:
    before = old.model_dump(mode="json", include=set(SETTINGS))
    after = new.model_dump(mode="json", include=set(SETTINGS))
    for name in SETTINGS:
        if before[name] != after[name]:
            aspect = Aspect(name=name, before=_say(before[name]), after=_say(after[name]))
            yield Alter(subject="setting", address=name, aspects=(aspect,))


def _entity(old: Registry, new: Registry, entity: Entity, declared: Collection[str]) -> Iterator[Change]:
    here = address.of_entity(entity)
    before = old.by_id.get(entity.id)
    if before is None:
        yield _new_entity(entity)
        return
    if entity.retired != before.retired:
        if entity.retired:
            reason: Reason = "declared" if here in declared else "silence"
            yield Retire(subject="entity", address=here, entity=entity.id, item=entity.id, reason=reason)
        else:
            yield Revive(subject="entity", address=here, entity=entity.id, item=entity.id)
    if entity.retired:
        return
    aspects = [one for one in _aspects(before, entity) if one.name.partition(".")[0] in _ENTITY]
    if _order(before, entity) != _order(entity, before):
        aspects.append(
            Aspect(name="order", before=_say(_order(before, entity)), after=_say(_order(entity, before)))
        )
    if aspects:
        yield Alter(subject="entity", address=here, entity=entity.id, aspects=tuple(aspects))
    yield from _items(f"{here}.sections", "section", before.sections, entity.sections, entity.id)
    yield from _items(f"{here}.deadlines", "deadline", before.deadlines, entity.deadlines, entity.id)
    yield from _items(f"{here}.checklists", "checklist", before.checklists, entity.checklists, entity.id)
    yield from _fields(old, new, before, entity, declared)


def _fields(
    old: Registry, new: Registry, before: Entity, entity: Entity, declared: Collection[str]
) -> Iterator[Change]:
    for field in entity.fields:
        here = address.of_item(entity, field.id)
        known = before.fields_by_id.get(field.id)
        if known is None:
            safety: Safety = "needs_value" if field.required.kind == "always" else "safe"
            yield Add(
                subject="field", address=here, safety=safety, entity=entity.id, item=field.id, kind=field.type
            )
        elif field.retired and not known.retired:
            reason: Reason = "declared" if here in declared else "silence"
            yield Retire(subject="field", address=here, entity=entity.id, item=field.id, reason=reason)
        elif known.retired and not field.retired:
            yield Revive(subject="field", address=here, entity=entity.id, item=field.id)
            # Retiring took its conditions away, so only what is stored is worth telling.
            if fit(known, field, old, new) != "same":
                yield from _altered(old, new, known, field, entity)
        elif not field.retired:
            yield from _altered(old, new, known, field, entity)
    for gone in before.fields:
        if gone.id not in entity.fields_by_id:
            yield _drop("field", address.of_item(entity, gone.id), entity.id, gone.id)


def _altered(old: Registry, new: Registry, before: Field, field: Field, entity: Entity) -> Iterator[Change]:
    aspects = _aspects(before, field)
    if not aspects:
        return
    safety: Safety = "safe"
    if fit(before, field, old, new) in ("narrower", "other"):
        safety = "may_fail"
    elif field.required.kind == "always" != before.required.kind:
        safety = "needs_value"
    yield Alter(
        subject="field",
        address=address.of_item(entity, field.id),
        safety=safety,
        entity=entity.id,
        item=field.id,
        aspects=aspects,
    )


def _catalogs(old: Registry, new: Registry) -> Iterator[Change]:
    for catalog in new.catalogs:
        before = old.catalog_by_id.get(catalog.id)
        here = f"catalogs.{catalog.id}"
        if before is None:
            yield Add(subject="catalog", address=here, item=catalog.id, parts=len(catalog.values))
            continue
        aspects = [one for one in _aspects(before, catalog) if one.name != "values"]
        if aspects:
            yield Alter(subject="catalog", address=here, item=catalog.id, aspects=tuple(aspects))
        yield from _values(before, catalog, here)


def _values(before: Catalog, catalog: Catalog, here: str) -> Iterator[Change]:
    for value in catalog.values:
        known = before.by_code.get(value.code)
        there = f"{here}.{value.code}"
        if known is None:
            yield Add(subject="value", address=there, entity=catalog.id, item=value.code)
        elif value.retired and not known.retired:
            yield Retire(subject="value", address=there, reason="silence", entity=catalog.id, item=value.code)
        elif known.retired and not value.retired:
            yield Revive(subject="value", address=there, entity=catalog.id, item=value.code)
        elif aspects := _aspects(known, value):
            yield Alter(subject="value", address=there, entity=catalog.id, item=value.code, aspects=aspects)


def _lifecycle(old: Registry, new: Registry) -> Iterator[Change]:
    yield from _items("lifecycle.states", "state", old.lifecycle.states, new.lifecycle.states)
    yield from _items(
        "lifecycle.transitions", "transition", old.lifecycle.transitions, new.lifecycle.transitions
    )


def _items(
    group: str, subject: Subject, old: Sequence[Item], new: Sequence[Item], entity: str = ""
) -> Iterator[Change]:
    """Compare what is keyed by id and has no storage of its own."""
    before = {one.id: one for one in old}
    after = {one.id: one for one in new}
    for name, one in after.items():
        known = before.get(name)
        here = f"{group}.{name}"
        retired = _is_retired(one)
        if known is None:
            yield Add(subject=subject, address=here, entity=entity, item=name)
        elif retired and not _is_retired(known):
            yield Retire(subject=subject, address=here, reason="silence", entity=entity, item=name)
        elif not retired and (aspects := _aspects(known, one)):
            yield Alter(subject=subject, address=here, entity=entity, item=name, aspects=aspects)
    for name in before:
        if name not in after:
            yield Remove(
                subject=subject, address=f"{group}.{name}", reason="silence", entity=entity, item=name
            )


def _is_retired(one: Item) -> bool:
    return isinstance(one, PartyKind) and one.retired


def _new_entity(entity: Entity) -> Add:
    return Add(
        subject="entity",
        address=address.of_entity(entity),
        entity=entity.id,
        item=entity.id,
        kind=entity.kind,
        parts=len(entity.active_fields),
    )


def _drop(subject: Subject, here: str, entity: str, item: str = "") -> Drop:
    return Drop(
        subject=subject,
        address=here,
        reason="declared",
        safety="loses_data",
        entity=entity,
        item=item or entity,
    )


def _order(one: Entity, other: Entity) -> list[str]:
    """The fields both have, in the order of the first."""
    shared = {field.id for field in other.active_fields}
    return [field.id for field in one.active_fields if field.id in shared]


def _aspects(before: BaseModel, after: BaseModel) -> tuple[Aspect, ...]:
    old, new = _data(before), _data(after)
    return tuple(
        Aspect(name=name, before=_say(a), after=_say(b))
        for name in new
        if name not in _UNTOLD
        for a, b, name in _leaves(name, old[name], new[name])
    )


def _leaves(name: str, before: object, after: object) -> Iterator[tuple[object, object, str]]:
    """Differences one level into options, labels and lists, so that a plan says which of them changed."""
    if before == after:
        return
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for key in sorted({*before, *after} - _DERIVED):
            if before.get(key) != after.get(key):
                yield before.get(key), after.get(key), f"{name}.{key}"
    elif isinstance(before, list) and isinstance(after, list):
        gone = [one for one in before if one not in after]
        new = [one for one in after if one not in before]
        yield (gone, new, name) if gone or new else (before, after, name)
    else:
        yield before, after, name


def _data(part: BaseModel) -> dict[str, object]:
    return part.model_dump(mode="json")


def _say(value: object) -> str:
    if value is None or value in ("", [], {}):
        return "–"
    if isinstance(value, str) and "\n" in value:
        # Of a whole page only that it is another one is worth telling.
        return f"{hashlib.sha256(value.encode()).hexdigest()[:8]}, {len(value.splitlines())}"
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return ", ".join(value)
    if isinstance(value, list) and all(
        isinstance(one, dict) and "id" in one and "type" in one for one in value
    ):
        # The fields of a group.
        return ", ".join(f"{one['id']} ({one['type']})" for one in value if not one.get("retired"))
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)
