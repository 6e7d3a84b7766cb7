"""The texts that stand for referenced records. Owns looking them up; must not render."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import select

from runtime.access.policy import rows
from runtime.search.people import title_of
from runtime.search.reading import Reading
from runtime.storage.codec import Slot
from runtime.storage.model import Model

Key = uuid.UUID | str
Titles = dict[Key, str]
NAMED = ("office", "account")
"""Targets outside the registry's own entities; everybody may know their names."""


def wanted(model: Model, records: Iterable[tuple[str, Mapping[str, Any]]]) -> dict[str, set[Key]]:
    """Return what the references among some records' values point to: target to ids."""
    found: dict[str, set[Key]] = {}
    for entity_id, values in records:
        slots = model.codec.slots(entity_id)
        for field_id, value in values.items():
            target = target_of(slots[field_id])
            if target is not None:
                found.setdefault(target, set()).add(value)
    return found


def target_of(slot: Slot) -> str | None:
    """Return what a field points to (``person``, ``office``, ``account``, a register), if it is a reference."""
    return next((column.target for column in slot.type.columns(slot.field) if column.target), None)


def load(reading: Reading, ids: Mapping[str, Collection[Key]]) -> Titles:
    """Look up titles, one statement for each kind of target; what the actor may not read is said to be out of reach."""
    found: Titles = {}
    for target, keys in ids.items():
        if keys:
            found |= dict.fromkeys(keys, reading.context.message("record.out_of_reach"))
            found |= _names(reading, target, keys) if target in NAMED else _titles(reading, target, keys)
    return found


def _names(reading: Reading, target: str, keys: Collection[Key]) -> Titles:
    table = reading.model.table(target)
    known = reading.connection.execute(select(table.c.id, table.c.name).where(table.c.id.in_(keys)))
    return {row.id: row.name for row in known}


def _titles(reading: Reading, target: str, keys: Collection[Key]) -> Titles:
    model = reading.model
    entity = model.registry.by_id[target]
    if entity.title is None:
        return {}
    table = model.table(entity.table)
    columns = model.codec.read_columns(model.metadata, target, [entity.title])
    known = reading.connection.execute(
        select(table.c.id, *columns).where(table.c.id.in_(keys), rows(model, reading.actor, "read", target))
    ).mappings()
    return {
        row["id"]: title_of(reading, entity, model.codec.load(target, row, fields=[entity.title]))
        for row in known
    }
