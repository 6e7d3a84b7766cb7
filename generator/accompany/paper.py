"""A paper as data: chapters of texts and tables, whatever it will be written on. Must not know blueprints."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Tone = Literal["assumed", "national", "added", "changed", "removed", "open"]
"""What a mark means, for its look; its words say the same."""


@dataclass(frozen=True)
class Mark:
    """A word that is to be seen at a glance."""

    text: str
    tone: Tone

    def __str__(self) -> str:
        """The word alone."""
        return self.text


@dataclass(frozen=True)
class Code:
    """A text for machines: an id, a condition."""

    text: str

    def __str__(self) -> str:
        """The text alone."""
        return self.text


Cell: TypeAlias = str | Mark | Code


@dataclass(frozen=True)
class Table:
    """Rows under headings. ``widths`` are shares of the line; ``sheet`` is its name in a workbook."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...] = ()
    sheet: str = ""


@dataclass(frozen=True)
class Facts:
    """Short answers to short questions."""

    pairs: tuple[tuple[str, Cell], ...]


@dataclass(frozen=True)
class Text:
    """A paragraph."""

    words: str


Block: TypeAlias = Table | Facts | Text


@dataclass(frozen=True)
class Chapter:
    """A heading with what stands under it; ``level`` 1 is in the table of contents, 2 is below one that is."""

    id: str
    title: str
    blocks: tuple[Block, ...] = ()
    level: Literal[1, 2] = 1


@dataclass(frozen=True)
class Figure:
    """A number worth a headline."""

    number: str
    label: str


@dataclass(frozen=True)
class Paper:
    """A whole paper in one language."""

    title: str
    subtitle: str
    language: str
    figures: tuple[Figure, ...]
    lead: tuple[Block, ...]
    chapters: tuple[Chapter, ...]
    words: dict[str, str] = field(default_factory=dict)
    """What the writers themselves say: `contents`, `printed`."""

    @property
    def tables(self) -> tuple[Table, ...]:
        """Every table, in order."""
        blocks = (*self.lead, *(block for chapter in self.chapters for block in chapter.blocks))
        return tuple(block for block in blocks if isinstance(block, Table))
