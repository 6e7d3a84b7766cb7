"""The monthly table: cases, people and actions of a month by office or scope. Owns the counting; must not render."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import ColumnElement, FromClause, and_, func, select, true

from runtime.access.policy import reach
from runtime.errors import Forbidden
from runtime.search.reading import Reading
from runtime.storage.functions import local_text

By = Literal["office", "scope", "both"]
_WIDEST_ZONE = datetime.timedelta(hours=15)


@dataclass(frozen=True)
class Counts:
    """Three counts that are never mixed: cases opened, different people they are about, actions done."""

    cases: int
    people: int
    actions: int


@dataclass(frozen=True)
class Row:
    """One line of the table; ``office`` and ``scope`` are ids, ``None`` where the table is not by them.

    A ``scope`` of ``""`` is that of actions without a case.
    """

    office: str | None
    scope: str | None
    counts: Counts


@dataclass(frozen=True)
class Monthly:
    """The table of one month. ``total`` counts everybody once, so its people may be fewer than the rows' sum."""

    year: int
    month: int
    by: By
    rows: tuple[Row, ...]
    total: Counts


@dataclass
class _Tally:
    cases: int = 0
    actions: int = 0

    def __post_init__(self) -> None:
        self.people: set[uuid.UUID] = set()

    def counts(self) -> Counts:
        return Counts(self.cases, len(self.people), self.actions)


def monthly(reading: Reading, year: int, month: int, by: By) -> Monthly:
    """Count a month, each office by its own clock, within the reach of the actor's grant to report.

    Two statements; run them on a snapshot, so that they see the same moment.

    Raises:
        Forbidden: the actor may not report.
    """
    if reach(reading.model, reading.actor, "report", "reports") is None:
        raise Forbidden
    total, tallies = _Tally(), dict[tuple[str | None, str | None], _Tally]()
    scopes = {kind.key: kind.scope or "" for kind in reading.model.registry.case_types}

    def of(office: str, case_type: str | None) -> Iterable[_Tally]:
        scope = scopes.get(case_type or "", "")
        key = (None if by == "scope" else office, None if by == "office" else scope)
        return (tallies.setdefault(key, _Tally()), total)

    for office, case_type, person, count in _cases(reading, year, month):
        for tally in of(office, case_type):
            tally.cases += count
            tally.people.add(person)
    for office, of_type, count in _actions(reading, year, month):
        for tally in of(office, of_type):
            tally.actions += count
    rows = tuple(Row(office, scope, tally.counts()) for (office, scope), tally in tallies.items())
    return Monthly(year, month, by, rows, total.counts())


def _cases(reading: Reading, year: int, month: int) -> Iterable[tuple[str, str, uuid.UUID, int]]:
    cases, office = reading.model.table("cases"), reading.model.table("office")
    found = reading.connection.execute(
        select(cases.c.office_id, cases.c.case_type, cases.c.person_id, func.count())
        .join_from(cases, office, office.c.id == cases.c.office_id)
        .where(_within(cases.c.registered_at, office.c.time_zone, year, month))
        .where(_reported(reading, cases, "responsible_id"))
        .group_by(cases.c.office_id, cases.c.case_type, cases.c.person_id)
    )
    return ((row[0], row[1], row[2], row[3]) for row in found)


def _actions(reading: Reading, year: int, month: int) -> Iterable[tuple[str, str | None, int]]:
    model = reading.model
    actions, cases, office = model.table("actions"), model.table("cases"), model.table("office")
    source = actions.join(office, office.c.id == actions.c.office_id).join(
        cases, cases.c.id == actions.c.case_id, isouter=True
    )
    found = reading.connection.execute(
        select(actions.c.office_id, cases.c.case_type, func.count())
        .select_from(source)
        .where(_within(actions.c.done_at, office.c.time_zone, year, month), actions.c.annulled_at.is_(None))
        .where(_reported(reading, actions, "officer_id"))
        .group_by(actions.c.office_id, cases.c.case_type)
    )
    return ((row[0], row[1], row[2]) for row in found)


def _within(
    moment: ColumnElement[datetime.datetime], zone: ColumnElement[str], year: int, month: int
) -> ColumnElement[bool]:
    """The condition that a moment falls into a month on the clock of a zone; an index finds the neighbourhood."""
    first = datetime.datetime(year, month, 1, tzinfo=datetime.UTC)
    after = datetime.datetime(year + month // 12, month % 12 + 1, 1, tzinfo=datetime.UTC)
    return and_(
        moment >= first - _WIDEST_ZONE,
        moment < after + _WIDEST_ZONE,
        func.substr(local_text(moment, zone), 1, 7) == f"{year:04}-{month:02}",
    )


def _reported(reading: Reading, table: FromClause, own_column: str) -> ColumnElement[bool]:
    actor = reading.actor
    granted = reach(reading.model, actor, "report", "reports")
    if granted == "everything":
        return true()
    if granted == "jurisdiction":
        return table.c.office_id.in_(sorted(actor.offices_below))
    if granted == "office":
        return table.c.office_id == actor.office_id
    return table.c[own_column] == actor.account_id
