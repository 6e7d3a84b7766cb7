"""A part of the IR with some of it changed. Owns only that: ``model_copy`` would keep stale look-ups."""

from __future__ import annotations

from typing import TypeVar

from runtime.ir.label import Part

P = TypeVar("P", bound=Part)


def revise(part: P, **changes: object) -> P:
    """Return a copy with those fields replaced, its look-ups built anew."""
    kept = {name: getattr(part, name) for name in type(part).model_fields}
    return type(part).model_validate(kept | changes)
