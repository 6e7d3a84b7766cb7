"""Legal holds of a case or a person, and what was done with cases over their term. Must not change any."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select

from runtime.access import policy
from runtime.search.directory import directory
from runtime.search.reading import Reading

MOST = 200


@dataclass(frozen=True)
class Hold:
    """A legal hold, with its end if it was lifted."""

    id: uuid.UUID
    reason: str
    placed_at: datetime.datetime
    placed_by: str
    lifted_at: datetime.datetime | None
    lifted_reason: str


@dataclass(frozen=True)
class Done:
    """A case that is over its term, and what was done with it."""

    case_id: uuid.UUID
    folio: str
    act: str
    expired_on: datetime.date
    at: datetime.datetime


def holds_of_case(reading: Reading, case_id: uuid.UUID) -> Sequence[Hold]:
    """Return the holds on a case the actor was let into, the latest first."""
    return _holds(reading, reading.model.table("legal_hold").c.case_id == case_id)


def holds_of_person(reading: Reading, person_id: uuid.UUID) -> Sequence[Hold]:
    """Return the holds on a person the actor was let see, the latest first."""
    return _holds(reading, reading.model.table("legal_hold").c.person_id == person_id)


def done(reading: Reading) -> Sequence[Done]:
    """Return the cases over their term that the actor keeps, those done last first."""
    kept, cases = reading.model.table("case_retention"), reading.model.table("cases")
    query = (
        select(kept, cases.c.folio)
        .join(cases, cases.c.id == kept.c.case_id)
        .where(policy.rows(reading.model, reading.actor, "read", "retention"))
        .order_by(kept.c.at.desc(), cases.c.folio)
        .limit(MOST)
    )
    return [
        Done(row.case_id, row.folio, row.act, row.expired_on, row.at)
        for row in reading.connection.execute(query)
    ]


def readable(reading: Reading, ids: Collection[uuid.UUID]) -> frozenset[uuid.UUID]:
    """Return those of some cases the actor may read: who keeps cases need not see every restricted one."""
    cases = reading.model.table("cases")
    seen = policy.rows(reading.model, reading.actor, "read", "case")
    return frozenset(reading.connection.scalars(select(cases.c.id).where(cases.c.id.in_(ids), seen)))


def _holds(reading: Reading, condition: ColumnElement[bool]) -> Sequence[Hold]:
    table, names = reading.model.table("legal_hold"), directory(reading)
    query = select(table).where(condition).order_by(table.c.placed_at.desc(), table.c.id)
    return [
        Hold(
            row.id,
            row.reason,
            row.placed_at,
            names.officer_name(row.placed_by),
            row.lifted_at,
            row.lifted_reason or "",
        )
        for row in reading.connection.execute(query)
    ]
