"""Texts in several languages. Owns the fall-back rule; must not read message files."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict

Label = dict[str, str]


class Part(BaseModel):
    """Base of every part of the IR: frozen, and strict about unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def text(label: Mapping[str, str], language: str) -> str:
    """Return the label in ``language``, else in the first language it has.

    A label without any text gives an empty string.
    """
    found = label.get(language)
    if found is not None:
        return found
    return next(iter(label.values()), "")
