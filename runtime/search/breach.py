"""Breaches of personal data with their clocks and who was told. Must not change any."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from runtime.access import policy
from runtime.errors import NotFound
from runtime.search.casefile import Clock
from runtime.search.directory import directory
from runtime.search.reading import Reading

SUBJECT = "breaches"
MOST = 200


@dataclass(frozen=True)
class Told:
    """That a recipient was told."""

    recipient: str
    at: datetime.datetime
    how: str
    by: str


@dataclass(frozen=True)
class Breach:
    """A breach with whom was told of it; ``needed`` are all who must be."""

    row: Mapping[str, Any]
    told: Sequence[Told]
    needed: frozenset[str]
    may_change: bool

    @property
    def id(self) -> uuid.UUID:
        """Its id."""
        found: uuid.UUID = self.row["id"]
        return found

    @property
    def clock(self) -> Clock:
        """The clock of telling: it stops when the last who must be told was, or when the breach is closed."""
        due: datetime.datetime = self.row["due_at"]
        first: dict[str, datetime.datetime] = {}
        for one in self.told:
            first[one.recipient] = min(one.at, first.get(one.recipient, one.at))
        is_told = bool(self.needed) and self.needed <= first.keys()
        stopped = max(first[name] for name in self.needed) if is_told else self.row["closed_at"]
        return Clock("", self.row["known_at"], due - datetime.timedelta(hours=24), due, stopped)


def load_all(reading: Reading) -> Sequence[Breach]:
    """Return the breaches the actor may see: the open ones by what is due first, then the closed."""
    table = reading.model.table("breach")
    found = _read(reading, table.c.id.is_not(None))
    return sorted(
        found, key=lambda one: (one.row["closed_at"] is not None, one.row["due_at"], one.row["number"])
    )


def load(reading: Reading, breach_id: uuid.UUID) -> Breach:
    """Return one breach.

    Raises:
        NotFound: there is none, or the actor may not see it.
    """
    found = _read(reading, reading.model.table("breach").c.id == breach_id)
    if not found:
        raise NotFound
    return found[0]


def _read(reading: Reading, condition: Any) -> Sequence[Breach]:
    model, actor = reading.model, reading.actor
    table, told, names = model.table("breach"), model.table("breach_told"), directory(reading)
    seen = policy.rows(model, actor, "read", SUBJECT)
    query = select(table).where(condition, seen).order_by(table.c.known_at.desc(), table.c.id).limit(MOST)
    rows = [dict(row) for row in reading.connection.execute(query).mappings()]
    by_breach: dict[uuid.UUID, list[Told]] = {row["id"]: [] for row in rows}
    heard = select(told).where(told.c.breach_id.in_(by_breach)).order_by(told.c.told_at)
    for row in reading.connection.execute(heard):
        by_breach[row.breach_id].append(
            Told(row.recipient, row.told_at, row.how, names.officer_name(row.recorded_by))
        )
    needed = frozenset(one.id for one in model.registry.breaches.recipients)
    return [
        Breach(row, by_breach[row["id"]], needed, policy.may(model, actor, "update", SUBJECT, row))
        for row in rows
    ]
