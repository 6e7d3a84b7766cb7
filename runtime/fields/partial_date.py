"""Dates known in part: a year, a month or a day. Owns their limits; the value is in ``values.py``."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from pydantic import JsonValue, field_validator, model_validator
from pydantic_core import PydanticCustomError
from sqlalchemy import String
from sqlalchemy.types import TypeEngine
from typing_extensions import override

from runtime.fields import dateparts
from runtime.fields.base import Annotation, Context, Form, Options
from runtime.fields.bounds import Cel, check_order, check_within, literal
from runtime.fields.date import midnight, sample_day
from runtime.fields.sampling import Sampler
from runtime.fields.single import Single
from runtime.fields.values import PartialDate
from runtime.i18n import format as write
from runtime.ir.catalog import Catalog
from runtime.ir.field import Field


class PartialDateOptions(Options):
    """The first and last date allowed, each a year, a month or a day."""

    min: str | Cel | None = None
    max: str | Cel | None = None

    @field_validator("min", "max")
    @classmethod
    def _is_date(cls, bound: str | Cel | None) -> str | Cel | None:
        try:
            _partial(bound)
        except ValueError as error:
            raise PydanticCustomError(
                "bad_partial_date",
                "{text} is neither a year (1987), a month (1987-05) nor a day (1987-05-03)",
                {"text": str(bound)},
            ) from error
        return bound

    @model_validator(mode="after")
    def _ordered(self) -> PartialDateOptions:
        check_order(self.low, self.high)
        return self

    @property
    def low(self) -> PartialDate | None:
        """The lower bound, if it is written down."""
        return _partial(self.min)

    @property
    def high(self) -> PartialDate | None:
        """The upper bound, if it is written down."""
        return _partial(self.max)


class PartialDateType(Single[PartialDate]):
    """A year, a month or a day, kept as ISO text; conditions see its year, first and last day."""

    name = "partial_date"
    options = PartialDateOptions
    widget = "partial_date"
    parts = dateparts.PARTS
    filter = "range"
    cel = {"year": "int", "first": "timestamp", "last": "timestamp"}

    @override
    def options_of(self, field: Field) -> PartialDateOptions:
        return PartialDateOptions.of(field)

    @override
    def column_type(self, field: Field) -> TypeEngine[Any]:
        return String(10)

    @override
    def annotation(self, field: Field) -> Annotation:
        return PartialDate, ()

    @override
    def parse(self, field: Field, name: str, form: Form, context: Context) -> PartialDate | None:
        value = dateparts.read_partial(form, name, context)
        if value is not None:
            options = self.options_of(field)
            check_within(self, field, value, options.low, options.high, context)
        return value

    @override
    def read(self, field: Field, text: str, context: Context) -> PartialDate:
        return PartialDate.from_text(text)

    @override
    def write(self, field: Field, value: PartialDate, context: Context) -> str:
        return str(value)

    @override
    def controls(
        self, field: Field, name: str, value: PartialDate | None, context: Context
    ) -> dict[str, list[str]]:
        return dateparts.fill(name, value)

    @override
    def dump(self, field: Field, value: PartialDate) -> dict[str, object]:
        return {"": str(value)}

    @override
    def load(self, field: Field, columns: Mapping[str, object]) -> PartialDate | None:
        text = columns[""]
        return None if text is None else PartialDate.from_text(str(text))

    @override
    def to_json(self, field: Field, value: PartialDate) -> JsonValue:
        return str(value)

    @override
    def from_json(self, field: Field, data: JsonValue) -> PartialDate:
        return PartialDate.from_text(str(data))

    @override
    def show(self, field: Field, value: PartialDate, context: Context) -> str:
        return show(value, context)

    @override
    def condition_value(self, field: Field, value: PartialDate, today: datetime.date) -> object:
        return {"year": value.year, "first": midnight(value.first), "last": midnight(value.last)}

    @override
    def from_condition(self, field: Field, value: object, context: Context) -> PartialDate:
        assert isinstance(value, datetime.datetime)
        day = value.date()
        return PartialDate(day.year, day.month, day.day)

    @override
    def blur(self, field: Field, value: PartialDate, day: datetime.date) -> PartialDate | None:
        """Keep the year: a whole date may be a birthday."""
        return PartialDate(value.year)

    @override
    def sample(self, field: Field, sampler: Sampler, catalogs: Mapping[str, Catalog]) -> PartialDate | None:
        options = self.options_of(field)
        first = options.low.first if options.low else None
        last = options.high.last if options.high else None
        day = sample_day(sampler, first, last)
        known = sampler.random.randint(1, 3)
        return PartialDate(*(day.year, day.month, day.day)[:known])


def show(value: PartialDate, context: Context) -> str:
    """Write a date as far as it is known."""
    if value.month is None:
        return str(value.year)
    if value.day is None:
        return write.month(value.year, value.month, context.language)
    return write.date(value.first, context.language)


def _partial(bound: str | Cel | None) -> PartialDate | None:
    text = literal(bound)
    return None if text is None else PartialDate.from_text(text)
