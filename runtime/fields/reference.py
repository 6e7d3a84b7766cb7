"""A link to a person, an office, an account or a record of a register. Owns the id; titles come with the context."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping
from typing import Any

from annotated_types import MaxLen
from pydantic import JsonValue
from sqlalchemy import String, Uuid
from sqlalchemy.types import TypeEngine
from typing_extensions import override

from runtime.fields.base import Annotation, Column, Context, Options, Problem
from runtime.fields.sampling import Sampler
from runtime.fields.single import Single
from runtime.ir.catalog import Catalog
from runtime.ir.field import Field

SYSTEM_TARGETS = ("person", "office", "account")
OFFICE_LENGTH = 40


class ReferenceOptions(Options):
    """What it points to: ``person``, ``office``, ``account``, or a register by its id in the blueprint."""

    to: str


class ReferenceType(Single[uuid.UUID | str]):
    """The id of a record: text for an office, a UUID for everything else."""

    name = "reference"
    options = ReferenceOptions
    widget = "reference"
    filter = "choice"

    @override
    def options_of(self, field: Field) -> ReferenceOptions:
        return ReferenceOptions.of(field)

    def target(self, field: Field) -> str:
        """The id of the entity, or ``office`` or ``account``."""
        to = self.options_of(field).to
        return to if to in SYSTEM_TARGETS else f"register_{to}"

    @override
    def column_type(self, field: Field) -> TypeEngine[Any]:
        return String(OFFICE_LENGTH) if self._is_office(field) else Uuid()

    @override
    def columns(self, field: Field) -> tuple[Column, ...]:
        return (Column("", self.column_type(field), self.target(field)),)

    @override
    def annotation(self, field: Field) -> Annotation:
        return (str, (MaxLen(OFFICE_LENGTH),)) if self._is_office(field) else (uuid.UUID, ())

    @override
    def read(self, field: Field, text: str, context: Context) -> uuid.UUID | str:
        try:
            return self.from_json(field, text)
        except ValueError as error:
            raise Problem("field.reference.not_found") from error

    @override
    def write(self, field: Field, value: uuid.UUID | str, context: Context) -> str:
        return str(value)

    @override
    def to_json(self, field: Field, value: uuid.UUID | str) -> JsonValue:
        return str(value)

    @override
    def from_json(self, field: Field, data: JsonValue) -> uuid.UUID | str:
        text = str(data)
        if self._is_office(field):
            if len(text) > OFFICE_LENGTH:
                raise ValueError("no office has so long an id")
            return text
        return uuid.UUID(text)

    @override
    def show(self, field: Field, value: uuid.UUID | str, context: Context) -> str:
        return context.titles.get(value, str(value))

    @override
    def condition_value(self, field: Field, value: uuid.UUID | str, today: datetime.date) -> object:
        return str(value)

    @override
    def from_condition(self, field: Field, value: object, context: Context) -> uuid.UUID | str:
        return self.from_json(field, str(value))

    @override
    def sample(
        self, field: Field, sampler: Sampler, catalogs: Mapping[str, Catalog]
    ) -> uuid.UUID | str | None:
        return sampler.record(self.target(field))

    def _is_office(self, field: Field) -> bool:
        return self.options_of(field).to == "office"
