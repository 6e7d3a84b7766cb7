"""What follows from a field's description, worked out once for each field. Must not know what follows."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from runtime.ir.field import Field

T = TypeVar("T")

_MOST = 20_000
_KEPT: dict[tuple[Hashable, int], tuple[Field, Any]] = {}


def once(question: Hashable, field: Field, make: Callable[[Field], T]) -> T:
    """Return the answer to a question about a field, made the first time: a description never changes.

    Fields are told apart as objects, since comparing two of them would cost more than most answers. The field
    is kept with its answer, so that no other object takes its place in memory.
    """
    key = (question, id(field))
    held = _KEPT.get(key)
    if held is not None:
        found: T = held[1]
        return found
    if len(_KEPT) >= _MOST:
        _KEPT.clear()
    made = make(field)
    _KEPT[key] = (field, made)
    return made
