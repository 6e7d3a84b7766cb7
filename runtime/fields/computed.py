"""Values that follow from others. Owns storing and showing the result as its own type; computing is the records'."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Literal

from pydantic import JsonValue
from sqlalchemy import ColumnElement
from typing_extensions import override

from runtime.expressions.kinds import CelTypes
from runtime.fields.base import Annotation, Column, Context, FieldType, Form, Options
from runtime.fields.boolean import BooleanType
from runtime.fields.date import DateType
from runtime.fields.export import Dialect
from runtime.fields.number import DecimalType, IntegerType
from runtime.fields.once import once
from runtime.fields.sampling import Sampler
from runtime.fields.text import TextType
from runtime.ir.catalog import Catalog
from runtime.ir.field import Field

_RESULTS: Mapping[str, FieldType[Any]] = {
    kind.name: kind for kind in (TextType(), IntegerType(), DecimalType(), BooleanType(), DateType())
}
_LONGEST = 2000


class ComputedOptions(Options):
    """The CEL text and the type of its result."""

    value: str
    result: Literal["text", "integer", "decimal", "boolean", "date"]


class ComputedType(FieldType[Any]):
    """A value nobody types: everything else is as in the type of its result."""

    name = "computed"
    options = ComputedOptions
    widget = "computed"
    parts = ()

    @override
    def options_of(self, field: Field) -> ComputedOptions:
        return ComputedOptions.of(field)

    @override
    def cel_of(self, field: Field) -> CelTypes:
        kind, inner = self._result(field)
        return kind.cel_of(inner)

    @override
    def columns(self, field: Field) -> tuple[Column, ...]:
        kind, inner = self._result(field)
        return kind.columns(inner)

    @override
    def annotation(self, field: Field) -> Annotation:
        kind, inner = self._result(field)
        return kind.annotation(inner)

    @override
    def parse(self, field: Field, name: str, form: Form, context: Context) -> Any:
        return None

    @override
    def controls(self, field: Field, name: str, value: Any, context: Context) -> dict[str, list[str]]:
        return {}

    @override
    def dump(self, field: Field, value: Any) -> dict[str, object]:
        kind, inner = self._result(field)
        return kind.dump(inner, value)

    @override
    def load(self, field: Field, columns: Mapping[str, object]) -> Any:
        kind, inner = self._result(field)
        return kind.load(inner, columns)

    @override
    def to_json(self, field: Field, value: Any) -> JsonValue:
        kind, inner = self._result(field)
        return kind.to_json(inner, value)

    @override
    def from_json(self, field: Field, data: JsonValue) -> Any:
        kind, inner = self._result(field)
        return kind.from_json(inner, data)

    @override
    def show(self, field: Field, value: Any, context: Context) -> str:
        kind, inner = self._result(field)
        return kind.show(inner, value, context)

    @override
    def search_text(self, field: Field, value: Any) -> str:
        kind, inner = self._result(field)
        return kind.search_text(inner, value)

    @override
    def export(self, field: Field, value: Any) -> dict[str, str]:
        kind, inner = self._result(field)
        return kind.export(inner, value)

    @override
    def export_expression(
        self, field: Field, columns: Mapping[str, ColumnElement[Any]], dialect: Dialect
    ) -> dict[str, ColumnElement[str]]:
        kind, inner = self._result(field)
        return kind.export_expression(inner, columns, dialect)

    @override
    def condition_value(self, field: Field, value: Any, today: datetime.date) -> object:
        kind, inner = self._result(field)
        return kind.condition_value(inner, value, today)

    @override
    def from_condition(self, field: Field, value: object, context: Context) -> Any:
        kind, inner = self._result(field)
        return kind.from_condition(inner, value, context)

    @override
    def sample(self, field: Field, sampler: Sampler, catalogs: Mapping[str, Catalog]) -> Any:
        return None

    def _result(self, field: Field) -> tuple[FieldType[Any], Field]:
        """Return the type of the result and a field of that type in the place of this one."""
        return once("result", field, _result)


def _result(field: Field) -> tuple[FieldType[Any], Field]:
    result = ComputedOptions.of(field).result
    options: dict[str, JsonValue] = {"max_length": _LONGEST} if result == "text" else {}
    return _RESULTS[result], field.model_copy(update={"type": result, "options": options})
