"""What a field type is. Owns the interface; must not know any one type."""

from __future__ import annotations

import datetime
import types
import uuid
import zoneinfo
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, Any, ClassVar, Generic, Literal, Self, TypeVar

from pydantic import BaseModel, ConfigDict, JsonValue, TypeAdapter
from sqlalchemy import ColumnElement
from sqlalchemy.types import TypeEngine

from runtime.expressions.kinds import CelType, CelTypes
from runtime.fields.export import Dialect, plain
from runtime.fields.once import once
from runtime.fields.sampling import Sampler
from runtime.ir.catalog import Catalog
from runtime.ir.field import Field
from runtime.ir.label import Label

__all__ = ["CelType", "Column", "Context", "FieldType", "Filter", "Form", "Offer", "Options", "Problem"]

V = TypeVar("V")

Filter = Literal["none", "text", "choice", "range"]
Form = Mapping[str, Sequence[str]]
"""Submitted text by control name; a control that was not sent is absent."""
Annotation = tuple[type | types.GenericAlias, tuple[object, ...]]


class Options(BaseModel):
    """Options of a field type. Unknown keys are refused; text scalars are accepted (``"120"`` for 120)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @classmethod
    def of(cls, field: Field) -> Self:
        """Return a field's options, validated the first time: they are asked for with every value."""
        return once(cls, field, lambda described: cls.model_validate(described.options))


class Problem(Exception):
    """A value that cannot be taken: a message key of ``runtime.i18n`` with its arguments, and the control it is about."""

    def __init__(self, key: str, part: str = "", **arguments: object) -> None:
        super().__init__(key)
        self.key = key
        self.part = part
        self.arguments = arguments
        self.others: tuple[Problem, ...] = ()
        """What else is wrong, when the value has several fields of its own."""


@dataclass(frozen=True)
class Column:
    """One database column of a field: its name is the field id plus ``_`` and ``suffix``, if any.

    ``target`` names what the column points to, if it is a reference: ``person``, ``office``, ``account`` or
    the id of a register's entity.
    """

    suffix: str
    type: TypeEngine[Any]
    target: str | None = None


@dataclass(frozen=True)
class Offer:
    """One value a form or a filter offers to choose."""

    code: str
    label: str
    parent: str | None = None


@dataclass(frozen=True)
class Context:
    """What showing and reading a value may need besides the value.

    ``titles`` holds the display text of referenced records, filled by whoever loaded the page.
    ``message`` gives a product text by key in the page's language. ``region`` (ISO 3166-1 alpha-3) is where
    a telephone number without a country code is. ``reasons`` are the words for having no answer, by code.
    """

    language: str
    zone: zoneinfo.ZoneInfo
    now: datetime.datetime
    catalogs: Mapping[str, Catalog]
    message: Callable[..., str]
    titles: Mapping[uuid.UUID | str, str] = field(default_factory=dict)
    region: str = ""
    reasons: Mapping[str, Label] = field(default_factory=dict)

    @cached_property
    def today(self) -> datetime.date:
        """The day in the page's time zone."""
        return self.now.astimezone(self.zone).date()


class FieldType(ABC, Generic[V]):
    """One type of field: the only place that knows it.

    A value is ``None`` when the field is empty. ``V`` is the Python type of a filled one.
    """

    name: ClassVar[str]
    options: ClassVar[type[Options]] = Options
    widget: ClassVar[str]
    """Name of the template ``fields/form/<widget>.html``."""
    parts: ClassVar[tuple[str, ...]] = ("",)
    """Its controls: ``<name>`` for ``""``, else ``<name>.<part>``."""
    filter: ClassVar[Filter] = "none"
    cel: ClassVar[CelTypes] = "string"
    """CEL type, or the CEL types of the parts (``monto.amount``)."""
    is_multiple: ClassVar[bool] = False
    """Whether values live in a child table instead of columns: of codes, or of rows when it is a group."""
    is_group: ClassVar[bool] = False
    """Whether a value is rows of fields of its own, which ``inner`` names."""

    def options_of(self, field: Field) -> Options:
        """Return the field's options as this type's model."""
        return self.options.of(field)

    def cel_of(self, field: Field) -> CelTypes:  # noqa: ARG002 - a computed field's type is in its options
        """The CEL type of this field."""
        return self.cel

    @abstractmethod
    def columns(self, field: Field) -> tuple[Column, ...]:
        """The columns that hold the value when it is not encrypted; none for a multiple type."""

    @abstractmethod
    def annotation(self, field: Field) -> Annotation:
        """The Python type of a filled value and its constraint objects, whose ``repr`` is valid code."""

    def inner(self, field: Field, *, retired: bool = False) -> tuple[Field, ...]:  # noqa: ARG002 - most types have none
        """The fields of a row, when the type is a group: the active ones, or ``retired`` ones too."""
        return ()

    def catalogs(self, field: Field) -> Mapping[str, str]:  # noqa: ARG002 - most types have none
        """The catalog of each coded part: suffix of its column to catalog id."""
        return {}

    def offers(
        self,
        field: Field,  # noqa: ARG002 - most types offer nothing
        value: V | None,  # noqa: ARG002 - as above
        context: Context,  # noqa: ARG002 - as above
        part: str = "",  # noqa: ARG002 - as above
    ) -> tuple[Offer, ...]:
        """What may be chosen in a part's control, in order; a stored value is among them even when it is retired."""
        return ()

    @abstractmethod
    def parse(self, field: Field, name: str, form: Form, context: Context) -> V | None:
        """Read the value from submitted text; controls are ``name`` or ``name.part``.

        Raises:
            Problem: the text is not a value of this type.
        """

    def doubts(self, field: Field, value: V) -> tuple[Problem, ...]:  # noqa: ARG002 - most types have none
        """What the officer is asked to confirm; unlike a problem it does not stand in the way of saving."""
        return ()

    @abstractmethod
    def controls(self, field: Field, name: str, value: V | None, context: Context) -> dict[str, list[str]]:
        """The inverse of ``parse``: what the form's controls hold for a value."""

    @abstractmethod
    def dump(self, field: Field, value: V) -> dict[str, object]:
        """Split a value into its columns, by suffix. A multiple type gives its codes or rows under ``""``."""

    @abstractmethod
    def load(self, field: Field, columns: Mapping[str, object]) -> V | None:
        """The inverse of ``dump``: build the value from its columns, by suffix."""

    @abstractmethod
    def to_json(self, field: Field, value: V) -> JsonValue:
        """A value as JSON: for the audit trail, encrypted storage and the API."""

    @abstractmethod
    def from_json(self, field: Field, data: JsonValue) -> V:
        """The inverse of ``to_json``."""

    def json_schema(self, field: Field) -> dict[str, Any]:
        """JSON Schema of ``to_json``."""
        kind, constraints = self.annotation(field)
        annotated: Any = Annotated[kind, *constraints] if constraints else kind
        return TypeAdapter[V](annotated).json_schema()

    @abstractmethod
    def show(self, field: Field, value: V, context: Context) -> str:
        """The value as a person reads it: plain text, in the page's language and zone."""

    def search_text(self, field: Field, value: V) -> str:  # noqa: ARG002 - most types have none
        """Words under which the record may be found; none by default."""
        return ""

    def export(self, field: Field, value: V) -> dict[str, str]:
        """The value as exported text by heading suffix: codes, plain numbers, ISO dates."""
        return {suffix: plain(part) for suffix, part in self.dump(field, value).items()}

    def export_expression(
        self,
        field: Field,  # noqa: ARG002 - for types whose text depends on options
        columns: Mapping[str, ColumnElement[Any]],
        dialect: Dialect,
    ) -> dict[str, ColumnElement[str]]:
        """SQL that gives the text of ``export``, by heading suffix in order.

        For a multiple type ``columns[""]`` is the caller's expression of the codes joined by ``; ``.
        """
        return {suffix: dialect.text(column) for suffix, column in columns.items()}

    @abstractmethod
    def condition_value(self, field: Field, value: V, today: datetime.date) -> object:
        """The value as CEL sees it, or a mapping of its filled parts."""

    def from_condition(self, field: Field, value: object, context: Context) -> V:
        """The value that a CEL result stands for: computed defaults, bounds and values.

        Raises:
            NotImplementedError: the type cannot be computed.
        """
        raise NotImplementedError(self.name)

    def blur(self, field: Field, value: V, day: datetime.date) -> V | None:  # noqa: ARG002 - for types with an age
        """What of a value may be counted when nobody may be named any more: codes and numbers, no words.

        Args:
            field: the field.
            value: its value.
            day: when the record was made.
        """
        return value if self.filter in ("choice", "range") else None

    @abstractmethod
    def sample(self, field: Field, sampler: Sampler, catalogs: Mapping[str, Catalog]) -> V | None:
        """A believable value for practice data."""


def control(name: str, part: str) -> str:
    """Return the name of the control for a part of a field."""
    return f"{name}.{part}" if part else name
