"""Deadlines in plain words: how long is left, how late it is. Must not compute them (``runtime.records`` does)."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

from babel.dates import TIMEDELTA_UNITS, format_timedelta

from runtime.http.context import Visit
from runtime.i18n import format as write
from runtime.i18n.locales import locale
from runtime.ir.entity import Entity
from runtime.ir.label import text
from runtime.search.casefile import Clock

_ENOUGH = 1.5

Urgency = Literal["late", "soon", "running", "met", "missed"]


@dataclass(frozen=True)
class ClockLine:
    """A deadline as it stands now; ``words`` say it all, so that nothing hangs on a colour."""

    label: str
    urgency: Urgency
    words: str
    due: str


def clock_line(visit: Visit, entity: Entity, clock: Clock) -> ClockLine:
    """Return a deadline in words."""
    label = next(
        (
            text(one.label, visit.language)
            for one in visit.registry.deadlines_of(entity)
            if one.id == clock.key
        ),
        clock.key,
    )
    return clock_in_words(visit, label, clock)


def clock_in_words(visit: Visit, label: str, clock: Clock) -> ClockLine:
    """Return any clock in words."""
    urgency = urgency_of(visit.now, clock)
    span = _span(visit, abs(clock.due_at - (clock.stopped_at or visit.now)))
    return ClockLine(
        label,
        urgency,
        visit.message(f"deadline.{urgency}", span=span),
        write.moment(clock.due_at, visit.language, visit.zone),
    )


def _span(visit: Visit, length: datetime.timedelta) -> str:
    """Write how long something lasts, as a number of the greatest unit of which there are more than one and a half."""
    seconds = length.days * 86_400 + length.seconds
    unit, of = next((unit, of) for unit, of in TIMEDELTA_UNITS if seconds / of >= _ENOUGH or of == 1)
    return visit.model.memory.recall(
        ("span", unit, round(seconds / of), visit.language),
        lambda: format_timedelta(length, locale=locale(visit.language), threshold=_ENOUGH),
    )


def urgency_of(now: datetime.datetime, clock: Clock) -> Urgency:
    """Return how urgent a deadline is."""
    if clock.stopped_at is not None:
        return "met" if clock.stopped_at <= clock.due_at else "missed"
    if now > clock.due_at:
        return "late"
    return "soon" if clock.warn_at is not None and now >= clock.warn_at else "running"
