"""The nearest name of a small closed set; never used for open sets, where a guess would mislead."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from rapidfuzz.distance import OSA


def nearest(name: str, choices: Iterable[str]) -> str | None:
    """Find the choice somebody who wrote `name` probably meant.

    Args:
        name: What was written.
        choices: All that could have been written.

    Returns:
        The nearest choice (the first of equals in alphabetical order), or None if nothing is near.
    """
    wanted = _fold(name)
    allowed = max(1, len(wanted) // 3)
    distances = [
        (distance, choice)
        for choice in choices
        if choice != name and (distance := OSA.distance(wanted, _fold(choice))) <= allowed
    ]
    return min(distances)[1] if distances else None


def _fold(name: str) -> str:
    """Drop case and accents, which are the commonest slips and should cost nothing."""
    decomposed = unicodedata.normalize("NFD", name.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
