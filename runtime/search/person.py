"""The cases and parts of one person, as far as the actor may know of them. Must not find people (``people`` does)."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from runtime.access.policy import rows
from runtime.ir.entity import Entity
from runtime.search.directory import directory
from runtime.search.reading import Reading

MOST_CASES = 100


@dataclass(frozen=True)
class CaseLine:
    """A case a person has parts in."""

    id: uuid.UUID
    folio: str
    entity: Entity
    state: str
    office: str
    office_id: str
    responsible_id: uuid.UUID
    registered_at: datetime.datetime
    parts: tuple[str, ...]


def cases_of(reading: Reading, person_id: uuid.UUID) -> Sequence[CaseLine]:
    """Return the cases a person has a part in, the newest first; only those the actor may see."""
    model = reading.model
    cases, party = model.table("cases"), model.table("party")
    statement = (
        select(
            cases.c.id,
            cases.c.folio,
            cases.c.case_type,
            cases.c.state,
            cases.c.office_id,
            cases.c.responsible_id,
            cases.c.registered_at,
            party.c.part,
        )
        .join_from(party, cases, cases.c.id == party.c.case_id)
        .where(party.c.person_id == person_id, rows(model, reading.actor, "read", "case"))
        .order_by(cases.c.registered_at.desc(), cases.c.id.desc())
        .limit(MOST_CASES)
    )
    names = directory(reading)
    found: dict[uuid.UUID, CaseLine] = {}
    for row in reading.connection.execute(statement):
        known = found.get(row.id)
        found[row.id] = CaseLine(
            row.id,
            row.folio,
            model.registry.by_id[f"case_{row.case_type}"],
            row.state,
            names.office_name(row.office_id),
            row.office_id,
            row.responsible_id,
            row.registered_at,
            (*(known.parts if known else ()), row.part),
        )
    return list(found.values())
