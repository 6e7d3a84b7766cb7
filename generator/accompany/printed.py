"""A paper as PDF: the same chapters and tables, set for A4. Owns what the template is told."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from pydantic import JsonValue

from generator.accompany.paper import Block, Cell, Code, Facts, Mark, Paper, Table
from generator.accompany.webpage import is_numeric
from runtime.documents import render


def write(paper: Paper) -> bytes:
    """Write a paper as PDF."""
    data: dict[str, JsonValue] = {
        "title": paper.title,
        "subtitle": paper.subtitle,
        "language": paper.language,
        "figures": [[figure.number, figure.label] for figure in paper.figures],
        "lead": [_block(block) for block in paper.lead],
        "chapters": [
            {
                "title": chapter.title,
                "level": chapter.level,
                "blocks": [_block(block) for block in chapter.blocks],
            }
            for chapter in paper.chapters
        ],
        "words": dict[str, JsonValue](paper.words),
    }
    return render(template("paper.typ"), data)


@cache
def template(name: str) -> str:
    """The text of one of this package's typst templates."""
    return files("generator.accompany").joinpath("templates", name).read_text("utf-8")


def _block(block: Block) -> JsonValue:
    if isinstance(block, Table):
        return {
            "kind": "table",
            "caption": block.caption,
            "headings": list(block.headings),
            "widths": list(block.widths or (1,) * len(block.headings)),
            "numeric": [is_numeric(cell) for cell in block.rows[0]] if block.rows else [],
            "rows": [[_cell(cell) for cell in row] for row in block.rows],
        }
    if isinstance(block, Facts):
        return {"kind": "facts", "pairs": [[name, _cell(value)] for name, value in block.pairs]}
    return {"kind": "text", "words": block.words}


def _cell(cell: Cell) -> JsonValue:
    if isinstance(cell, Mark):
        return {"text": cell.text, "tone": cell.tone}
    return {"text": str(cell), "tone": "code" if isinstance(cell, Code) else ""}
