"""One record of a person, an action or a register, through the gate. Must not load cases (``case`` does)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Uuid, select

from runtime.access.policy import base_table, rows
from runtime.access.sitting import demand_reason_of
from runtime.errors import NotFound
from runtime.ir.access import Verb
from runtime.ir.entity import Entity
from runtime.search.case import own_values
from runtime.search.casequery import Sheet, codes_columns, system_columns
from runtime.search.people import title_of
from runtime.search.reading import Reading
from runtime.storage.loader import Loader
from runtime.storage.prepared import Prepared, parameter


@dataclass(frozen=True)
class Record:
    """A stored record: system columns, and values and reasons by field id. Not masked: that is the page's to do."""

    entity: Entity
    row: Mapping[str, Any]
    values: Mapping[str, Any]

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
    def unknown(self) -> Mapping[str, str]:
        """Why values are unknown, by field id."""
        found: Mapping[str, str] = self.row["unknown"]
        return found

    def title(self, reading: Reading) -> str:
        """Return the text that stands for it, ``""`` when it has none."""
        return title_of(reading, self.entity, self.values)


def load(reading: Reading, entity_id: str, record_id: uuid.UUID) -> Record:
    """Load a record; of an action (``action``) with the fields of its type.

    Raises:
        NotFound: there is none, or the actor may not see it.
        ReasonNeeded: it was done in a restricted case, and the actor has not said why they read it.
    """
    model = reading.model
    sheet = model.memory.recall(
        ("record", entity_id, reading.actor.power), lambda: _prepare(reading, entity_id)
    )
    found = sheet.read(reading.connection, {"id": record_id})
    if not found:
        raise NotFound
    row, [values] = found[0]
    entity = model.registry.by_id[entity_id]
    if entity.kind == "action":
        demand_reason_of(model, reading.connection, reading.actor, row["case_id"])
        entity = model.registry.by_id[f"action_{row['action_type']}"]
        values |= own_values(reading, entity, record_id)
    return Record(entity, row, values)


def _prepare(reading: Reading, entity_id: str) -> Sheet:
    model = reading.model
    table = model.table(base_table(model, entity_id))
    system = system_columns(model, entity_id)
    statement = select(
        *system,
        *model.codec.read_columns(model.metadata, entity_id),
        *codes_columns(model, model.codec.slots(entity_id).values()),
    ).where(table.c.id == parameter("id", Uuid()), rows(model, reading.actor, "read", entity_id))
    query = Prepared(statement, reading.connection.dialect)
    names = tuple(query.names[: len(system)])
    return Sheet(query, names, (Loader(model.codec, entity_id, query.names).load,))


def allows(reading: Reading, verb: Verb, entity_id: str, record_id: uuid.UUID) -> bool:
    """Whether the actor may do this to a record; one statement."""
    table = reading.model.table(base_table(reading.model, entity_id))
    found = select(table.c.id).where(
        table.c.id == record_id, rows(reading.model, reading.actor, verb, entity_id)
    )
    return reading.connection.scalar(found) is not None
