"""When things happen in a made-up case. Owns the coherence of days; must not know values.

Everything here is told on the office's own clock as if it were UTC; a copy is put into the office's zone.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from runtime.fields import bounds
from runtime.ir.entity import Entity
from runtime.ir.field import Field
from runtime.practice.source import Source

_DAY = datetime.timedelta(days=1)
_LONG = 8
_STEP = 300
"""Nobody notes seconds: moments stand at whole five minutes."""


@dataclass(frozen=True)
class Window:
    """From the registration of something to the last that is known of it."""

    registered: datetime.datetime
    last: datetime.datetime

    @property
    def is_long(self) -> bool:
        """Whether what a clock waits for has been done by the end."""
        return (self.last - self.registered).days >= _LONG

    def draw(
        self, source: Source, item: Field, entity: Entity, earlier: datetime.datetime | None
    ) -> datetime.datetime:
        """Draw the moment of a field.

        What starts a clock or is ``now`` by default lies shortly before the registration, what a closing asks
        for near the end, what must not lie in the future before the end, anything else after the registration.
        """
        low, high = self._bounds(item, entity)
        if earlier is not None:
            low = max(low, earlier)
            high = (
                max(high, low)
                if "max" not in bounds.expressions(item)
                else min(max(high, low + _DAY), self.last)
            )
        seconds = max(0.0, (high - low).total_seconds())
        drawn = low + datetime.timedelta(seconds=seconds * source.random.random())
        return rounded(max(min(drawn, high), low))

    def inside(self, source: Source) -> datetime.datetime:
        """Draw a moment of work: most of it is done in the first days."""
        day = self.registered.date() + datetime.timedelta(
            days=int((self.last - self.registered).days * source.random.random() ** 2)
        )
        return min(max(self.registered, office_hours(source, day)), self.last)

    def _bounds(self, item: Field, entity: Entity) -> tuple[datetime.datetime, datetime.datetime]:
        registered, last = self.registered, self.last
        if isinstance(item.default, dict) or any(clock.start == item.id for clock in entity.deadlines):
            return registered - 2 * _DAY, registered
        if "max" not in bounds.expressions(item):
            return registered, last + 45 * _DAY
        if item.required.kind == "at":
            return last - (last - registered) / 3, last
        if item.required.kind == "always":
            return registered - 20 * _DAY, registered
        return registered - 5 * _DAY, last


def rounded(moment: datetime.datetime) -> datetime.datetime:
    """Return a moment at the last whole five minutes."""
    return moment - datetime.timedelta(
        seconds=moment.second + moment.minute * 60 % _STEP, microseconds=moment.microsecond
    )


def office_hours(source: Source, day: datetime.date) -> datetime.datetime:
    """Draw a moment of a working day, mostly in the morning."""
    hour = 8 + min(9, int(abs(source.random.gauss(0, 3.5))))
    clock = datetime.time(hour, source.random.randrange(0, 60, 5))
    return datetime.datetime.combine(day, clock, datetime.UTC)
