"""The grammar of deadlines and its clock: ``48h``, ``3d``, ``5wd`` from a moment. Must not know cases or holidays."""

from __future__ import annotations

import datetime
import re
import zoneinfo
from dataclasses import dataclass
from typing import Literal

from runtime.records.workdays import Workdays

_SPAN = re.compile(r"([1-9][0-9]{0,3})(h|d|wd)")
_DAY_ENDS = datetime.time(23, 59, 59)


@dataclass(frozen=True)
class Span:
    """A number of hours, days, or working days."""

    count: int
    unit: Literal["h", "d", "wd"]


def parse_span(text: str) -> Span:
    """Read a span.

    Raises:
        ValueError: the text is not one.
    """
    match = _SPAN.fullmatch(text)
    if match is None:
        raise ValueError(text)
    unit: Literal["h", "d", "wd"] = "h" if match[2] == "h" else "d" if match[2] == "d" else "wd"
    return Span(int(match[1]), unit)


@dataclass(frozen=True)
class Clock:
    """When a deadline started, warns and is due."""

    started: datetime.datetime
    warns: datetime.datetime | None
    due: datetime.datetime


def start_clock(
    start: datetime.datetime | datetime.date, within: Span, warn: Span | None, office: Workdays
) -> Clock:
    """Start a clock at a moment, or on a day of the office's calendar.

    A bare day counts to its end: nobody is late by an hour that was never told. Days keep the office's wall
    clock through a change of hour.
    """
    started = moment_of(start, office.zone)
    counted = started
    if not isinstance(start, datetime.datetime):
        counted = datetime.datetime.combine(start, _DAY_ENDS, office.zone)
    due = _shift(counted, within, office, 1)
    return Clock(started, _shift(due, warn, office, -1) if warn else None, due)


def moment_of(start: datetime.datetime | datetime.date, zone: zoneinfo.ZoneInfo) -> datetime.datetime:
    """Return a moment in UTC; a bare day begins at midnight on the office's clock."""
    if isinstance(start, datetime.datetime):
        return start.astimezone(datetime.UTC)
    return datetime.datetime.combine(start, datetime.time(), zone).astimezone(datetime.UTC)


def _shift(
    moment: datetime.datetime, span: Span, office: Workdays, direction: Literal[1, -1]
) -> datetime.datetime:
    if span.unit == "h":
        return moment + direction * datetime.timedelta(hours=span.count)
    local = moment.astimezone(office.zone)
    day = datetime.timedelta(days=direction)
    if span.unit == "d":
        local += span.count * day
    else:
        left = span.count
        while left:
            local += day
            left -= office.is_working(local.date())
    return local.astimezone(datetime.UTC)
