"""What a field type is. Owns the interface and the values of several parts; must not know any one type."""

from __future__ import annotations

import datetime
import uuid
import zoneinfo
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, JsonValue
from sqlalchemy.types import TypeEngine

from runtime.ir.catalog import Catalog
from runtime.ir.field import Field

V = TypeVar("V")

CelType = Literal["string", "int", "double", "bool", "timestamp", "list(string)"]
Filter = Literal["none", "text", "choice", "range"]
Form = Mapping[str, Sequence[str]]
"""Submitted text by control name; a control that was not sent is absent."""


class Options(BaseModel):
    """Options of a field type. Unknown keys are refused; text scalars are accepted (``"120"`` for 120)."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Problem(Exception):
    """A value that cannot be taken: a message key of ``runtime.i18n`` with its arguments, and the control it is about."""

    def __init__(self, key: str, part: str = "", **arguments: object) -> None:
        super().__init__(key)
        self.key = key
        self.part = part
        self.arguments = arguments


@dataclass(frozen=True)
class Column:
    """One database column of a field: its name is the field id plus ``_`` and ``suffix``, if any."""

    suffix: str
    type: TypeEngine[object]


@dataclass(frozen=True)
class Context:
    """What showing and reading a value may need besides the value.

    ``titles`` holds the display text of referenced records, filled by whoever loaded the page.
    ``message`` gives a product text by key in the page's language.
    """

    language: str
    zone: zoneinfo.ZoneInfo
    now: datetime.datetime
    catalogs: Mapping[str, Catalog]
    message: Callable[..., str]
    titles: Mapping[uuid.UUID, str] = field(default_factory=dict)

    @property
    def today(self) -> datetime.date:
        """The day in the page's time zone."""
        return self.now.astimezone(self.zone).date()


class FieldType(ABC, Generic[V]):
    """One type of field: the only place that knows it.

    A value is ``None`` when the field is empty. ``V`` is the Python type of a filled one.
    """

    name: ClassVar[str]
    options: ClassVar[type[Options]]
    widget: ClassVar[str]
    """Name of the template ``fields/form/<widget>.html``."""
    filter: ClassVar[Filter] = "none"
    cel: ClassVar[CelType | Mapping[str, CelType]] = "string"
    """CEL type, or the CEL types of the parts (``monto.amount``)."""
    is_multiple: ClassVar[bool] = False
    """Whether values live in a child table of codes instead of columns."""

    def options_of(self, field: Field) -> Options:
        """Return the field's options as this type's model."""
        return self.options.model_validate(field.options)

    @abstractmethod
    def columns(self, field: Field) -> tuple[Column, ...]:
        """The columns that hold the value when it is not encrypted; none for a multiple type."""

    @abstractmethod
    def annotation(self, field: Field) -> tuple[type, tuple[object, ...]]:
        """The Python type of a filled value and its constraint objects, whose ``repr`` is valid code."""

    @abstractmethod
    def parse(self, field: Field, name: str, form: Form, context: Context) -> V | None:
        """Read the value from submitted text; controls are ``name`` or ``name.part``.

        Raises:
            Problem: the text is not a value of this type.
        """

    @abstractmethod
    def controls(self, field: Field, name: str, value: V | None, context: Context) -> dict[str, list[str]]:
        """The inverse of ``parse``: what the form's controls hold for a value."""

    @abstractmethod
    def dump(self, field: Field, value: V) -> dict[str, object]:
        """Split a value into its columns, by suffix."""

    @abstractmethod
    def load(self, field: Field, columns: Mapping[str, object]) -> V | None:
        """The inverse of ``dump``: build the value from its columns, by suffix."""

    @abstractmethod
    def to_json(self, field: Field, value: V) -> JsonValue:
        """A value as JSON: for the audit trail, encrypted storage and the API."""

    @abstractmethod
    def from_json(self, field: Field, data: JsonValue) -> V:
        """The inverse of ``to_json``."""

    @abstractmethod
    def show(self, field: Field, value: V, context: Context) -> str:
        """The value as a person reads it: plain text, in the page's language and zone."""

    @abstractmethod
    def condition_value(self, field: Field, value: V) -> object:
        """The value as CEL sees it, or a mapping of its parts."""

    def search_text(self, field: Field, value: V) -> str:
        """Words under which the record may be found; none by default."""
        return ""
