"""The words in which somebody says why: what they may hold. Must not know what they are about."""

from __future__ import annotations

from runtime.errors import Fault, Invalid
from runtime.schema import clean_lines

LONGEST = 4_000


def told(words: str | None, control: str) -> str | None:
    """Return the words as they are stored, ``None`` when there are none.

    Args:
        words: what was typed.
        control: the control it was typed into.

    Raises:
        Invalid: they are too long, or hold control characters.
    """
    try:
        cleaned = clean_lines(words or "").strip()
    except ValueError as error:
        raise Invalid({control: Fault("field.control_characters")}) from error
    if len(cleaned) > LONGEST:
        raise Invalid({control: Fault("field.too_long", {"limit": LONGEST})})
    return cleaned or None


def demanded(words: str) -> str:
    """Return the words of the control ``reason``, which must not be empty.

    Raises:
        Invalid: there are none, they are too long, or hold control characters.
    """
    found = told(words, "reason")
    if found is None:
        raise Invalid({"reason": Fault("submission.required")})
    return found
