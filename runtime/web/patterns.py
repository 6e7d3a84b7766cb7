"""A template drawn once, with a mark where each value goes, and filled in many times: for the rows of long tables.

Owns the escaping of what is filled in; must not know what it is.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from runtime.web.escaping import escaped

_SECRET = secrets.token_hex(16)
_MARK = re.compile(f"{_SECRET}_([0-9]+)_")


@dataclass(frozen=True)
class Pattern:
    """A piece of a page, to be filled by ``%``; ``order`` says which value stands at each of its places."""

    text: str
    order: tuple[int, ...]

    def fill(self, columns: Sequence[Sequence[str]]) -> Markup:
        """Fill it in once for each row of some columns of text; what the template left out is left out."""
        safe = [list(map(escaped, column)) for column in columns]
        rows = zip(*(safe[place] for place in self.order), strict=True)
        return Markup("".join([self.text % row for row in rows]))  # noqa: S704 - escaped column by column

    def put(self, values: Sequence[str | None]) -> Markup:
        """Fill it in once; what the template left out may be ``None``."""
        # As ``Markup(text)`` makes it, without the look at whether it is markup already: pages put in many.
        return str.__new__(Markup, self.text % tuple([escaped(values[place]) for place in self.order]))


def draw(values: int, render: Callable[[Sequence[str]], str]) -> Pattern:
    """Make a pattern of so many values: ``render`` gets a mark for each and returns the piece with the marks in it."""
    drawn = render([f"{_SECRET}_{place}_" for place in range(values)])
    text, order = [], []
    for place, part in enumerate(_MARK.split(drawn)):
        if place % 2:
            order.append(int(part))
        text.append("%s" if place % 2 else part.replace("%", "%%"))
    return Pattern("".join(text), tuple(order))
