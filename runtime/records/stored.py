"""The stored record a command works on: found through the gate, locked, with its values. Must not change it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, RowMapping, Select, Uuid, bindparam, select

from runtime.access.actor import Actor
from runtime.access.policy import base_table, rows
from runtime.access.sitting import demand_reason, demand_reason_of
from runtime.errors import Forbidden, NotFound
from runtime.ir.access import Verb
from runtime.ir.entity import Entity
from runtime.records.submission import Current
from runtime.records.work import Work
from runtime.storage.model import Model
from runtime.storage.prepared import Prepared, parameter


@dataclass(frozen=True)
class Stored:
    """A record as it stands: system columns by name, and values and reasons by field id.

    ``entity`` is the case's or action's type. ``person`` and ``person_unknown`` are the main person's values and
    reasons, for conditions and gates of cases; ``ticked`` are the checklists and items that ``protocol`` found.
    """

    entity: Entity
    row: Mapping[str, Any]
    values: Mapping[str, Any]
    unknown: Mapping[str, str]
    person: Mapping[str, Any] = field(default_factory=dict)
    person_unknown: Mapping[str, str] = field(default_factory=dict)
    ticked: frozenset[tuple[str, str]] = frozenset()

    @property
    def id(self) -> uuid.UUID:
        """The record's id."""
        found: uuid.UUID = self.row["id"]
        return found

    @property
    def version(self) -> int:
        """The record's version."""
        found: int = self.row["version"]
        return found

    @property
    def current(self) -> Current:
        """What stands before a form that corrects the record."""
        return Current(self.values, self.unknown, self.state, self.person, is_new=False)

    @property
    def state(self) -> str | None:
        """The state of a case; other records have none."""
        return self.row.get("state")


def find(work: Work, entity_id: str, record_id: uuid.UUID, verb: Verb) -> Stored:
    """Find a record to do something to, and hold it against other writers until the transaction ends.

    Args:
        work: the transaction.
        entity_id: the entity; ``case`` and ``action`` when the type is not known yet.
        record_id: the record.
        verb: what will be done.

    Raises:
        NotFound: there is none, or the actor may not see it.
        Forbidden: the actor sees it but may not do this to it.
    """
    return _find(work.model, work.connection, work.actor, Wanted(entity_id, record_id, verb, is_held=True))


def look(model: Model, connection: Connection, actor: Actor, entity_id: str, record_id: uuid.UUID) -> Stored:
    """Find a record to show, to correct in a form, or to ask for its transitions; nothing is held.

    Raises:
        NotFound: there is none, or the actor may not see it.
        ReasonNeeded: it is a restricted case, and the actor has not said why they read it.
    """
    stored = _find(model, connection, actor, Wanted(entity_id, record_id, "read", is_held=False))
    if stored.entity.kind == "case_type":
        demand_reason(actor, stored.entity, stored.row)
    elif stored.entity.kind == "action_type":
        demand_reason_of(model, connection, actor, stored.row["case_id"])
    return stored


def require(work: Work, entity_id: str, record_id: uuid.UUID, verb: Verb) -> Mapping[str, Any]:
    """Find a record's system columns through the gate, without holding it.

    Raises:
        NotFound: there is none, or the actor may not see it.
        Forbidden: the actor sees it but may not do this to it.
    """
    model, actor = work.model, work.actor

    def make() -> Prepared:
        table = model.table(base_table(model, entity_id))
        system = [table.c[name] for name in _SYSTEM if name in table.c]
        allowed = rows(model, actor, verb, entity_id).label("is_allowed")
        seen = rows(model, actor, "read", entity_id)
        return Prepared(
            select(*system, allowed).where(table.c.id == parameter("record", Uuid()), seen),
            work.outbox.dialect,
        )

    query = model.memory.recall(("require", actor.power, verb, entity_id), make)
    return _admit(next(iter(query.mappings(work.connection, {"record": record_id})), None))


def type_entity(model: Model, base: str, key: str) -> Entity:
    """Return the entity of a case type or action type by its key in the blueprint."""
    return model.registry.by_id[f"{base}_{key}"]


_SYSTEM = (
    "id",
    "version",
    "created_by",
    "office_id",
    "folio",
    "case_type",
    "state",
    "responsible_id",
    "person_id",
    "registered_at",
    "closed_at",
    "action_type",
    "case_id",
    "officer_id",
    "done_at",
    "annulled_at",
    "unknown",
)


@dataclass(frozen=True)
class Wanted:
    """Which record, what for, and whether it is held until the transaction ends."""

    entity_id: str
    record_id: uuid.UUID
    verb: Verb
    is_held: bool


def _find(model: Model, connection: Connection, actor: Actor, wanted: Wanted) -> Stored:
    entity = model.registry.by_id[wanted.entity_id]
    if entity.kind in ("case", "action"):
        entity = _type_of(model, connection, actor, entity, wanted.record_id)
    key = ("stored", actor.power, wanted.verb, wanted.is_held, entity.id)
    statement = model.memory.recall(key, lambda: _statement(model, actor, entity, wanted))
    row = _admit(connection.execute(statement, {"record": wanted.record_id}).mappings().first())
    codes = model.codec.read_codes(connection, model.metadata, entity.id, [wanted.record_id])
    values = model.codec.load(entity.id, row, codes.get(wanted.record_id))
    if entity.kind != "case_type":
        return Stored(entity, row, values, row["unknown"])
    person, person_unknown = _main_person(model, connection, row["person_id"])
    return Stored(entity, row, values, row["unknown"], person, person_unknown)


def _type_of(
    model: Model, connection: Connection, actor: Actor, base: Entity, record_id: uuid.UUID
) -> Entity:
    """Return the type of a record the actor may see; what they may not is asked for as what is not there."""

    def make() -> Prepared:
        table = model.table(base.table)
        key = select(table.c[f"{base.id}_type"]).where(
            table.c.id == parameter("record", Uuid()), rows(model, actor, "read", base.id)
        )
        return Prepared(key, connection.dialect)

    query = model.memory.recall(("type of", actor.power, base.id), make)
    found = query.rows(connection, {"record": record_id})
    if not found:
        raise NotFound
    return type_entity(model, base.id, found[0][0])


def _statement(model: Model, actor: Actor, entity: Entity, wanted: Wanted) -> Select[Any]:
    base = model.table(base_table(model, entity.id))
    source: FromClause = base
    if entity.base is not None:
        own = model.table(entity.table)
        source = base.join(own, own.c.id == base.c.id)
    system: list[ColumnElement[Any]] = [base.c[name] for name in _SYSTEM if name in base.c]
    allowed = rows(model, actor, wanted.verb, entity.id).label("is_allowed")
    statement = (
        select(*system, *model.codec.read_columns(model.metadata, entity.id), allowed)
        .select_from(source)
        .where(base.c.id == bindparam("record"), rows(model, actor, "read", entity.id))
    )
    # Not against rows that point at it: whoever records an action holds the case's key until they commit.
    return statement.with_for_update(of=base, key_share=True) if wanted.is_held else statement


def _admit(row: RowMapping | Mapping[str, Any] | None) -> dict[str, Any]:
    if row is None:
        raise NotFound
    if not row["is_allowed"]:
        raise Forbidden
    return {str(name): value for name, value in row.items()}


def _main_person(
    model: Model, connection: Connection, person_id: uuid.UUID
) -> tuple[Mapping[str, Any], Mapping[str, str]]:
    person = model.table("person")
    columns = model.codec.read_columns(model.metadata, "person")
    statement = select(person.c.id, person.c.unknown, *columns).where(person.c.id == person_id)
    row = connection.execute(statement).mappings().one()
    codes = model.codec.read_codes(connection, model.metadata, "person", [person_id])
    return model.codec.load("person", row, codes.get(person_id)), row["unknown"]
