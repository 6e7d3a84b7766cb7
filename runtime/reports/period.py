"""Months, quarters, cuatrimestres, semesters and years of the calendar. Owns their ends, names and addresses."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from runtime.i18n import format as write
from runtime.ir.report import Every

MONTHS: Mapping[Every, int] = {"month": 1, "quarter": 3, "cuatrimestre": 4, "semester": 6, "year": 12}
"""How many months each has."""

LETTERS: Mapping[Every, str] = {
    "month": "m",
    "quarter": "q",
    "cuatrimestre": "c",
    "semester": "s",
    "year": "y",
}
FIRST_YEAR, LAST_YEAR = 1900, 2200


@dataclass(frozen=True)
class Period:
    """The ``number``-th month, quarter… of a year, counted from one."""

    every: Every
    year: int
    number: int = 1

    @classmethod
    def around(cls, day: datetime.date, every: Every) -> Period:
        """Return the period a day lies in."""
        return cls(every, day.year, (day.month - 1) // MONTHS[every] + 1)

    @classmethod
    def from_code(cls, year: int, code: str) -> Period | None:
        """Read what ``code`` gave; ``None`` when it is none of ours."""
        for every, letter in LETTERS.items():
            number = code.removeprefix(letter)
            if code.startswith(letter) and number.isdecimal() and number.isascii() and len(number) < 3:
                fits = 1 <= int(number) <= 12 // MONTHS[every] and FIRST_YEAR <= year <= LAST_YEAR
                return cls(every, year, int(number)) if fits else None
        return None

    @property
    def code(self) -> str:
        """Which of its year, for an address: ``m3``, ``q1``, ``y1``."""
        return f"{LETTERS[self.every]}{self.number}"

    @property
    def key(self) -> str:
        """A name that sorts in time among its like: ``2026-m03``."""
        return f"{self.year:04}-{LETTERS[self.every]}{self.number:02}"

    @property
    def first(self) -> datetime.date:
        """Its first day."""
        return datetime.date(self.year, (self.number - 1) * MONTHS[self.every] + 1, 1)

    @property
    def last(self) -> datetime.date:
        """Its last day."""
        month = self.number * MONTHS[self.every]
        return datetime.date(self.year, month, calendar.monthrange(self.year, month)[1])

    def split(self, every: Every) -> tuple[Period, ...]:
        """Return the shorter periods it is made of: itself where there are none, months where they do not fit."""
        if MONTHS[every] >= MONTHS[self.every]:
            return (self,)
        if MONTHS[self.every] % MONTHS[every]:
            return self.split("month")
        first = (self.first.month - 1) // MONTHS[every]
        count = MONTHS[self.every] // MONTHS[every]
        return tuple(Period(every, self.year, first + place + 1) for place in range(count))

    def title(self, language: str, message: Callable[..., str]) -> str:
        """Write it with its year: ``Marzo de 2026``, ``Trimestre 2 de 2026``."""
        if self.every == "year":
            return str(self.year)
        if self.every == "month":
            name = write.month(self.year, self.number, language)
            return name[:1].upper() + name[1:]
        name = self.name(language, message)
        return message("reports.period_of_year", period=name, year=self.year)

    def name(self, language: str, message: Callable[..., str]) -> str:
        """Write it without its year, which whoever reads knows."""
        if self.every == "year":
            return message("reports.whole_year")
        if self.every == "month":
            names = write.month_names(language)
            name = next(name for name, number in names.items() if number == self.number)
            return name[:1].upper() + name[1:]
        return message(f"reports.number_{self.every}", number=self.number)


def all_of(year: int) -> tuple[Period, ...]:
    """Return every period of a year, the longest first."""
    lengths: tuple[Every, ...] = ("year", "semester", "cuatrimestre", "quarter", "month")
    return tuple(Period(every, year, place + 1) for every in lengths for place in range(12 // MONTHS[every]))
