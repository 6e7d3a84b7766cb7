"""The matrix as one HTML file: nothing fetched, readable on a phone, by a screen reader and on paper."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from runtime.i18n.messages import message
from runtime.ir.label import text
from runtime.ir.registry import Registry
from runtime.matrix.document import Table


def write(registry: Registry, language: str, tables: Sequence[Table]) -> str:
    """Write the tables as a page."""
    say = message(language)
    return _template().render(
        language=language,
        say=say,
        organisation=text(registry.title, language),
        subtitle=say("matrix.subtitle", blueprint=registry.id, version=registry.version),
        tables=tables,
    )


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("runtime.matrix"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("matrix.html")
