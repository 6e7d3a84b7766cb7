"""One page of a list: rows, a capped total, and where the pages before and after begin. Must not render.

One statement a page. It is built once for each actor and question, and remembered.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, String, Uuid, and_, func, literal, select, tuple_
from sqlalchemy.types import TypeEngine

from runtime.access import policy
from runtime.access.actor import Actor
from runtime.access.mask import hidden_fields
from runtime.fields.base import Context
from runtime.ir.access import Verb
from runtime.ir.entity import Entity
from runtime.search.cells import Writer
from runtime.search.columns import Lens, ListColumn
from runtime.search.directory import KEPT_SECONDS, directory
from runtime.search.query import Cursor, Direction, Query
from runtime.search.reading import Reading
from runtime.search.tables import Tables
from runtime.search.views import View
from runtime.sqltypes import Instant
from runtime.storage.model import Model
from runtime.storage.prepared import Prepared, parameter

SIZE = 25
MOST = 200
"""No more rows are counted: beyond it the answer is to filter, not to page."""


@dataclass(frozen=True)
class Page:
    """Part of a list, in order: the ids of its records, and for each column the texts of its cells.

    ``total`` counts all of the list, up to ``MOST``; ``is_capped``: there are more.
    """

    columns: tuple[ListColumn, ...]
    ids: Sequence[uuid.UUID]
    cells: tuple[Sequence[str], ...]
    total: int
    is_capped: bool
    previous: Cursor | None
    next: Cursor | None


@dataclass(frozen=True)
class Order:
    """How an entity's lists are sorted: by a key, then by id."""

    key: ColumnElement[Any]
    type: TypeEngine[Any]
    is_descending: bool


@dataclass(frozen=True)
class Built:
    """A query, and which of its values belong to each column. The first two are id and sort key, the last the total."""

    query: Prepared
    places: tuple[slice, ...]


def lens_of(reading: Reading) -> Lens:
    """Return how the actor of a reading looks at lists."""
    return Lens(reading.model, reading.actor, reading.context, directory(reading))


def page(reading: Reading, view: View, query: Query) -> Page:
    """Read the page of a list a query asks for.

    Only rows the actor may read are shown and counted.
    """
    cursor = query.cursor
    direction: Direction = cursor.direction if cursor else "after"
    built = _built(reading, view, query, direction)
    found = built.query.rows(reading.connection, _bound(reading, view, cursor) if cursor else None)
    rows = (
        found[:SIZE] if direction == "after" else found[SIZE - 1 :: -1] if len(found) >= SIZE else found[::-1]
    )
    across = list(zip(*rows, strict=True))
    total = found[0][-1] if found else 0
    has_more = len(found) > SIZE
    return Page(
        tuple(view.columns[name] for name in query.columns),
        across[0] if rows else (),
        tuple(
            put(across[place]) if rows else ()
            for put, place in zip(_writers(reading, view, query), built.places, strict=True)
        ),
        min(total, MOST),
        total > MOST,
        _cursor("before", rows[0]) if rows and cursor and (direction == "after" or has_more) else None,
        _cursor("after", rows[-1]) if rows and (direction == "before" or has_more) else None,
    )


def condition(
    tables: Tables, view: View, query: Query, context: Context, verb: Verb = "read"
) -> ColumnElement[bool]:
    """Return which rows a query asks for, of those the actor may read, or may do ``verb`` to."""
    model, actor, entity = tables.model, tables.actor, view.entity
    parts = [policy.rows(model, actor, "read", entity.id)]
    if verb != "read":
        parts.append(policy.rows(model, actor, verb, entity.id))
    if view.types:
        column = tables.base.c["case_type" if entity.id == "case" else "action_type"]
        parts.append(column == view.types[0] if len(view.types) == 1 else column.in_(view.types))
    if entity.kind == "action":
        parts.append(tables.base.c.annulled_at.is_(None))
    parts += [view.filters[name].among(tables, codes, context) for name, codes in query.choices]
    parts += [view.filters[name].within(tables, span, context) for name, span in query.spans]
    parts += [view.filters[name].contains(tables, typed) for name, typed in query.texts]
    return and_(*parts)


def order_of(tables: Tables, view: View) -> Order:
    """Return how a list is sorted: newest first; a register by the title of its records."""
    base, entity = tables.base, view.entity
    if view.moment is not None:
        return Order(base.c[view.moment], Instant(), is_descending=True)
    if is_by_title(tables.model, tables.actor, entity):
        slot = tables.model.codec.slots(entity.id)[str(entity.title)]
        return Order(func.coalesce(base.c[slot.names[0]], ""), String(), is_descending=False)
    return Order(base.c.id, Uuid(), is_descending=True)


def is_by_title(model: Model, actor: Actor, entity: Entity) -> bool:
    """Whether a list is sorted by titles: of a register whose titles the actor sees, for the next page's address holds one."""
    if entity.kind != "register" or entity.title is None:
        return False
    is_encrypted = model.codec.slots(entity.id)[entity.title].field.is_encrypted
    return not is_encrypted and entity.title not in hidden_fields(model, actor, entity)


def _writers(reading: Reading, view: View, query: Query) -> list[Writer]:
    """The writers of a page's cells, kept as long as the names they know."""
    context = reading.context
    key = ("writers", view.id, reading.actor.power, context.language, context.zone.key, query.columns)

    def prepare() -> list[Writer]:
        lens = lens_of(reading)
        return [view.columns[name].writer(lens) for name in query.columns]

    return reading.model.memory.recall(key, prepare, KEPT_SECONDS)


def _built(reading: Reading, view: View, query: Query, direction: Direction) -> Built:
    asked = (query.columns, query.choices, query.spans, query.texts, query.cursor is not None, direction)
    key = ("list", view.id, reading.actor.power, reading.context.zone.key, asked)
    return reading.model.memory.recall(key, lambda: _build(reading, view, query, direction))


def _build(reading: Reading, view: View, query: Query, direction: Direction) -> Built:
    is_postgresql = reading.connection.dialect.name == "postgresql"
    tables = Tables(reading.model, reading.actor, view.entity, is_postgresql=is_postgresql)
    order = order_of(tables, view)
    columns: list[ColumnElement[Any]] = [tables.base.c.id, order.key]
    places = tuple(_placed(columns, view.columns[name].select(tables)) for name in query.columns)
    wanted = condition(tables, view, query, reading.context)
    statement = select(*columns, _total(reading, view, query, is_postgresql)).where(wanted)
    downwards = order.is_descending is (direction == "after")
    if query.cursor is not None:
        here = tuple_(order.key, tables.base.c.id)
        there = tuple_(parameter("key", order.type), parameter("id", Uuid()))
        statement = statement.where(here < there if downwards else here > there)
    sorting = (order.key, tables.base.c.id)
    statement = (
        statement.select_from(tables.joined)
        .order_by(*(column.desc() if downwards else column.asc() for column in sorting))
        .limit(SIZE + 1)
    )
    return Built(Prepared(statement, reading.connection.dialect), places)


def _placed(columns: list[ColumnElement[Any]], cell: Sequence[ColumnElement[Any]]) -> slice:
    """Add a cell's columns to those a statement selects, unless its one column is among them; say where they are."""
    if len(cell) == 1:
        for place, column in enumerate(columns):
            if column is cell[0]:
                return slice(place, place + 1)
    columns.extend(cell)
    return slice(len(columns) - len(cell), len(columns))


def _total(reading: Reading, view: View, query: Query, is_postgresql: bool) -> ColumnElement[int]:
    tables = Tables(reading.model, reading.actor, view.entity, is_postgresql=is_postgresql)
    wanted = condition(tables, view, query, reading.context)
    counted = select(literal(1).label("one")).select_from(tables.joined).where(wanted).limit(MOST + 1)
    return select(func.count()).select_from(counted.correlate(None).subquery()).scalar_subquery()


def _bound(reading: Reading, view: View, cursor: Cursor) -> dict[str, object]:
    key: object = cursor.key
    if view.moment is not None:
        key = _moment(cursor.key)
    elif not is_by_title(reading.model, reading.actor, view.entity):
        key = cursor.id
    return {"key": key, "id": cursor.id}


def _moment(text: str) -> datetime.datetime:
    try:
        found = datetime.datetime.fromisoformat(text)
        return (found if found.tzinfo else found.replace(tzinfo=datetime.UTC)).astimezone(datetime.UTC)
    except (ValueError, OverflowError):
        return datetime.datetime.now(datetime.UTC)


def _cursor(direction: Direction, row: Sequence[Any]) -> Cursor:
    key = row[1].isoformat() if isinstance(row[1], datetime.datetime) else str(row[1])
    return Cursor(direction, key, row[0])
