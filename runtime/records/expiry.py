"""Which closed cases are over their term of retention, and what would be done with each. Must not do it.

One reader of the terms: what is rehearsed as a list is what a run does.
"""

from __future__ import annotations

import calendar
import datetime
import uuid
import zoneinfo
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, select

from runtime.ir.entity import Entity
from runtime.ir.rights import Act, Retention
from runtime.storage.holds import asked_about, held
from runtime.storage.model import Model

_MONTHS = {"y": 12, "m": 1}
_SLACK = datetime.timedelta(days=2)
"""No time zone is further from another."""


@dataclass(frozen=True)
class Due:
    """A closed case over its term. ``is_held`` and ``is_asked`` keep it as it is: a legal hold, a request that waits."""

    case_id: uuid.UUID
    folio: str
    entity: Entity
    office_id: str
    person_id: uuid.UUID
    registered_at: datetime.datetime
    version: int
    expired_on: datetime.date
    retention: Retention
    is_held: bool
    is_asked: bool

    @property
    def act(self) -> Act:
        """What is done with it."""
        return self.retention.then

    @property
    def waits(self) -> bool:
        """Whether something keeps it."""
        return self.is_held or self.is_asked


def ends(closed: datetime.date, term: str) -> datetime.date:
    """Return the day a term that began on another is over; the last of a month where it has no such day.

    Args:
        closed: the day the case was closed.
        term: ``5y`` or ``18m``.
    """
    months = closed.month - 1 + int(term[:-1]) * _MONTHS[term[-1]]
    year, month = closed.year + months // 12, months % 12 + 1
    return datetime.date(year, month, min(closed.day, calendar.monthrange(year, month)[1]))


def due(
    model: Model, connection: Connection, now: datetime.datetime, which: ColumnElement[bool]
) -> Sequence[Due]:
    """Return the cases that are over their term, the longest over first.

    Args:
        model: the instance's model.
        connection: the transaction they are read in.
        now: the moment it is asked.
        which: the condition on ``cases`` for those the actor keeps.
    """
    found = [
        one
        for entity in model.registry.case_types
        if model.registry.retention_of(entity).term is not None
        for one in _of_type(model, connection, entity, now, which)
    ]
    return sorted(found, key=lambda one: (one.expired_on, one.folio))


def _of_type(
    model: Model, connection: Connection, entity: Entity, now: datetime.datetime, which: ColumnElement[bool]
) -> Sequence[Due]:
    retention = model.registry.retention_of(entity)
    assert retention.term is not None
    cases, office, kept = (model.table(name) for name in ("cases", "office", "case_retention"))
    before = (
        datetime.datetime.combine(_earlier(now.date(), retention.term), datetime.time(), datetime.UTC)
        + _SLACK
    )
    query = (
        select(
            *(
                cases.c[name]
                for name in ("id", "folio", "office_id", "person_id", "registered_at", "version")
            ),
            cases.c.closed_at,
            office.c.time_zone,
            held(model.metadata, cases).label("is_held"),
            asked_about(model.metadata, cases).label("is_asked"),
        )
        .join_from(cases, office, office.c.id == cases.c.office_id)
        .outerjoin(kept, kept.c.case_id == cases.c.id)
        .where(cases.c.case_type == entity.key, cases.c.closed_at < before, kept.c.case_id.is_(None), which)
    )
    found = []
    for row in connection.execute(query):
        zone = zoneinfo.ZoneInfo(row.time_zone)
        over = ends(row.closed_at.astimezone(zone).date(), retention.term)
        if over <= now.astimezone(zone).date():
            about = (row.id, row.folio, entity, row.office_id, row.person_id, row.registered_at, row.version)
            found.append(Due(*about, over, retention, bool(row.is_held), bool(row.is_asked)))
    return found


def _earlier(day: datetime.date, term: str) -> datetime.date:
    months = day.year * 12 + day.month - 1 - int(term[:-1]) * _MONTHS[term[-1]]
    year, month = max(1, months // 12), months % 12 + 1
    return datetime.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
