"""Whole days. Owns their limits; moments are in ``moment.py``, days known in part in ``partial_date.py``."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from annotated_types import Ge, Le
from pydantic import JsonValue, model_validator
from sqlalchemy import Date
from sqlalchemy.types import TypeEngine
from typing_extensions import override

from runtime.fields import dateparts
from runtime.fields.base import Annotation, Context, Form, Options
from runtime.fields.bounds import Cel, check_order, check_within, literal
from runtime.fields.sampling import Sampler
from runtime.fields.single import Single
from runtime.i18n import format as write
from runtime.ir.catalog import Catalog
from runtime.ir.field import Field


class DateOptions(Options):
    """The first and last day allowed."""

    min: datetime.date | Cel | None = None
    max: datetime.date | Cel | None = None

    @model_validator(mode="after")
    def _ordered(self) -> DateOptions:
        check_order(self.min, self.max)
        return self


class DateType(Single[datetime.date]):
    """A day, seen by conditions as midnight UTC."""

    name = "date"
    options = DateOptions
    widget = "date"
    parts = dateparts.PARTS
    filter = "range"
    cel = "timestamp"

    @override
    def options_of(self, field: Field) -> DateOptions:
        return DateOptions.of(field)

    @override
    def column_type(self, field: Field) -> TypeEngine[Any]:
        return Date()

    @override
    def annotation(self, field: Field) -> Annotation:
        options = self.options_of(field)
        low, high = literal(options.min), literal(options.max)
        constraints = ([Ge(low)] if low else []) + ([Le(high)] if high else [])
        return datetime.date, tuple(constraints)

    @override
    def parse(self, field: Field, name: str, form: Form, context: Context) -> datetime.date | None:
        value = dateparts.read_date(form, name, context)
        if value is not None:
            options = self.options_of(field)
            check_within(self, field, value, options.min, options.max, context)
        return value

    @override
    def read(self, field: Field, text: str, context: Context) -> datetime.date:
        return datetime.date.fromisoformat(text)

    @override
    def write(self, field: Field, value: datetime.date, context: Context) -> str:
        return value.isoformat()

    @override
    def controls(
        self, field: Field, name: str, value: datetime.date | None, context: Context
    ) -> dict[str, list[str]]:
        return dateparts.fill(name, value)

    @override
    def to_json(self, field: Field, value: datetime.date) -> JsonValue:
        return value.isoformat()

    @override
    def from_json(self, field: Field, data: JsonValue) -> datetime.date:
        return datetime.date.fromisoformat(str(data))

    @override
    def show(self, field: Field, value: datetime.date, context: Context) -> str:
        return write.date(value, context.language)

    @override
    def condition_value(self, field: Field, value: datetime.date, today: datetime.date) -> object:
        return midnight(value)

    @override
    def from_condition(self, field: Field, value: object, context: Context) -> datetime.date:
        assert isinstance(value, datetime.datetime)
        is_midnight = value.astimezone(datetime.UTC).time() == datetime.time()
        return value.astimezone(datetime.UTC if is_midnight else context.zone).date()

    @override
    def sample(self, field: Field, sampler: Sampler, catalogs: Mapping[str, Catalog]) -> datetime.date | None:
        options = self.options_of(field)
        return sample_day(sampler, literal(options.min), literal(options.max))


def midnight(day: datetime.date) -> datetime.datetime:
    """A day as conditions see it."""
    return datetime.datetime.combine(day, datetime.time(), datetime.UTC)


def sample_day(sampler: Sampler, low: datetime.date | None, high: datetime.date | None) -> datetime.date:
    """Draw a day within the bounds, else within the last two years."""
    last = high or sampler.now.astimezone(sampler.zone).date()
    first = low or last - datetime.timedelta(days=730)
    return first + datetime.timedelta(days=sampler.random.randint(0, max(0, (last - first).days)))
