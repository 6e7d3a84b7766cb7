"""A paper as one HTML file: nothing fetched, readable on a phone, by a screen reader and on paper."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from generator.accompany.paper import Cell, Code, Facts, Mark, Paper, Table


def write(paper: Paper) -> str:
    """Write a paper as HTML."""
    return _template().render(paper=paper)


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("generator.accompany"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.tests |= {
        "table": lambda block: isinstance(block, Table),
        "facts": lambda block: isinstance(block, Facts),
        "mark": lambda cell: isinstance(cell, Mark),
        "code": lambda cell: isinstance(cell, Code),
        "numeric": is_numeric,
    }
    return environment.get_template("paper.html")


def is_numeric(cell: Cell) -> bool:
    """Whether a cell is a number, to be set flush right."""
    return isinstance(cell, str) and cell.removesuffix(" %").isdigit()
