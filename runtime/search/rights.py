"""Requests of people about their data: listed by their clocks, and one of them. Must not change any."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from runtime.access import policy
from runtime.errors import NotFound
from runtime.search.casefile import Clock
from runtime.search.reading import Reading

SUBJECT = "rights"
MOST = 200


@dataclass(frozen=True)
class Request:
    """A request with its clock; ``may_answer`` is for this actor."""

    row: Mapping[str, Any]
    may_answer: bool

    @property
    def id(self) -> uuid.UUID:
        """Its id."""
        found: uuid.UUID = self.row["id"]
        return found

    @property
    def clock(self) -> Clock:
        """When its answer is due."""
        due: datetime.datetime = self.row["due_at"]
        return Clock(
            "", self.row["created_at"], due - datetime.timedelta(days=3), due, self.row["answered_at"]
        )


def waiting(reading: Reading) -> Sequence[Request]:
    """Return the requests that wait for an answer, the most pressing first."""
    table = reading.model.table("rights_request")
    return _read(reading, table.c.answered_at.is_(None), table.c.due_at.asc())


def answered(reading: Reading) -> Sequence[Request]:
    """Return those that were answered, the latest first."""
    table = reading.model.table("rights_request")
    return _read(reading, table.c.answered_at.is_not(None), table.c.answered_at.desc())


def late(reading: Reading) -> int:
    """Return how many wait for an answer that is overdue."""
    table = reading.model.table("rights_request")
    seen = policy.rows(reading.model, reading.actor, "read", SUBJECT)
    query = select(func.count()).where(table.c.answered_at.is_(None), table.c.due_at < reading.now, seen)
    return reading.connection.scalar(query) or 0


def load(reading: Reading, request_id: uuid.UUID) -> Request:
    """Return one request.

    Raises:
        NotFound: there is none, or the actor may not see it.
    """
    table = reading.model.table("rights_request")
    found = _read(reading, table.c.id == request_id, table.c.id)
    if not found:
        raise NotFound
    return found[0]


def _read(reading: Reading, condition: Any, order: Any) -> Sequence[Request]:
    table = reading.model.table("rights_request")
    seen = policy.rows(reading.model, reading.actor, "read", SUBJECT)
    query = select(table).where(condition, seen).order_by(order, table.c.id).limit(MOST)
    return [
        Request(dict(row), policy.may(reading.model, reading.actor, "update", SUBJECT, dict(row)))
        for row in reading.connection.execute(query).mappings()
    ]
