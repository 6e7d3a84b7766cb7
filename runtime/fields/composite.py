"""The shape of a type whose value is a frozen dataclass with one control and one column per part.

Owns that shape; the types fill in what a part may hold.
"""

from __future__ import annotations

import dataclasses
from abc import abstractmethod
from collections.abc import Mapping
from functools import cached_property
from typing import Any, ClassVar, TypeVar

from pydantic import JsonValue, TypeAdapter
from sqlalchemy.types import TypeEngine
from typing_extensions import override

from runtime.fields.base import Annotation, Column, Context, FieldType, Form, control
from runtime.fields.submitted import line
from runtime.ir.field import Field

V = TypeVar("V")


class Composite(FieldType[V]):
    """A type whose parts are lines of text unless it says otherwise."""

    value: ClassVar[type[Any]]
    """The dataclass; its attributes are the parts, the controls and the columns."""
    column_types: ClassVar[Mapping[str, TypeEngine[Any]]]

    @abstractmethod
    def build(self, field: Field, texts: Mapping[str, str], context: Context) -> V | None:
        """Make a value of clean texts by part, not all of them empty.

        Raises:
            Problem: they are not a value of this type.
        """

    @override
    def columns(self, field: Field) -> tuple[Column, ...]:
        return tuple(Column(part, kind) for part, kind in self.column_types.items())

    @override
    def annotation(self, field: Field) -> Annotation:
        return self.value, ()

    @override
    def parse(self, field: Field, name: str, form: Form, context: Context) -> V | None:
        texts = {part: line(form, name, part) for part in self.parts}
        return self.build(field, texts, context) if any(texts.values()) else None

    @override
    def controls(self, field: Field, name: str, value: V | None, context: Context) -> dict[str, list[str]]:
        return {
            control(name, part): [
                "" if value is None else self.write(field, part, getattr(value, part), context)
            ]
            for part in self.parts
        }

    @cached_property
    def _adapter(self) -> TypeAdapter[Any]:
        # Building one takes milliseconds.
        return TypeAdapter(self.value)

    def write(self, field: Field, part: str, held: Any, context: Context) -> str:  # noqa: ARG002 - a type may format
        """What stands in the control of a part."""
        return "" if held is None else str(held)

    @override
    def dump(self, field: Field, value: V) -> dict[str, object]:
        return {suffix: getattr(value, suffix) or None for suffix in self.column_types}

    @override
    def load(self, field: Field, columns: Mapping[str, object]) -> V | None:
        held = {suffix: columns[suffix] for suffix in self.column_types if columns[suffix] is not None}
        loaded: V | None = self.value(**held) if held else None
        return loaded

    @override
    def to_json(self, field: Field, value: V) -> JsonValue:
        found: JsonValue = self._adapter.dump_python(value, mode="json", exclude_defaults=True)
        return found

    @override
    def from_json(self, field: Field, data: JsonValue) -> V:
        loaded: V = self._adapter.validate_python(data)
        return loaded

    @override
    def condition_value(self, field: Field, value: V, today: object) -> object:
        assert isinstance(self.cel, Mapping)
        return {part: held for part in self.cel if (held := getattr(value, part)) not in (None, "")}


def text_parts(value: object) -> list[str]:
    """Return the filled parts of a value in their order, as text."""
    assert dataclasses.is_dataclass(value)
    parts = [getattr(value, part.name) for part in dataclasses.fields(value)]
    return [str(part) for part in parts if part not in (None, "")]
