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


def typed(
    kind: FieldType[Any], placed: PlacedField, types: Mapping[str, FieldType[Any]]
) -> Typed | tuple[ErrorDetails, ...]:
    """Give a field its type, or say what is wrong with its options.

    What is wrong with a field of a group is said of that field: here it is only left out.
    """
    written = placed.written.options | ({"fields": _inner(placed, types)} if kind.is_group else {})
    try:
        options = kind.options.model_validate(written)
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
            unknown=placed.written.unknown,
        ),
    )


def _inner(placed: PlacedField, types: Mapping[str, FieldType[Any]]) -> list[JsonValue]:
    """The fields of a group as the types see them."""
    known = (typed(types[one.written.type], one, types) for one in placed.inner if one.written.type in types)
    return [one.field.model_dump(mode="json") for one in known if isinstance(one, Typed)]
