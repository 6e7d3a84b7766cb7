"""Whole numbers and decimals. Owns limits and places; money is in ``money.py``."""

from __future__ import annotations

import datetime
import decimal
from collections.abc import Mapping
from typing import Any

from annotated_types import Ge, Le
from pydantic import Field as Option
from pydantic import JsonValue, model_validator
from pydantic_core import PydanticCustomError
from sqlalchemy import BigInteger
from sqlalchemy.types import TypeEngine
from typing_extensions import override

from runtime.fields.base import Annotation, Context, Options, Problem
from runtime.fields.bounds import Cel, check_order, check_within, literal
from runtime.fields.numerals import read_number
from runtime.fields.sampling import Sampler
from runtime.fields.single import Single
from runtime.i18n.format import number
from runtime.ir.catalog import Catalog
from runtime.ir.field import Field
from runtime.schema import Digits
from runtime.sqltypes import Exact

LIMIT = 2**53 - 1
"""Up to here JSON, browsers and both databases agree on whole numbers."""


class IntegerOptions(Options):
    """The lowest and highest number allowed."""

    min: int | Cel | None = None
    max: int | Cel | None = None

    @model_validator(mode="after")
    def _ordered(self) -> IntegerOptions:
        check_order(self.min, self.max)
        return self


class IntegerType(Single[int]):
    """A whole number."""

    name = "integer"
    options = IntegerOptions
    widget = "number"
    filter = "range"
    cel = "int"

    @override
    def options_of(self, field: Field) -> IntegerOptions:
        return IntegerOptions.of(field)

    @override
    def column_type(self, field: Field) -> TypeEngine[Any]:
        return BigInteger()

    @override
    def annotation(self, field: Field) -> Annotation:
        low, high = self._bounds(field)
        return int, (Ge(low), Le(high))

    @override
    def read(self, field: Field, text: str, context: Context) -> int:
        try:
            value = read_number(text, context.language)
        except ValueError as error:
            raise Problem("field.integer.not_number") from error
        if value != value.to_integral_value():
            raise Problem("field.integer.not_whole")
        check_within(self, field, int(value), *self._bounds(field), context)
        return int(value)

    @override
    def write(self, field: Field, value: int, context: Context) -> str:
        return str(value)

    @override
    def to_json(self, field: Field, value: int) -> JsonValue:
        return value

    @override
    def from_json(self, field: Field, data: JsonValue) -> int:
        return int(str(data))

    @override
    def show(self, field: Field, value: int, context: Context) -> str:
        return number(value, context.language)

    @override
    def condition_value(self, field: Field, value: int, today: datetime.date) -> object:
        return value

    @override
    def from_condition(self, field: Field, value: object, context: Context) -> int:
        assert isinstance(value, int)
        return value

    @override
    def sample(self, field: Field, sampler: Sampler, catalogs: Mapping[str, Catalog]) -> int | None:
        options = self.options_of(field)
        low = literal(options.min) or 0
        high = literal(options.max)
        return sampler.random.randint(low, low + 20 if high is None else high)

    def _bounds(self, field: Field) -> tuple[int, int]:
        options = self.options_of(field)
        low, high = literal(options.min), literal(options.max)
        return -LIMIT if low is None else low, LIMIT if high is None else high


class DecimalOptions(Options):
    """The lowest and highest number allowed, how many digits it has, and how many of them after the point."""

    min: decimal.Decimal | Cel | None = None
    max: decimal.Decimal | Cel | None = None
    digits: int = Option(default=12, ge=1, le=15)
    places: int = Option(default=2, ge=0)

    @model_validator(mode="after")
    def _fits(self) -> DecimalOptions:
        check_order(self.min, self.max)
        if self.places > self.digits:
            raise PydanticCustomError(
                "bounds_crossed",
                "places {low} is greater than digits {high}",
                {"low": self.places, "high": self.digits},
            )
        return self


class DecimalType(Single[decimal.Decimal]):
    """A number with a fixed count of decimals; conditions see a double."""

    name = "decimal"
    options = DecimalOptions
    widget = "number"
    filter = "range"
    cel = "double"

    @override
    def options_of(self, field: Field) -> DecimalOptions:
        return DecimalOptions.of(field)

    @override
    def column_type(self, field: Field) -> TypeEngine[Any]:
        options = self.options_of(field)
        return Exact(options.digits, options.places)

    @override
    def annotation(self, field: Field) -> Annotation:
        options = self.options_of(field)
        low, high = literal(options.min), literal(options.max)
        constraints: list[object] = [Digits(options.digits, options.places)]
        constraints += [Ge(low)] if low is not None else []
        constraints += [Le(high)] if high is not None else []
        return decimal.Decimal, tuple(constraints)

    @override
    def read(self, field: Field, text: str, context: Context) -> decimal.Decimal:
        options = self.options_of(field)
        value = read_exact(text, context.language, options.digits, options.places)
        check_within(self, field, value, options.min, options.max, context)
        return value

    @override
    def write(self, field: Field, value: decimal.Decimal, context: Context) -> str:
        return number(value, context.language, places=self.options_of(field).places)

    @override
    def to_json(self, field: Field, value: decimal.Decimal) -> JsonValue:
        return f"{value:f}"

    @override
    def from_json(self, field: Field, data: JsonValue) -> decimal.Decimal:
        return self._exact(field, decimal.Decimal(str(data)))

    @override
    def show(self, field: Field, value: decimal.Decimal, context: Context) -> str:
        return number(value, context.language, places=self.options_of(field).places)

    @override
    def export(self, field: Field, value: decimal.Decimal) -> dict[str, str]:
        return {"": f"{self._exact(field, value):f}"}

    @override
    def condition_value(self, field: Field, value: decimal.Decimal, today: datetime.date) -> object:
        return float(value)

    @override
    def from_condition(self, field: Field, value: object, context: Context) -> decimal.Decimal:
        return self._exact(field, decimal.Decimal(str(value)))

    @override
    def sample(
        self, field: Field, sampler: Sampler, catalogs: Mapping[str, Catalog]
    ) -> decimal.Decimal | None:
        options = self.options_of(field)
        low = literal(options.min) or decimal.Decimal(0)
        room = decimal.Decimal(10) ** min(3, options.digits - options.places) - 1
        high = literal(options.max)
        top = max(low, room) if high is None else high
        return self._exact(field, low + (top - low) * decimal.Decimal(sampler.random.randint(0, 100)) / 100)

    def _exact(self, field: Field, value: decimal.Decimal) -> decimal.Decimal:
        return value.quantize(decimal.Decimal(1).scaleb(-self.options_of(field).places))


def read_exact(text: str, language: str, digits: int, places: int, part: str = "") -> decimal.Decimal:
    """Read a number that fits into so many digits, and give it its places.

    Raises:
        Problem: it is not a number, or does not fit.
    """
    try:
        value = read_number(text, language)
    except ValueError as error:
        raise Problem("field.decimal.not_number", part) from error
    if value.adjusted() >= digits - places and value != 0:
        raise Problem("field.decimal.too_large", part, limit=digits - places)
    exact = value.quantize(decimal.Decimal(1).scaleb(-places))
    if exact != value:
        raise Problem("field.decimal.places", part, limit=places)
    return exact
