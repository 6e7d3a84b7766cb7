"""Where sealed values are, and how many each key seals. Found from what fields and columns say; must not seal anything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import JsonValue
from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    FromClause,
    LargeBinary,
    Text,
    Uuid,
    cast,
    func,
    inspect,
    literal_column,
    select,
    type_coerce,
)
from sqlalchemy import column as column_named
from sqlalchemy import table as table_named

from runtime.storage import history
from runtime.storage.codec import Codec, Slot
from runtime.storage.model import Model
from runtime.storage.sealed import binding, bound_to
from runtime.storage.session import Store

EVENTS = "event.difference"
FILES = "files"
_PARKED = "parked"

Row = Mapping[Any, Any]


@dataclass(frozen=True)
class Place:
    """A column of sealed values, and what the value of each of its rows is bound to."""

    table: FromClause
    column: ColumnElement[bytes]
    name: str
    keys: tuple[ColumnElement[Any], ...]
    bind: Callable[[Row], Sequence[str]]
    """What the value of a row may be bound to: the first that opens it is right."""

    @property
    def number(self) -> ColumnElement[bytes]:
        """The number of the key that seals a value, as one byte."""
        return type_coerce(func.substr(self.column, literal_column("1"), literal_column("1")), LargeBinary())


@dataclass(frozen=True)
class Census:
    """How many values each key seals, by the key's number and the place."""

    counts: dict[int, Counter[str]] = field(default_factory=dict)

    def add(self, number: int, place: str, count: int = 1) -> None:
        """Count values of a place."""
        self.counts.setdefault(number, Counter())[place] += count

    def of(self, number: int) -> int:
        """Return how many values a key seals."""
        return sum(self.counts.get(number, Counter()).values())

    def older(self, newest: int) -> int:
        """Return how many values keys other than the newest seal."""
        return sum(self.of(number) for number in self.counts if number != newest)


def places(model: Model) -> list[Place]:
    """Return every column of sealed values: of encrypted fields, retired ones too, and of marked system columns."""
    found = [
        _place(model.table(entity.table).c[one.id], _bound_by(model.codec.slots(entity.id)[one.id]))
        for entity in model.registry.entities
        for one in entity.fields
        if one.is_encrypted
    ]
    for table in model.metadata.sorted_tables:
        marked = [(column, binding(column)) for column in table.columns]
        found += [_place(column, _bound_as(template)) for column, template in marked if template is not None]
    return found


def parked(connection: Connection, model: Model) -> list[Place]:
    """Return the columns an undone revision has parked, sealed ones among them: no model names them any more.

    What was renamed before it was parked does not open by its name, and stays as it is.
    """
    found: list[Place] = []
    inspector = inspect(connection)
    homes = {
        entity.table: entity.former[0] if entity.former else entity.id for entity in model.registry.entities
    }
    for name in inspector.get_table_names():
        if name not in homes and not name.startswith(_PARKED):
            continue
        if inspector.get_pk_constraint(name)["constrained_columns"] != ["id"]:
            continue
        known = model.metadata.tables[name].c.keys() if name in model.metadata.tables else ()
        found += [
            _parked_place(name, column["name"], homes.get(name))
            for column in inspector.get_columns(name)
            if isinstance(column["type"], LargeBinary) and column["name"] not in known
        ]
    return found


def census(model: Model, store: Store) -> Census:
    """Count every sealed value by its key."""
    with store.snapshot() as connection:
        return count_sealed(connection, model)


def count_sealed(connection: Connection, model: Model) -> Census:
    """Count every sealed value a connection sees, and the files, by key."""
    found = Census()
    for place in [*places(model), *parked(connection, model)]:
        counted = select(place.number, func.count()).where(place.column.is_not(None)).group_by(place.number)
        for number, count in connection.execute(counted):
            if number:
                found.add(number[0], place.name, count)
    event = model.table("event")
    sealed = select(event.c.difference).where(holds_sealed(event))
    streamed = connection.execution_options(yield_per=1000).scalars(sealed)
    for difference in streamed:
        for _, value in sealed_in(difference):
            found.add(history.sealed_bytes(value)[0], EVENTS)
    for file_id in model.files.ids():
        found.add(model.files.key_of(file_id), FILES)
    return found


def holds_sealed(event: FromClause) -> ColumnElement[bool]:
    """Whether an event's difference has an encrypted value."""
    return cast(event.c.difference, Text()).like(f'%"{history.SEALED}"%')


def sealed_in(difference: Mapping[str, Sequence[JsonValue]]) -> Iterator[tuple[str, dict[str, JsonValue]]]:
    """Yield the encrypted values of a difference, each with the name it stands under."""
    for name, pair in difference.items():
        for value in pair:
            if history.is_sealed(value):
                yield name, value


def bound_in_event(codec: Codec, entity_id: str, record_id: str, name: str) -> str:
    """Return what an encrypted value in the difference of an event is bound to, also that of a field which is no more."""
    entities = codec.registry.entities
    known = entity_id if entity_id in codec.registry.by_id else None
    known = known or next((one.id for one in entities if entity_id in one.former), None)
    slots = codec.slots(known) if known else {}
    slot = slots.get(name) or next((one for one in slots.values() if name in one.field.former), None)
    return slot.seal_name(record_id) if slot else f"{entity_id}:{name}:{record_id}"


def _place(column: Column[Any], bind: Callable[[Row], Sequence[str]]) -> Place:
    table = column.table
    keys = tuple(one for one in table.columns if one.primary_key)
    return Place(table, column, f"{table.name}.{column.name}", keys, bind)


def _parked_place(name: str, column: str, home: str | None) -> Place:
    key, held = column_named("id", Uuid()), column_named(column, LargeBinary())
    table = table_named(name, key, held)
    names = list(_beginnings(column))
    homes = [home] if home is not None else list(_beginnings(name))

    def bind(row: Row) -> Sequence[str]:
        return [f"{entity}:{first}:{row['id']}" for entity in homes for first in names]

    return Place(table, table.c[column], f"{name}.{column}", (table.c.id,), bind)


def _beginnings(parked_name: str) -> Iterator[str]:
    """Yield what a parked table or column may have been called: its name stands before that of the revision."""
    words = parked_name.removeprefix(f"{_PARKED}_").split("_")
    for length in range(len(words), 0, -1):
        yield "_".join(words[:length])


def _bound_by(slot: Slot) -> Callable[[Row], Sequence[str]]:
    return lambda row: (slot.seal_name(row["id"]),)


def _bound_as(template: str) -> Callable[[Row], Sequence[str]]:
    return lambda row: (bound_to(template, row),)
