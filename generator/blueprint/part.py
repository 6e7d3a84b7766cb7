"""What every written element shares. Owns the base models and the type of a label; must not know any one element."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, JsonValue

Path: TypeAlias = tuple[str, ...]
"""The keys that lead to a place in the document."""


class Part(BaseModel):
    """Base of the language: frozen, unknown keys refused, text accepted for numbers and truth values."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_name=True, validate_by_alias=True)


class Element(Part):
    """What may stand on any element: where it comes from, why it is so, whether it is assumed or one nation's."""

    source: str = ""
    why: str = ""
    assumed: bool = False
    national: bool = False
    after: str | None = None
    before: str | None = None


def _as_label(written: object) -> object:
    """A text without a language is kept under the empty language; it means the default one."""
    return {"": written} if isinstance(written, str) else written


Label: TypeAlias = Annotated[dict[str, str], BeforeValidator(_as_label)]
"""Words by language, in the order written."""


@dataclass(frozen=True)
class Listed:
    """Marks a mapping that may be written as a list of its keys."""


Raw: TypeAlias = JsonValue
"""A value whose type only another part of the document tells."""
