"""Counting a report in the database: the groups, their totals, sums, medians, completeness and deadlines.

One statement for each margin of the table, because people and records of several groups do not add up. Run it on a
snapshot, so that all see the same moment. Must not name or hide anything.
"""

from __future__ import annotations

import datetime
import decimal
import itertools
import zoneinfo
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Integer,
    Select,
    String,
    and_,
    case,
    exists,
    func,
    literal,
    or_,
    select,
)

from runtime.access import policy
from runtime.fields.export import Dialect
from runtime.fields.grouping import sum_of
from runtime.ir.report import PERIOD
from runtime.reports.bands import PartsOfPeriod, days_open, seconds_of
from runtime.reports.clocks import countable
from runtime.reports.dimension import UNSAID, Dimension, Source
from runtime.reports.period import Period
from runtime.reports.system import read_zones
from runtime.reports.view import Held, Part, View
from runtime.search.columns import midnight
from runtime.search.reading import Reading
from runtime.search.tables import Tables
from runtime.sqltypes import Instant
from runtime.storage.functions import median

Number = int | float | decimal.Decimal
Spot = tuple[str | None, ...]
"""The groups of a cell, a key for each dimension; ``None`` is the total over a dimension."""

KEPT, MISSED, RUNNING = "kept", "missed", "running"
DELAY, TIMED = "delay", "timed"
"""The median of the seconds between two dates, and of how many records both are known."""


@dataclass(frozen=True)
class Question:
    """What is asked of a report: the period, the dimensions and what is chosen in its filters."""

    period: Period
    by: tuple[str, ...]
    chosen: tuple[tuple[str, str], ...] = ()


@dataclass
class Counted:
    """The answer: numbers by spot and measure (``cases``, ``sum.USD``, ``filled.curp``, ``median``, ``kept``…)."""

    numbers: dict[Spot, dict[str, Number]] = field(default_factory=dict)
    keys: list[dict[str, None]] = field(default_factory=list)
    """The groups found, for each dimension."""

    def put(self, spot: Spot, measure: str, number: Number | None) -> None:
        """Keep a number and the groups it belongs to."""
        if number is None:
            return
        self.numbers.setdefault(spot, {})[measure] = number
        for place, key in enumerate(spot):
            if key is not None:
                self.keys[place][key] = None

    @property
    def currencies(self) -> tuple[str, ...]:
        """The currencies of the sums, in order."""
        found = {name for held in self.numbers.values() for name in held if name.startswith("sum.")}
        return tuple(sorted(name.removeprefix("sum.") for name in found))


def count(reading: Reading, view: View, question: Question) -> Counted:
    """Count a report within what the actor may read and may report on."""
    answer = Counted(keys=[{} for _ in question.by])
    zones = read_zones(reading)
    for part in view.parts:
        _Counting(reading, view, part, question, zones, answer).run()
    return answer


class _Counting:
    """The statements of one part."""

    def __init__(
        self,
        reading: Reading,
        view: View,
        part: Part,
        question: Question,
        zones: Sequence[str],
        answer: Counted,
    ) -> None:
        self.reading, self.view, self.part, self.question = reading, view, part, question
        self.answer = answer
        registry = reading.model.registry
        self.zones = zones if view.report.clock == "office" else (registry.time_zone,)
        self.is_postgresql = reading.connection.dialect.name == "postgresql"
        self.dimensions = [self._dimension(name) for name in question.by]

    def _dimension(self, name: str) -> Dimension:
        if name != PERIOD:
            return self.part.dimensions[name]
        dated = self.part.dated
        return PartsOfPeriod(
            self.question.period,
            self.view.report.every,
            dated.slot.names[0] if dated else None,
            dated.of if dated else "",
        )

    def run(self) -> None:
        for used in itertools.product((True, False), repeat=len(self.dimensions)):
            self._count(used)
            if self.view.sum is not None and sum_of(self.view.sum.slot.field) == "money":
                self._add_up_money(self.view.sum, used)
            if self.view.report.deadlines:
                self._count_deadlines(used)

    def _count(self, used: tuple[bool, ...]) -> None:
        source, keys, wanted = self._open(used)
        inputs = self._inputs(source)
        # What a key joins must be there before the tables are read off.
        rows = select(*keys, *inputs.values()).select_from(source.tables.joined).where(wanted).subquery()
        measures = self._measures(rows)
        grouped = [rows.c[f"k{place}"] for place, is_used in enumerate(used) if is_used]
        statement = select(*grouped, *measures.values()).select_from(rows).group_by(*grouped)
        for spot, values in self._read(statement, used):
            for name, number in zip(measures, values, strict=True):
                self.answer.put(spot, name, number)

    def _inputs(self, source: Source) -> dict[str, ColumnElement[Any]]:
        """What the measures of one record are made of."""
        base, view = source.base, self.view
        found: dict[str, ColumnElement[Any]] = {"id": base.c.id.label("id")}
        if self.part.entity.id == "action" and {"cases", "people"} & set(self.part.counts):
            found["case"] = base.c.case_id.label("case")
        if "people" in self.part.counts:
            found["person"] = source.tables.of("case").c.person_id.label("person")
        if view.sum is not None and sum_of(view.sum.slot.field) == "number":
            found["sum"] = self._column(source, view.sum).label("sum")
        if view.report.median is not None and self.part.entity.id == "case":
            found["days"] = days_open(source).label("days")
        if view.delay is not None:
            begin, end = (seconds_of(self._column(source, held), source) for held in view.delay)
            found[DELAY] = (end - begin).label(DELAY)
        for place, held in enumerate(view.filled):
            found[f"filled{place}"] = self._is_filled(source, held).label(f"filled{place}")
        return found

    def _measures(self, rows: FromClause) -> dict[str, ColumnElement[Any]]:
        of_actions = self.part.entity.id == "action"
        whole: dict[str, ColumnElement[Any]] = {
            "cases": func.count(rows.c.case.distinct()) if of_actions and "case" in rows.c else func.count(),
            "people": func.count(rows.c.person.distinct()) if "person" in rows.c else func.count(),
            "actions": func.count(),
            "records": func.count(),
        }
        found: dict[str, ColumnElement[Any]] = {name: whole[name] for name in self.part.counts}
        if self.view.filled:
            found["all"] = func.count()
            for place, held in enumerate(self.view.filled):
                found[f"filled.{held.slot.field.id}"] = func.sum(rows.c[f"filled{place}"], type_=Integer())
        if "sum" in rows.c:
            found["sum."] = func.sum(rows.c.sum)
        if "days" in rows.c:
            found["median"] = median(rows.c.days)
        if DELAY in rows.c:
            found |= {DELAY: median(rows.c[DELAY]), TIMED: func.count(rows.c[DELAY])}
        return found

    def _add_up_money(self, held: Held, used: tuple[bool, ...]) -> None:
        source, keys, wanted = self._open(used)
        table = source.tables.of(held.of)
        columns = {suffix: table.c[name] for suffix, name in held.slot.columns}
        amount, currency = columns["amount"].label("amount"), columns["currency"].label("currency")
        rows = (
            select(*keys, amount, currency)
            .select_from(source.tables.joined)
            .where(wanted, columns["amount"].is_not(None))
            .subquery()
        )
        grouped = [rows.c[f"k{place}"] for place, is_used in enumerate(used) if is_used]
        statement = select(*grouped, rows.c.currency, func.sum(rows.c.amount)).group_by(
            *grouped, rows.c.currency
        )
        for spot, (code, total) in self._read(statement, used):
            self.answer.put(spot, f"sum.{code}", total)

    def _count_deadlines(self, used: tuple[bool, ...]) -> None:
        source, keys, wanted = self._open(used)
        clock = self.reading.model.table("deadline")
        joined = source.tables.joined.join(clock, clock.c.case_id == source.base.c.id)
        is_kept = clock.c.stopped_at <= clock.c.due_at
        is_missed = or_(
            clock.c.stopped_at > clock.c.due_at,
            and_(clock.c.stopped_at.is_(None), clock.c.due_at < self._now),
        )
        how = case((is_kept, literal(KEPT)), (is_missed, literal(MISSED)), else_=literal(RUNNING)).label(
            "how"
        )
        rows = (
            select(*keys, how)
            .select_from(joined)
            .where(wanted, countable(self.reading, clock, source.base, self.view.report.deadlines))
            .subquery()
        )
        grouped = [rows.c[f"k{place}"] for place, is_used in enumerate(used) if is_used]
        statement = select(*grouped, rows.c.how, func.count()).group_by(*grouped, rows.c.how)
        for spot, (answer, number) in self._read(statement, used):
            self.answer.put(spot, answer, number)

    def _read(self, statement: Select[Any], used: tuple[bool, ...]) -> Iterator[tuple[Spot, Sequence[Any]]]:
        many = sum(used)
        for row in self.reading.connection.execute(statement):
            keys = iter(UNSAID if key is None else str(key) for key in row[:many])
            yield tuple(next(keys) if is_used else None for is_used in used), row[many:]

    def _open(self, used: tuple[bool, ...]) -> tuple[Source, list[ColumnElement[Any]], ColumnElement[bool]]:
        """Begin a statement: its tables, the keys of the dimensions it uses, and which rows it reads."""
        model, actor, entity = self.reading.model, self.reading.actor, self.part.entity
        tables = Tables(model, actor, entity, is_postgresql=self.is_postgresql)
        name: Literal["sqlite", "postgresql"] = "postgresql" if self.is_postgresql else "sqlite"
        zone: ColumnElement[str] = literal(model.registry.time_zone, String())
        if self.view.report.clock == "office":
            zone = tables.named(tables.base.c.office_id, "office").c.time_zone
        moment = tables.base.c[self.part.moment]
        source = Source(tables, Dialect(name), moment, zone, literal(self._until, Instant()))
        keys: list[ColumnElement[Any]] = [
            dimension.key(source).label(f"k{place}")
            for place, (dimension, is_used) in enumerate(zip(self.dimensions, used, strict=True))
            if is_used
        ]
        return source, keys, and_(*self._conditions(source))

    def _conditions(self, source: Source) -> Iterator[ColumnElement[bool]]:
        model, actor, entity, base = self.reading.model, self.reading.actor, self.part.entity, source.base
        yield policy.rows(model, actor, "read", entity.id)
        yield policy.rows(model, actor, "report", entity.id)
        if self.part.types:
            yield base.c["case_type" if entity.id == "case" else "action_type"].in_(self.part.types)
        if entity.kind == "action":
            yield base.c.annulled_at.is_(None)
        yield self._dated(source)
        for name, codes in self.part.where.items():
            yield self.part.dimensions[name].among(source, codes)
        for name, code in self.question.chosen:
            yield self.part.dimensions[name].among(source, (code,))

    def _dated(self, source: Source) -> ColumnElement[bool]:
        period = self.question.period
        if self.view.is_open:
            cases = source.base.c
            return and_(
                cases.registered_at < self._until,
                or_(cases.closed_at.is_(None), cases.closed_at >= self._until),
            )
        column = source.moment if self.part.dated is None else self._column(source, self.part.dated)
        if isinstance(column.type, Instant):
            return self._within(column, source)
        return column.between(period.first, period.last)

    def _within(self, moment: ColumnElement[Any], source: Source) -> ColumnElement[bool]:
        """A moment lies in the period by the clock that counts; bounds an index can use, then each zone's own."""
        ends = {zone: self._ends(zone) for zone in self.zones}
        first, last = min(end[0] for end in ends.values()), max(end[1] for end in ends.values())
        around = and_(moment >= first, moment < last)
        if len(set(ends.values())) == 1:
            return around
        own = [
            and_(source.zone == zone, moment >= begins, moment < finishes)
            for zone, (begins, finishes) in ends.items()
        ]
        return and_(around, or_(*own))

    def _ends(self, zone: str) -> tuple[datetime.datetime, datetime.datetime]:
        clock, period = zoneinfo.ZoneInfo(zone), self.question.period
        after = period.last + datetime.timedelta(days=1)
        return midnight(period.first, clock), midnight(after, clock)

    @property
    def _now(self) -> datetime.datetime:
        return self.reading.now

    @property
    def _until(self) -> datetime.datetime:
        """The moment open cases are looked at: the end of the period on the registry's clock, or now."""
        if not self.view.is_open:
            return self._now
        return min(self._ends(self.reading.model.registry.time_zone)[1], self._now)

    def _column(self, source: Source, held: Held) -> ColumnElement[Any]:
        return source.tables.of(held.of).c[held.slot.names[0]]

    def _is_filled(self, source: Source, held: Held) -> ColumnElement[int]:
        table = source.tables.of(held.of)
        if held.slot.child_table is not None:
            codes = self.reading.model.table(held.slot.child_table)
            said: ColumnElement[bool] = exists().where(codes.c.record_id == table.c.id).correlate(table)
        else:
            said = or_(*(table.c[name].is_not(None) for name in held.slot.names))
        return case((said, literal(1)), else_=literal(0))
