"""Times of day and lengths of time. Owns how a clock is typed; moments are in ``moment.py``."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from typing import Any

from annotated_types import Ge, Le
from pydantic import JsonValue
from sqlalchemy import Integer, Time
from sqlalchemy.types import TypeEngine
from typing_extensions import override

from runtime.fields.base import Annotation, Context, Problem
from runtime.fields.sampling import Sampler
from runtime.fields.single import Single
from runtime.i18n import format as write
from runtime.ir.catalog import Catalog
from runtime.ir.field import Field

_CLOCK = re.compile(
    r"(\d{1,2})(?:\s*[:.hH]\s*(\d{2})?|(\d{2}))?\s*(?:(hrs?|hs?)|([ap])\.?\s?m\.?)?", re.ASCII
)
_UNITS = {"d": 1440, "h": 60, "m": 1}
_PIECE = re.compile(r"(\d+)\s*(d|h|m)[a-zíáó]*\.?", re.ASCII | re.IGNORECASE)
_COLON = re.compile(r"(\d+):([0-5]\d)", re.ASCII)


class TimeType(Single[datetime.time]):
    """A time of day to the minute; conditions see its text (``14:30``)."""

    name = "time"
    widget = "time"

    @override
    def column_type(self, field: Field) -> TypeEngine[Any]:
        return Time()

    @override
    def annotation(self, field: Field) -> Annotation:
        return datetime.time, ()

    @override
    def read(self, field: Field, text: str, context: Context) -> datetime.time:
        return read_clock(text, "")

    @override
    def write(self, field: Field, value: datetime.time, context: Context) -> str:
        return f"{value:%H:%M}"

    @override
    def to_json(self, field: Field, value: datetime.time) -> JsonValue:
        return f"{value:%H:%M:%S}"

    @override
    def from_json(self, field: Field, data: JsonValue) -> datetime.time:
        return datetime.time.fromisoformat(str(data))

    @override
    def show(self, field: Field, value: datetime.time, context: Context) -> str:
        return write.time(value, context.language)

    @override
    def condition_value(self, field: Field, value: datetime.time, today: datetime.date) -> object:
        return f"{value:%H:%M}"

    @override
    def from_condition(self, field: Field, value: object, context: Context) -> datetime.time:
        return datetime.time.fromisoformat(str(value))

    @override
    def sample(self, field: Field, sampler: Sampler, catalogs: Mapping[str, Catalog]) -> datetime.time | None:
        return datetime.time(sampler.random.randint(0, 23), sampler.random.choice((0, 15, 30, 45)))


class DurationType(Single[int]):
    """A length of time in minutes."""

    name = "duration"
    widget = "duration"
    cel = "int"

    @override
    def column_type(self, field: Field) -> TypeEngine[Any]:
        return Integer()

    @override
    def annotation(self, field: Field) -> Annotation:
        return int, (Ge(0), Le(2**31 - 1))

    @override
    def read(self, field: Field, text: str, context: Context) -> int:
        minutes = _minutes(text)
        if minutes is None or minutes >= 2**31:
            raise Problem("field.duration.not_duration")
        return minutes

    @override
    def write(self, field: Field, value: int, context: Context) -> str:
        return write.duration(value)

    @override
    def to_json(self, field: Field, value: int) -> JsonValue:
        return value

    @override
    def from_json(self, field: Field, data: JsonValue) -> int:
        return int(str(data))

    @override
    def show(self, field: Field, value: int, context: Context) -> str:
        return write.duration(value)

    @override
    def condition_value(self, field: Field, value: int, today: datetime.date) -> object:
        return value

    @override
    def from_condition(self, field: Field, value: object, context: Context) -> int:
        assert isinstance(value, int)
        return value

    @override
    def sample(self, field: Field, sampler: Sampler, catalogs: Mapping[str, Catalog]) -> int | None:
        return sampler.random.choice((15, 30, 45, 60, 90, 120, 1440))


def read_clock(text: str, part: str) -> datetime.time:
    """Read ``14:30``, ``14.30``, ``1430``, ``14h30``, ``2:30 pm`` or ``2 p. m.``.

    Raises:
        Problem: the text is not a time of day.
    """
    match = _CLOCK.fullmatch(text.casefold())
    if match is None:
        raise Problem("field.time.not_time", part)
    hour, minute = int(match[1]), int(match[2] or match[3] or 0)
    if half := match[5]:
        if not 1 <= hour <= 12:
            raise Problem("field.time.not_time", part)
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59:
        raise Problem("field.time.not_time", part)
    return datetime.time(hour, minute)


def _minutes(text: str) -> int | None:
    """Read ``2 h 30 min``, ``2:30``, ``3 días`` or ``90`` (minutes)."""
    if text.isdecimal():
        return int(text)
    if match := _COLON.fullmatch(text):
        return int(match[1]) * 60 + int(match[2])
    pieces = _PIECE.findall(text)
    if not pieces or _PIECE.sub("", text).replace("y", "").replace("and", "").strip(" ,"):
        return None
    return sum(int(count) * _UNITS[unit.casefold()] for count, unit in pieces)
