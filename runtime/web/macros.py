"""A template's macro drawn once for each set of words that are there, and filled in. Must not know the words."""

from __future__ import annotations

from collections.abc import Sequence

from jinja2 import Environment
from markupsafe import Markup

from runtime.storage.model import Model
from runtime.web.patterns import Pattern, draw

Words = tuple[str | None, ...]
"""What a macro takes, in its order; ``None`` is left out."""


def fill(model: Model, environment: Environment, template: str, name: str, words: Words) -> Markup:
    """Return what a macro of a template gives for some words: it may ask only whether one of them is there."""
    given = tuple([word is not None for word in words])
    pattern = model.memory.recall(
        ("macro", id(environment), template, name, given),
        lambda: _pattern(environment, template, name, given),
    )
    return pattern.put(words)


def _pattern(environment: Environment, template: str, name: str, given: Sequence[bool]) -> Pattern:
    macro = getattr(environment.get_template(template).module, name)

    def render(marks: Sequence[str]) -> str:
        drawn: str = macro(*(mark if there else None for mark, there in zip(marks, given, strict=True)))
        return drawn

    return draw(len(given), render)
