"""Rows of a record in and out of their tables. Must not check anything: the commands did."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, Table, bindparam, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import ReturningInsert

from runtime.access.policy import base_table
from runtime.errors import Forbidden
from runtime.ir.entity import Entity
from runtime.records.work import Work
from runtime.storage.codec import Row, Values


@dataclass(frozen=True)
class Content:
    """What a new record holds: its kind's own system columns, values, and reasons why there are none."""

    system: Mapping[str, object]
    values: Values
    unknown: Mapping[str, str]


@dataclass(frozen=True)
class Found:
    """What is there already of a record. ``is_told_of``: the trail has its id, if only of a record of another kind."""

    is_stored: bool
    is_told_of: bool


def find(work: Work, table: Table, record_id: uuid.UUID) -> Found:
    """Look whether a record is there already (a form sent twice); while another sends it, this waits for them.

    Raises:
        Forbidden: the id belongs to a record of somebody else.
    """
    head = work.model.table("chain_head")

    def make() -> Select[Any]:
        mine = select(table.c.created_by == bindparam("account")).where(table.c.id == bindparam("record"))
        told = select(head.c.chain).where(head.c.chain == bindparam("record"))
        return select(mine.scalar_subquery(), told.exists())

    work.outbox.hold(record_id)
    command = work.command(("find", table.name), make)
    values = {"account": work.actor.account_id, "record": record_id}
    [[is_mine, is_told_of]] = work.outbox.ask(command, values)
    if is_mine is not None and not is_mine:
        raise Forbidden
    return Found(is_mine is not None, bool(is_told_of))


def insert_record(work: Work, entity: Entity, record_id: uuid.UUID, content: Content) -> None:
    """Insert a new record into the base's table and its own."""
    model = work.model
    split = model.codec.dump(entity.id, record_id, content.values)
    base = model.table(base_table(model, entity.id))
    row = {
        "id": record_id,
        "version": 1,
        "created_at": work.now,
        "created_by": work.actor.account_id,
        "updated_at": work.now,
        "updated_by": work.actor.account_id,
        "blueprint_version": model.registry.version,
        "synthetic": False,
        "unknown": dict(content.unknown),
        **content.system,
        **_columns(split, base.name),
    }
    insert_row(work, base, row)
    if entity.base is not None:
        own = model.table(entity.table)
        insert_row(work, own, {"id": record_id, **_columns(split, own.name)})
    for part in split.values():
        _insert_children(work, record_id, part)


def insert_row(work: Work, table: Table, row: Mapping[str, object]) -> None:
    """Insert a row; it is sent with what else waits."""
    work.outbox.put(work.command(("insert", table.name), lambda: insert(table)), row)


def insert_once(work: Work, table: Table, row: Mapping[str, object]) -> bool:
    """Insert a row unless its key is there already; say whether it was inserted."""

    def make() -> ReturningInsert[Any]:
        key = table.primary_key.columns[0]
        dialect = postgresql if work.outbox.dialect.name == "postgresql" else sqlite
        statement = dialect.insert(table).on_conflict_do_nothing(index_elements=[*table.primary_key.columns])
        returning: ReturningInsert[Any] = statement.returning(key)
        return returning

    return bool(work.outbox.ask(work.command(("insert once", table.name), make), row))


def update_record(
    work: Work,
    entity: Entity,
    record_id: uuid.UUID,
    version: int,
    system: Mapping[str, object],
    values: Values,
) -> int:
    """Store changed system columns and values under the next version, which is returned."""
    model = work.model
    split = model.codec.dump(entity.id, record_id, values)
    base = model.table(base_table(model, entity.id))
    stamped = {
        "version": version + 1,
        "updated_at": work.now,
        "updated_by": work.actor.account_id,
        "blueprint_version": model.registry.version,
        **system,
        **_columns(split, base.name),
    }
    work.connection.execute(update(base).where(base.c.id == record_id).values(stamped))
    own = model.table(entity.table)
    if own is not base and (changed := _columns(split, own.name)):
        work.connection.execute(update(own).where(own.c.id == record_id).values(changed))
    for part in split.values():
        for name in part.children:
            table = model.table(name)
            work.connection.execute(delete(table).where(table.c.record_id == record_id))
        _insert_children(work, record_id, part)
    return version + 1


def _columns(split: Mapping[str, Row], table: str) -> Mapping[str, object]:
    return split[table].columns if table in split else {}


def _insert_children(work: Work, record_id: uuid.UUID, row: Row) -> None:
    for name, children in row.children.items():
        for child in children:
            insert_row(work, work.model.table(name), {"record_id": record_id, **child})
