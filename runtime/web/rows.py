"""The rows of a record's fields, as their widgets' templates draw them. Must not know values or masks.

Most rows are a label and a value's words: such a row is drawn once, and the words are put in. A template says that
it needs more by asking for the value too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from runtime.storage.model import Model
from runtime.web.outline import Outline, Piece
from runtime.web.patterns import draw

Draw = Callable[[str, Any], Markup]
"""Gives the row of a value: takes its words and the value itself."""


def rows_of(model: Model, environment: Environment, of: Outline) -> Sequence[tuple[str, Piece, Draw]]:
    """Return every field of an outline with its id and the way its rows are drawn."""

    def make() -> Sequence[tuple[str, Piece, Draw]]:
        return [(piece.id, piece, _draw(environment, piece)) for piece in of.pieces.values()]

    return model.memory.recall(("rows", id(environment), of), make)


def _draw(environment: Environment, piece: Piece) -> Draw:
    names = [f"fields/show/{piece.type.widget}.html", "fields/show/text.html"]
    macro: Any = getattr(environment.select_template(names).module, "row")  # noqa: B009 - a name in a template
    if "value" in macro.arguments:
        return lambda words, value: macro(piece.label, words, value)
    pattern = draw(1, lambda marks: macro(piece.label, *marks))
    return lambda words, _: pattern.put([words])
