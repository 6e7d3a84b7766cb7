"""A template's macro drawn once for each set of words that are there, and filled in. Must not know the words."""

from __future__ import annotations

from collections.abc import Sequence

from jinja2 import Environment
from markupsafe import Markup

from runtime.storage.model import Model
from runtime.web.patterns import Pattern, draw

Words = tuple[str | None, ...]
"""What a macro takes, in its order; ``None`` is left out."""


class Macro:
    """A macro of a template, which may ask only whether one of its words is there."""

    def __init__(self, environment: Environment, template: str, name: str) -> None:
        self._environment, self._template, self._name = environment, template, name
        self._drawn: dict[tuple[bool, ...], Pattern] = {}

    def fill(self, words: Words) -> Markup:
        """Return what the macro gives for some words."""
        given = tuple([word is not None for word in words])
        pattern = self._drawn.get(given)
        if pattern is None:
            pattern = self._drawn[given] = self._draw(given)
        return pattern.put(words)

    def _draw(self, given: Sequence[bool]) -> Pattern:
        macro = getattr(self._environment.get_template(self._template).module, self._name)

        def render(marks: Sequence[str]) -> str:
            drawn: str = macro(*(mark if there else None for mark, there in zip(marks, given, strict=True)))
            return drawn

        return draw(len(given), render)


def macro_of(model: Model, environment: Environment, template: str, name: str) -> Macro:
    """Return a macro with what is drawn of it already."""
    return model.memory.recall(
        ("macro", id(environment), template, name), lambda: Macro(environment, template, name)
    )
