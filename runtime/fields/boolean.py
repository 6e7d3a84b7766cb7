"""Yes or no. Owns the two controls' values; "unknown" is a reason of the record, not a value."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from pydantic import JsonValue
from sqlalchemy import Boolean
from sqlalchemy.types import TypeEngine
from typing_extensions import override

from runtime.fields.base import Annotation, Context, Offer, Problem
from runtime.fields.sampling import Sampler
from runtime.fields.single import Single
from runtime.ir.catalog import Catalog
from runtime.ir.field import Field

_TEXTS = {True: "true", False: "false"}


class BooleanType(Single[bool]):
    """Yes or no; not answered is neither."""

    name = "boolean"
    widget = "boolean"
    filter = "choice"
    cel = "bool"

    @override
    def column_type(self, field: Field) -> TypeEngine[Any]:
        return Boolean()

    @override
    def annotation(self, field: Field) -> Annotation:
        return bool, ()

    @override
    def offers(self, field: Field, value: bool | None, context: Context, part: str = "") -> tuple[Offer, ...]:
        return tuple(Offer(text, context.message(f"field.boolean.{text}")) for text in _TEXTS.values())

    @override
    def read(self, field: Field, text: str, context: Context) -> bool:
        for value, written in _TEXTS.items():
            if text == written:
                return value
        raise Problem("field.choice.not_offered")

    @override
    def write(self, field: Field, value: bool, context: Context) -> str:
        return _TEXTS[value]

    @override
    def to_json(self, field: Field, value: bool) -> JsonValue:
        return value

    @override
    def from_json(self, field: Field, data: JsonValue) -> bool:
        assert isinstance(data, bool)
        return data

    @override
    def show(self, field: Field, value: bool, context: Context) -> str:
        return context.message(f"field.boolean.{_TEXTS[value]}")

    @override
    def condition_value(self, field: Field, value: bool, today: datetime.date) -> object:
        return value

    @override
    def from_condition(self, field: Field, value: object, context: Context) -> bool:
        assert isinstance(value, bool)
        return value

    @override
    def sample(self, field: Field, sampler: Sampler, catalogs: Mapping[str, Catalog]) -> bool | None:
        return sampler.random.random() < 0.5
