"""The statement behind a list and the records in its rows, those of types with their own values. Must not read requests."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Uuid, select, tuple_

from runtime.access.mask import visible_fields
from runtime.ir.entity import Entity
from runtime.search import listing
from runtime.search.casequery import codes_columns, own_slots, system_columns
from runtime.search.query import Query
from runtime.search.reading import Reading
from runtime.search.tables import Tables
from runtime.search.views import View
from runtime.storage.constructs import Several, is_among
from runtime.storage.loader import Loader
from runtime.storage.prepared import Prepared, parameter

SORT_KEY = "sort_key"


@dataclass(frozen=True)
class Line:
    """One record of a list: its type's entity, system columns, and values by field id, unmasked fields only."""

    entity: Entity
    row: Mapping[str, Any]
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Narrowing:
    """A condition beside the filters: only what belongs to one record, whose id comes as a parameter of this name."""

    name: str
    condition: Any
    """Given the list's tables, the condition; its value is the parameter ``of``."""


def built(
    reading: Reading, view: View, query: Query, narrowings: Sequence[Narrowing], limit: int
) -> Prepared:
    """Return the statement of a page, made once for each question; it asks for one row more than a page has."""
    asked = (query.choices, query.spans, query.texts, query.cursor is not None, limit)
    names = tuple(one.name for one in narrowings)
    key = ("api list", view.id, reading.actor.power, reading.context.zone.key, asked, names)
    return reading.model.memory.recall(key, lambda: _build(reading, view, query, narrowings, limit))


def _build(
    reading: Reading, view: View, query: Query, narrowings: Sequence[Narrowing], limit: int
) -> Prepared:
    model, entity = reading.model, view.entity
    is_postgresql = reading.connection.dialect.name == "postgresql"
    tables = Tables(model, reading.actor, entity, is_postgresql=is_postgresql)
    order = listing.order_of(tables, view)
    names = _unencrypted(reading, entity)
    columns: list[ColumnElement[Any]] = [
        order.key.label(SORT_KEY),
        *system_columns(model, entity.id),
        *model.codec.read_columns(model.metadata, entity.id, names),
        *codes_columns(model, [model.codec.slots(entity.id)[name] for name in names]),
    ]
    conditions = [listing.condition(tables, view, query, reading.context)]
    conditions += [one.condition(tables) for one in narrowings]
    if query.cursor is not None:
        here = tuple_(order.key, tables.base.c.id)
        there = tuple_(parameter("key", order.type), parameter("id", Uuid()))
        conditions.append(here < there if order.is_descending else here > there)
    sorting = (order.key, tables.base.c.id)
    statement = (
        select(*columns)
        .select_from(tables.joined)
        .where(*conditions)
        .order_by(*(column.desc() if order.is_descending else column.asc() for column in sorting))
        .limit(limit + 1)
    )
    return Prepared(statement, reading.connection.dialect)


def _unencrypted(reading: Reading, entity: Entity) -> list[str]:
    seen = visible_fields(reading.model, reading.actor, entity)
    return [one.id for one in seen if not one.is_encrypted]


def load(
    reading: Reading,
    entity: Entity,
    rows: Sequence[Sequence[Any]],
    names: Sequence[str],
    chosen: frozenset[str] | None,
) -> list[Line]:
    """Return the records in the rows of a statement, without what is encrypted."""
    registry = reading.model.registry
    of_base = Loader(reading.model.codec, entity.id, names, fields=_unencrypted(reading, entity))
    found = [(dict(zip(names, row, strict=True)), of_base.load(row)) for row in rows]
    if entity.kind not in ("case", "action"):
        return [Line(entity, row, values) for row, values in found]
    typed = [
        (registry.by_id[f"{entity.id}_{row[f'{entity.id}_type']}"], row, values) for row, values in found
    ]
    own: dict[uuid.UUID, Mapping[str, Any]] = {}
    for kind in {one.id: one for one, _, _ in typed}.values():
        own |= _own(reading, kind, [row["id"] for one, row, _ in typed if one is kind], chosen)
    return [Line(kind, row, {**values, **own.get(row["id"], {})}) for kind, row, values in typed]


def _own(
    reading: Reading, kind: Entity, ids: Sequence[uuid.UUID], chosen: frozenset[str] | None
) -> Mapping[uuid.UUID, Mapping[str, Any]]:
    """The values of the fields only a type has, of several records at once."""
    seen = set(_unencrypted(reading, kind))
    if chosen is not None:
        seen &= chosen
    slots = [slot for slot in own_slots(reading.model, kind.id) if slot.field.id in seen]
    if not slots:
        return {}
    wanted = [slot.field.id for slot in slots]

    def make() -> Prepared:
        model = reading.model
        table = model.table(kind.table)
        columns = model.codec.read_columns(model.metadata, kind.id, wanted)
        statement = select(table.c.id, *columns, *codes_columns(model, slots)).where(
            is_among(table.c.id, parameter("ids", Several()))
        )
        return Prepared(statement, reading.connection.dialect)

    query = reading.model.memory.recall(("api own", kind.id, tuple(wanted)), make)
    load = Loader(reading.model.codec, kind.id, query.names, fields=wanted).load
    return {row[0]: load(row) for row in query.rows(reading.connection, {"ids": list(ids)})}
