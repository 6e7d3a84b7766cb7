"""The shape of a type with one control and one column. Owns that shape; the types fill in reading and writing."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from pydantic import JsonValue
from sqlalchemy.types import TypeEngine
from typing_extensions import override

from runtime.fields.base import Annotation, Column, Context, FieldType, Form
from runtime.fields.submitted import line
from runtime.ir.field import Field

V = TypeVar("V")


class Single(FieldType[V]):
    """A type whose value stands in one control and one column."""

    @abstractmethod
    def column_type(self, field: Field) -> TypeEngine[Any]:
        """The type of the one column."""

    @abstractmethod
    def read(self, field: Field, text: str, context: Context) -> V:
        """Read the value from a clean text that is not empty.

        Raises:
            Problem: the text is not a value of this type.
        """

    @abstractmethod
    def write(self, field: Field, value: V, context: Context) -> str:
        """The inverse of ``read``: what stands in the control."""

    @override
    def columns(self, field: Field) -> tuple[Column, ...]:
        return (Column("", self.column_type(field)),)

    @override
    def parse(self, field: Field, name: str, form: Form, context: Context) -> V | None:
        text = line(form, name)
        return self.read(field, text, context) if text else None

    @override
    def controls(self, field: Field, name: str, value: V | None, context: Context) -> dict[str, list[str]]:
        return {name: ["" if value is None else self.write(field, value, context)]}

    @override
    def dump(self, field: Field, value: V) -> dict[str, object]:
        return {"": value}

    @override
    def load(self, field: Field, columns: Mapping[str, object]) -> V | None:
        return cast("V | None", columns[""])


class Coded(Single[str]):
    """A type whose value is a text: stored, exported, and seen by conditions as it is."""

    @override
    def annotation(self, field: Field) -> Annotation:
        return str, ()

    @override
    def write(self, field: Field, value: str, context: Context) -> str:
        return value

    @override
    def to_json(self, field: Field, value: str) -> JsonValue:
        return value

    @override
    def from_json(self, field: Field, data: JsonValue) -> str:
        return str(data)

    @override
    def show(self, field: Field, value: str, context: Context) -> str:
        return value

    @override
    def condition_value(self, field: Field, value: str, today: object) -> object:
        return value

    @override
    def from_condition(self, field: Field, value: object, context: Context) -> str:
        return str(value)
