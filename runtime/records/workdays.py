"""The working days of an office: its country's, and what the blueprint says instead. Must not know cases.

Weekends and holidays are those of the whole country, from the library ``holidays``, which is imported the first time somebody asks.
"""

from __future__ import annotations

import datetime
import zoneinfo
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

import pycountry

from runtime.ir.workday import EVERYWHERE, Day

_SATURDAY = 5
_KEPT = 1024
"""So many years of countries are remembered."""


class _Holidays(Protocol):
    def is_working_day(self, key: datetime.date) -> bool: ...


@dataclass(frozen=True)
class Workdays:
    """The calendar of an office: its clock, its country (ISO 3166-1 alpha-3), and the days the blueprint changes there."""

    zone: zoneinfo.ZoneInfo
    country: str
    changes: tuple[tuple[str, Day], ...] = ()

    def is_working(self, day: datetime.date) -> bool:
        """Whether the office works on a day."""
        changes = dict(self.changes)
        said = changes.get(day.isoformat()) or changes.get(f"{day:%m-%d}")
        if said is not None:
            return said == "open"
        known = _holidays(self.country, day.year)
        return day.weekday() < _SATURDAY if known is None else known.is_working_day(day)


def workdays(zone: zoneinfo.ZoneInfo, country: str, calendars: Mapping[str, Mapping[str, Day]]) -> Workdays:
    """Return the calendar of an office; what is said of its country goes before what is said of all."""
    changes = {**calendars.get(EVERYWHERE, {}), **calendars.get(country, {})}
    return Workdays(zone, country, tuple(sorted(changes.items())))


@lru_cache(_KEPT)
def _holidays(country: str, year: int) -> _Holidays | None:
    """The public holidays of a country in a year; none where nobody knows them."""
    # It costs a third of a second and eleven megabytes, and most deadlines count hours or days.
    from holidays import country_holidays

    found = pycountry.countries.get(alpha_3=country)
    try:
        # A year of its own, which never grows: several threads may ask at once.
        return country_holidays(found.alpha_2, years=year, expand=False) if found else None
    except NotImplementedError:
        return None
