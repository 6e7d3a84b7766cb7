"""The one source of tables: every column, child table and index of a registry, as SQLAlchemy objects.

The emitter prints these objects, the planner turns them into migrations, tests build tables from them.
Must not connect to a database.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    Uuid,
)

from runtime.fields.columns import group_columns, has_child_table, stored_columns
from runtime.fields.registry import field_type
from runtime.ir.entity import Entity, Kind
from runtime.ir.field import Field
from runtime.ir.registry import Registry
from runtime.sqltypes import Document, Instant
from runtime.storage.system import system_tables

LONGEST_NAME = 63
"""PostgreSQL's limit for the name of a table, column, index or constraint."""


@dataclass(frozen=True)
class Shape:
    """A table before it joins a metadata: fresh objects on every call, so they may be attached once."""

    name: str
    columns: tuple[Column[Any], ...]
    indexes: tuple[Index, ...] = ()

    def attach(self, metadata: MetaData) -> Table:
        """Make it a table of that metadata."""
        return Table(self.name, metadata, *self.columns, *self.indexes)


def build_metadata(registry: Registry) -> MetaData:
    """Return all tables of a registry, system tables too: what its generated models must equal."""
    metadata = MetaData()
    system_tables(metadata)
    for entity in registry.entities:
        for shape in shapes(registry, entity):
            shape.attach(metadata)
    return metadata


def shapes(registry: Registry, entity: Entity) -> tuple[Shape, ...]:
    """Return the entity's table followed by the child tables of its fields."""
    own = Shape(entity.table, tuple(columns(registry, entity)), tuple(indexes(registry, entity)))
    return own, *child_tables(registry, entity)


def columns(registry: Registry, entity: Entity) -> list[Column[Any]]:  # noqa: ARG001 - one signature for all three
    """Return every column of the entity's table: the system's first, then the fields in blueprint order.

    Retired fields keep their columns. A reference has no foreign key: records are never deleted, and the
    command that stores a reference checks that it may be seen.
    """
    found = _system_columns(entity)
    for field in entity.fields:
        found.extend(field_columns(field))
    return found


def field_columns(field: Field) -> list[Column[Any]]:
    """Return the columns of one field; none for a field whose values live in a child table."""
    return [Column(column.name, column.type) for column in stored_columns(field)]


def child_table_name(entity: Entity, field: Field) -> str:
    """Return the name of the table that holds a field's codes or rows."""
    return f"{entity.table}__{field.id}"


def child_tables(registry: Registry, entity: Entity) -> list[Shape]:  # noqa: ARG001 - one signature for all three
    """Return the tables of codes and of rows, one per field with several values."""
    return [_child_table(entity, field) for field in entity.fields if has_child_table(field)]


def indexes(registry: Registry, entity: Entity) -> list[Index]:  # noqa: ARG001 - one signature for all three
    """Return the indexes of the entity's table; a unique one stands for a unique constraint."""
    found = [Index(short_name("ix", entity.table, *names), *names) for names in _INDEXED.get(entity.kind, ())]
    if entity.kind == "case":
        found.append(Index("uq_cases_folio", "folio", unique=True))
    return found


def short_name(*words: str) -> str:
    """Join words to a name of an index or constraint that both databases accept, the same every time."""
    name = "_".join(words)
    if len(name) <= LONGEST_NAME:
        return name
    return f"{name[: LONGEST_NAME - 9]}_{hashlib.sha256(name.encode()).hexdigest()[:8]}"


def _child_table(entity: Entity, field: Field) -> Shape:
    name = child_table_name(entity, field)
    if field_type(field.type).is_group:
        return Shape(
            name,
            (
                Column("record_id", Uuid(), _key(name, "record_id", f"{entity.table}.id"), primary_key=True),
                Column("position", Integer(), primary_key=True),
                *(Column(one.name, one.type) for one in group_columns(field)),
                Column("unknown", Document()),
            ),
        )
    return Shape(
        name,
        (
            Column("record_id", Uuid(), _key(name, "record_id", f"{entity.table}.id"), primary_key=True),
            Column("code", String(length=63), primary_key=True),
        ),
        (Index(short_name("ix", name, "code"), "code"),),
    )


def _key(table: str, column: str, target: str) -> ForeignKey:
    return ForeignKey(target, name=short_name("fk", table, column))


def _system_columns(entity: Entity) -> list[Column[Any]]:
    if entity.base is not None:
        target = "cases.id" if entity.kind == "case_type" else "actions.id"
        return [Column("id", Uuid(), _key(entity.table, "id", target), primary_key=True)]
    return [*_record_columns(entity.table), *_kind_columns(entity.kind, entity.table)]


def _record_columns(table: str) -> list[Column[Any]]:
    return [
        Column("id", Uuid(), primary_key=True),
        Column("version", Integer(), nullable=False),
        Column("created_at", Instant(), nullable=False),
        Column("created_by", Uuid(), _key(table, "created_by", "account.id"), nullable=False),
        Column("updated_at", Instant(), nullable=False),
        Column("updated_by", Uuid(), _key(table, "updated_by", "account.id"), nullable=False),
        Column("blueprint_version", String(length=32), nullable=False),
        Column("synthetic", Boolean(), nullable=False),
        Column("unknown", Document(), nullable=False),
    ]


def _kind_columns(kind: Kind, table: str) -> list[Column[Any]]:
    office = Column("office_id", String(length=40), _key(table, "office_id", "office.id"), nullable=False)
    if kind == "case":
        return [
            Column("folio", String(length=60), nullable=False),
            Column("case_type", String(length=63), nullable=False),
            Column("state", String(length=63), nullable=False),
            office,
            Column("responsible_id", Uuid(), _key(table, "responsible_id", "account.id"), nullable=False),
            Column("person_id", Uuid(), _key(table, "person_id", "person.id"), nullable=False),
            Column("registered_at", Instant(), nullable=False),
            Column("closed_at", Instant()),
            Column("closing_reason", String(length=63)),
            Column("closing_words", Text()),
        ]
    if kind == "action":
        return [
            Column("action_type", String(length=63), nullable=False),
            Column("case_id", Uuid(), _key(table, "case_id", "cases.id")),
            office,
            Column("officer_id", Uuid(), _key(table, "officer_id", "account.id"), nullable=False),
            Column("done_at", Instant(), nullable=False),
            Column("annulled_at", Instant()),
            Column("annulled_by", Uuid(), _key(table, "annulled_by", "account.id")),
            Column("annulled_reason", Text()),
        ]
    return [office]


_INDEXED: dict[Kind, tuple[tuple[str, ...], ...]] = {
    "person": (("office_id",),),
    "case": (
        ("office_id", "state", "registered_at", "id"),
        ("office_id", "registered_at", "id"),
        ("responsible_id", "state"),
        ("person_id",),
        ("registered_at", "id"),
        ("case_type", "registered_at", "id"),
    ),
    "action": (("case_id", "done_at"), ("office_id", "done_at")),
    "register": (("office_id",),),
}
