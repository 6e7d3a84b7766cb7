"""A paper on a terminal, as wide as the terminal is. Must not open one."""

from __future__ import annotations

from collections.abc import Mapping

from rich import box
from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text as Words

from generator.accompany.paper import Block, Cell, Code, Facts, Mark, Paper, Table, Tone
from generator.accompany.webpage import is_numeric

_COLOURS: Mapping[Tone, str] = {
    "assumed": "yellow",
    "open": "yellow",
    "national": "blue",
    "changed": "blue",
    "added": "green",
    "removed": "red",
}


_NARROWEST = 10
"""Letters a column of words needs to be read."""


def write(paper: Paper, console: Console) -> None:
    """Print a paper."""
    console.print(Words(paper.title, "bold"))
    console.print(Words(paper.subtitle, "dim"))
    told = "   ".join(f"{figure.number} {figure.label}" for figure in paper.figures)
    console.print(Words(f"\n{told}\n", "bold cyan"))
    for block in paper.lead:
        _show(block, console)
    for chapter in paper.chapters:
        console.rule(Words(chapter.title, "bold"), align="left")
        for block in chapter.blocks:
            _show(block, console)


def _show(block: Block, console: Console) -> None:
    if isinstance(block, Table):
        grid = Grid(
            title=block.caption, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, expand=True
        )
        widths = block.widths or (1,) * len(block.headings)
        for position, (heading, width) in enumerate(zip(block.headings, widths, strict=True)):
            is_number = bool(block.rows) and is_numeric(block.rows[0][position])
            if is_number:
                grid.add_column(heading, justify="right")
            else:
                grid.add_column(heading, ratio=width, min_width=_NARROWEST, overflow="fold")
        for row in block.rows:
            grid.add_row(*map(_cell, row))
        console.print(grid)
    elif isinstance(block, Facts):
        for name, value in block.pairs:
            console.print(Words.assemble((f"{name}: ", "dim"), _cell(value)))
    else:
        console.print(Words(f"{block.words}\n"))


def _cell(cell: Cell) -> Words:
    if isinstance(cell, Mark):
        return Words(cell.text, _COLOURS[cell.tone])
    return Words(str(cell), "cyan" if isinstance(cell, Code) else "")
