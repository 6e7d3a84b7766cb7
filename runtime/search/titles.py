"""The texts that stand for referenced records. Owns looking them up; must not render."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import Uuid, select

from runtime.access.policy import rows
from runtime.ir.entity import Entity
from runtime.search.directory import OfficeEntry, OfficerEntry, directory
from runtime.search.people import title_of
from runtime.search.reading import Reading
from runtime.storage.codec import Slot
from runtime.storage.loader import Loader
from runtime.storage.model import Model
from runtime.storage.prepared import Prepared, parameter

Key = uuid.UUID | str
Titles = dict[Key, str]
NAMED = ("office", "account")
"""Targets outside the registry's own entities; everybody may know their names."""


def wanted(model: Model, records: Iterable[tuple[str, Mapping[str, Any]]]) -> dict[str, set[Key]]:
    """Return what the references among some records' values point to: target to ids."""
    found: dict[str, set[Key]] = {}
    for entity_id, values in records:
        for field_id, target in _references(model, entity_id):
            if field_id in values:
                found.setdefault(target, set()).add(values[field_id])
    return found


def target_of(slot: Slot) -> str | None:
    """Return what a field points to (``person``, ``office``, ``account``, a register), if it is a reference."""
    return next((column.target for column in slot.type.columns(slot.field) if column.target), None)


def _references(model: Model, entity_id: str) -> tuple[tuple[str, str], ...]:
    """The fields of an entity that point to something, each with its target."""
    return model.memory.recall(
        ("references", entity_id),
        lambda: tuple(
            (field_id, target)
            for field_id, slot in model.codec.slots(entity_id).items()
            if (target := target_of(slot)) is not None
        ),
    )


def load(reading: Reading, ids: Mapping[str, Collection[Key]]) -> Titles:
    """Look up titles, one statement for each kind of target; what the actor may not read is said to be out of reach."""
    found: Titles = {}
    for target, keys in ids.items():
        if keys:
            found |= dict.fromkeys(keys, reading.context.message("record.out_of_reach"))
            found |= _names(reading, target, keys) if target in NAMED else _titles(reading, target, keys)
    return found


def _names(reading: Reading, target: str, keys: Collection[Key]) -> Titles:
    names = directory(reading)
    known: Mapping[Any, OfficeEntry | OfficerEntry] = names.offices if target == "office" else names.officers
    found: Titles = {key: known[key].name for key in keys if key in known}
    newer = [key for key in keys if key not in known]
    if newer:
        table = reading.model.table(target)
        rows = reading.connection.execute(select(table.c.id, table.c.name).where(table.c.id.in_(newer)))
        found |= {row.id: row.name for row in rows}
    return found


def _titles(reading: Reading, target: str, keys: Collection[Key]) -> Titles:
    model = reading.model
    entity = model.registry.by_id[target]
    if entity.title is None:
        return {}
    # Few sizes of list, so that few statements are prepared: the last key fills up the rest.
    size = 1 << (len(keys) - 1).bit_length()
    wanted = [*keys, *([list(keys)[-1]] * (size - len(keys)))]
    query, loader = model.memory.recall(
        ("titles", target, size, reading.actor.power), lambda: _prepare(reading, entity, size)
    )
    values = {f"key_{number}": key for number, key in enumerate(wanted)}
    nameless = reading.context.message("record.no_name")
    return {
        row[0]: title_of(reading, entity, loader.load(row)) or nameless
        for row in query.rows(reading.connection, values)
    }


def _prepare(reading: Reading, entity: Entity, size: int) -> tuple[Prepared, Loader]:
    model = reading.model
    table = model.table(entity.table)
    fields = [entity.title or ""]
    columns = model.codec.read_columns(model.metadata, entity.id, fields)
    keys = [parameter(f"key_{number}", Uuid()) for number in range(size)]
    statement = select(table.c.id, *columns).where(
        table.c.id.in_(keys), rows(model, reading.actor, "read", entity.id)
    )
    query = Prepared(statement, reading.connection.dialect)
    return query, Loader(model.codec, entity.id, query.names, fields=fields)
