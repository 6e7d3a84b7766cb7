"""Dimensions made of bands: ages of people, days a case has been open, parts of a period. Owns their arithmetic in SQL."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Date,
    Integer,
    String,
    and_,
    case,
    cast,
    func,
    literal,
    or_,
    type_coerce,
)
from typing_extensions import override

from runtime.fields.base import Context
from runtime.ir.label import text as label_text
from runtime.ir.report import DAYS_OPEN, Every
from runtime.reports.dimension import Dimension, Group, Source
from runtime.reports.period import Period
from runtime.search.columns import Lens
from runtime.sqltypes import Instant
from runtime.storage.codec import Slot
from runtime.storage.functions import local_text

_THIRTY = ("04", "06", "09", "11")


@dataclass(frozen=True)
class Ages(Dimension):
    """How old somebody was when the record was made, the lowest age it can be: who may be a minor counts as one."""

    name: str
    of: str
    slot: Slot
    firsts: tuple[int, ...]
    """The first year of each band; the last one has no end."""

    @override
    def heading(self, context: Context) -> str:
        return context.message("reports.by_age", field=label_text(self.slot.field.label, context.language))

    @override
    def key(self, source: Source) -> ColumnElement[str]:
        age = self._age(source)
        bands = [(age >= first, literal(str(first))) for first in reversed(self.firsts)]
        # Below the first band there is none; an age that is not known falls into none either.
        return case(*bands, else_=literal(None, String()))

    @override
    def groups(self, lens: Lens) -> Sequence[Group]:
        say = lens.context.message
        ends = [*(first - 1 for first in self.firsts[1:]), None]
        return [
            Group(
                str(first),
                say("reports.age_from", first=first)
                if last is None
                else say("reports.age_between", first=first, last=last)
                if last > first
                else say("reports.age_of", count=first),
            )
            for first, last in zip(self.firsts, ends, strict=True)
        ]

    def _age(self, source: Source) -> ColumnElement[int]:
        columns = {suffix: source.tables.of(self.of).c[name] for suffix, name in self.slot.columns}
        birth, told = columns["birth"], source.dialect.text(columns["told"])
        told_year = _year(told) - columns["age"]
        year = case((birth.is_not(None), _year(birth)), else_=told_year)
        told_day = func.substr(told, 6, 5)
        day = case(
            (func.length(birth) == 10, func.substr(birth, 6, 5)),
            (func.length(birth) == 7, _last_of_month(birth)),
            (birth.is_not(None), literal("12-31")),
            (and_(told_day == "02-29", ~_is_leap(told_year)), literal("02-28")),
            else_=told_day,
        )
        now = _local_day(source)
        passed = _year(now) - year - case((func.substr(now, 6, 5) < day, 1), else_=0)
        return case((passed < 0, 0), else_=passed)


@dataclass(frozen=True)
class DaysOpen(Dimension):
    """How many days a case has been open, or was."""

    name: str = "days_open"

    @override
    def heading(self, context: Context) -> str:
        return context.message("reports.by_days_open")

    @override
    def key(self, source: Source) -> ColumnElement[str]:
        days = days_open(source)
        return case(
            *((days >= first, literal(str(first))) for first, _ in reversed(DAYS_OPEN[1:])),
            else_=literal(str(DAYS_OPEN[0][0])),
        )

    @override
    def groups(self, lens: Lens) -> Sequence[Group]:
        say = lens.context.message
        return [
            Group(
                str(first),
                say("reports.days_from", count=first - 1)
                if last is None
                else say("reports.days_between", first=first, last=last),
            )
            for first, last in DAYS_OPEN
        ]


@dataclass(frozen=True)
class PartsOfPeriod(Dimension):
    """The months, quarters… a period is made of, by what dates the record."""

    period: Period
    every: Every
    dated: str | None = None
    """The date field the period goes by, as a column of its table; the system's moment otherwise."""
    of: str = ""
    name: str = "period"

    @override
    def heading(self, context: Context) -> str:
        return context.message(f"reports.every_{self._parts[0].every}")

    @property
    def _parts(self) -> tuple[Period, ...]:
        return self.period.split(self.every)

    @override
    def key(self, source: Source) -> ColumnElement[str]:
        text = _local_day(source) if self.dated is None else self._dated(source)
        month = func.substr(text, 1, 7, type_=String())
        parts = self._parts
        if parts[0].every == "month":
            return case(*((month == f"{part.first:%Y-%m}", literal(part.key)) for part in parts))
        return case(
            *(
                (and_(month >= f"{part.first:%Y-%m}", month <= f"{part.last:%Y-%m}"), literal(part.key))
                for part in parts
            )
        )

    def _dated(self, source: Source) -> ColumnElement[str]:
        column = source.tables.of(self.of).c[self.dated or ""]
        return _local(column, source)

    @override
    def groups(self, lens: Lens) -> Sequence[Group]:
        language, say = lens.context.language, lens.context.message
        return [Group(part.key, part.name(language, say)) for part in self._parts]

    @override
    def arrange(self, reading: Any, lens: Lens, found: Any) -> tuple[Group, ...]:
        """Show every part, those in which nothing happened too."""
        return tuple(self.groups(lens))


def days_open(source: Source) -> ColumnElement[int]:
    """Return the whole days from registration to closing, or to the moment an open case is looked at."""
    cases = source.tables.of("case")
    end = case(
        (or_(cases.c.closed_at.is_(None), cases.c.closed_at > source.until), source.until),
        else_=cases.c.closed_at,
    )
    seconds = seconds_of(end, source) - seconds_of(cases.c.registered_at, source)
    return seconds // 86_400


def seconds_of(moment: ColumnElement[Any], source: Source) -> ColumnElement[int]:
    """Return a moment, or the beginning of a day, as seconds since 1970."""
    if source.dialect.name == "sqlite":
        return cast(func.strftime("%s", type_coerce(moment, String())), BigInteger())
    return cast(func.floor(func.extract("epoch", moment)), BigInteger())


def _local_day(source: Source) -> ColumnElement[str]:
    return _local(source.moment, source)


def _local(column: ColumnElement[Any], source: Source) -> ColumnElement[str]:
    if isinstance(column.type, Instant):
        return local_text(column, source.zone)
    assert isinstance(column.type, Date)
    return source.dialect.text(column)


def _year(text: ColumnElement[str]) -> ColumnElement[int]:
    return cast(func.substr(text, 1, 4), Integer())


def _is_leap(year: ColumnElement[int]) -> ColumnElement[bool]:
    return and_(year % 4 == 0, or_(year % 100 != 0, year % 400 == 0))


def _last_of_month(birth: ColumnElement[str]) -> ColumnElement[str]:
    month = func.substr(birth, 6, 2, type_=String())
    february = case((_is_leap(_year(birth)), literal("-29")), else_=literal("-28"))
    last: ColumnElement[str] = case(
        (month == "02", february), (month.in_(_THIRTY), literal("-30")), else_=literal("-31")
    )
    return month.concat(last)
