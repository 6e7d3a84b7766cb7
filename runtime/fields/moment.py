"""Moments. Owns the way from a clock on the wall to UTC; times of day are in ``clock.py``."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from annotated_types import Ge, Le
from pydantic import AwareDatetime, JsonValue, model_validator
from sqlalchemy.types import TypeEngine
from typing_extensions import override

from runtime.fields import dateparts
from runtime.fields.base import Annotation, Context, Form, Options, Problem, control
from runtime.fields.bounds import Cel, check_order, check_within, literal
from runtime.fields.clock import read_clock
from runtime.fields.date import sample_day
from runtime.fields.sampling import Sampler
from runtime.fields.single import Single
from runtime.fields.submitted import line
from runtime.i18n import format as write
from runtime.ir.catalog import Catalog
from runtime.ir.field import Field
from runtime.sqltypes import Instant


class DatetimeOptions(Options):
    """The first and last moment allowed, with their time zone."""

    min: AwareDatetime | Cel | None = None
    max: AwareDatetime | Cel | None = None

    @model_validator(mode="after")
    def _ordered(self) -> DatetimeOptions:
        check_order(self.min, self.max)
        return self


class DatetimeType(Single[datetime.datetime]):
    """A moment, typed on the clock of the page's zone and kept in UTC."""

    name = "datetime"
    options = DatetimeOptions
    widget = "datetime"
    parts = (*dateparts.PARTS, "time")
    filter = "range"
    cel = "timestamp"

    @override
    def options_of(self, field: Field) -> DatetimeOptions:
        return DatetimeOptions.of(field)

    @override
    def column_type(self, field: Field) -> TypeEngine[Any]:
        return Instant()

    @override
    def annotation(self, field: Field) -> Annotation:
        options = self.options_of(field)
        low, high = literal(options.min), literal(options.max)
        return datetime.datetime, (*([Ge(low)] if low else []), *([Le(high)] if high else []))

    @override
    def parse(self, field: Field, name: str, form: Form, context: Context) -> datetime.datetime | None:
        text = line(form, name)
        value = self.read(field, text, context) if text else self._read_parts(form, name, context)
        if value is not None:
            options = self.options_of(field)
            check_within(self, field, value, options.min, options.max, context)
        return value

    @override
    def read(self, field: Field, text: str, context: Context) -> datetime.datetime:
        try:
            value = datetime.datetime.fromisoformat(text)
        except ValueError as error:
            raise Problem("field.date.not_real", "day") from error
        dateparts.check_year(value.year)
        return value.astimezone(datetime.UTC) if value.tzinfo else at(value, context)

    @override
    def write(self, field: Field, value: datetime.datetime, context: Context) -> str:
        return value.isoformat()

    @override
    def controls(
        self, field: Field, name: str, value: datetime.datetime | None, context: Context
    ) -> dict[str, list[str]]:
        local = None if value is None else value.astimezone(context.zone)
        return dateparts.fill(name, local) | {
            control(name, "time"): ["" if local is None else f"{local:%H:%M}"]
        }

    @override
    def to_json(self, field: Field, value: datetime.datetime) -> JsonValue:
        return value.astimezone(datetime.UTC).isoformat().replace("+00:00", "Z")

    @override
    def from_json(self, field: Field, data: JsonValue) -> datetime.datetime:
        return datetime.datetime.fromisoformat(str(data))

    @override
    def show(self, field: Field, value: datetime.datetime, context: Context) -> str:
        return write.moment(value, context.language, context.zone)

    @override
    def condition_value(self, field: Field, value: datetime.datetime, today: datetime.date) -> object:
        return value

    @override
    def from_condition(self, field: Field, value: object, context: Context) -> datetime.datetime:
        assert isinstance(value, datetime.datetime)
        return value

    @override
    def sample(
        self, field: Field, sampler: Sampler, catalogs: Mapping[str, Catalog]
    ) -> datetime.datetime | None:
        options = self.options_of(field)
        low, high = literal(options.min), literal(options.max)
        day = sample_day(sampler, low.date() if low else None, high.date() if high else None)
        clock = datetime.time(sampler.random.randint(7, 20), sampler.random.choice((0, 15, 30, 45)))
        value = datetime.datetime.combine(day, clock, sampler.zone).astimezone(datetime.UTC)
        return max(low or value, min(value, high or sampler.now.replace(second=0, microsecond=0)))

    def _read_parts(self, form: Form, name: str, context: Context) -> datetime.datetime | None:
        day = dateparts.read_date(form, name, context)
        text = line(form, name, "time", longest=30)
        if day is None:
            if text:
                raise Problem("field.date.day_missing", "day")
            return None
        if not text:
            raise Problem("field.time.missing", "time")
        return at(datetime.datetime.combine(day, read_clock(text, "time")), context)


def at(local: datetime.datetime, context: Context) -> datetime.datetime:
    """Return the moment when a clock of the page's zone shows this; of two such moments the first.

    Raises:
        Problem: the clock skips it, being put forward.
    """
    moment = local.replace(tzinfo=context.zone).astimezone(datetime.UTC)
    if moment.astimezone(context.zone).replace(tzinfo=None) != local:
        raise Problem("field.time.skipped", "time")
    return moment
