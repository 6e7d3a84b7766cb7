"""The raw options of a field against its type's own model. Owns how a field looks to the types; must not know SQL."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import JsonValue, ValidationError
from pydantic_core import ErrorDetails

from generator.blueprint.outline import PlacedField
from runtime.fields.base import FieldType
from runtime.ir.field import Field


@dataclass(frozen=True)
class Typed:
    """A field with its type: ``field`` has complete options, and nothing else a type does not ask for."""

    kind: FieldType[Any]
    field: Field


def typed(kind: FieldType[Any], placed: PlacedField) -> Typed | tuple[ErrorDetails, ...]:
    """Give a field its type, or say what is wrong with its options."""
    try:
        options = kind.options.model_validate(placed.written.options)
    except ValidationError as error:
        return tuple(error.errors(include_url=False))
    complete: Mapping[str, JsonValue] = options.model_dump(mode="json", by_alias=True)
    privacy = placed.written.privacy or "none"
    return Typed(
        kind,
        Field(
            id=placed.id,
            type=placed.written.type,
            section=placed.section,
            label={},
            options=dict(complete),
            privacy=privacy,
        ),
    )
