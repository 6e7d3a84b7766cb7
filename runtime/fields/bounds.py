"""Lowest and highest values of a field, literal or computed. Owns comparing; evaluating is the caller's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict
from pydantic_core import PydanticCustomError

from runtime.fields.base import Context, FieldType, Problem
from runtime.ir.field import Field

V = TypeVar("V")


class Cel(BaseModel):
    """An option that is computed: ``{cel: "now"}``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    cel: str


def literal(bound: V | Cel | None) -> V | None:
    """Return a bound that is written down; ``None`` for a computed one."""
    return None if isinstance(bound, Cel) else bound


def check_order(low: object, high: object) -> None:
    """Refuse literal bounds that leave nothing between them.

    Raises:
        PydanticCustomError: the lowest is above the highest.
    """
    bottom, top = literal(low), literal(high)
    if bottom is not None and top is not None and _is_above(bottom, top):
        raise PydanticCustomError(
            "bounds_crossed", "min {low} is greater than max {high}", {"low": str(low), "high": str(high)}
        )


def expressions(field: Field) -> Mapping[str, str]:
    """Return the computed bounds of a field: option name (``min``, ``max``) to CEL text."""
    found = {}
    for option in ("min", "max"):
        value = field.options.get(option)
        if isinstance(value, dict) and isinstance(text := value.get("cel"), str):
            found[option] = text
    return found


def check(
    kind: FieldType[V], field: Field, value: V, context: Context, evaluate: Callable[[str], object | None]
) -> None:
    """Hold a value against its computed bounds; a bound that is unknown does not bind.

    ``evaluate`` gives the result of a CEL text on the record, ``None`` if it is unknown.

    Raises:
        Problem: the value is out of bounds.
    """
    bounds: dict[str, V] = {}
    for option, text in expressions(field).items():
        result = evaluate(text)
        if result is not None:
            bounds[option] = kind.from_condition(field, result, context)
    check_within(kind, field, value, bounds.get("min"), bounds.get("max"), context)


def check_within(
    kind: FieldType[V], field: Field, value: V, low: V | Cel | None, high: V | Cel | None, context: Context
) -> None:
    """Hold a value against literal bounds; a computed one is left to ``check``.

    Raises:
        Problem: the value is out of bounds.
    """
    bottom, top = literal(low), literal(high)
    if bottom is not None and _is_above(bottom, value):
        raise Problem("field.too_low", kind.parts[0], limit=kind.show(field, bottom, context))
    if top is not None and _is_above(value, top):
        raise Problem("field.too_high", kind.parts[0], limit=kind.show(field, top, context))


def _is_above(one: Any, other: Any) -> bool:
    return bool(one > other)
