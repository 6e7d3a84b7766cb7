"""What a template may not say: words that would fetch, run or read something else. Must not render."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

LIBRARY = "/letter.typ"
"""The one file a template may import: the product's own layout."""

# `std` and `eval` could spell any other word at run time.
_WORDS = re.compile(r"\b(?:import|include|eval|plugin|std)\b")
_OWN = re.compile(rf'import\s+"{re.escape(LIBRARY)}"')


@dataclass(frozen=True)
class Refusal:
    """A word that a template may not hold, and where: line and column count from one."""

    word: str
    line: int
    column: int


def refused(template: str) -> Iterator[Refusal]:
    """Find every word of a template that could leave it. Prose that needs one writes it in two parts."""
    for number, line in enumerate(template.splitlines(), 1):
        for found in _WORDS.finditer(line):
            if not _OWN.match(line, found.start()):
                yield Refusal(found.group(), number, found.start() + 1)
