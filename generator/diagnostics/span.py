"""Places in source files and the excerpt that shows them; knows nothing of what is wrong there."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len

_WIDEST_LINE = 110
_LEAD = 40
_CUT = "…"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of one file; lines and columns count from 1, columns count characters, the end is exclusive."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"

    @classmethod
    def at(cls, file: str, line: int = 1, column: int = 1) -> Span:
        """A place without extent, such as a whole file or one character."""
        return cls(file, line, column, line, column)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """One source line and the marker to print under it."""

    number: int
    text: str
    marker: str


def excerpt(span: Span, text: str) -> Excerpt | None:
    """Show the first line of a span.

    Args:
        span: The place to show.
        text: The whole text of the file the span points into.

    Returns:
        The line with its marker, or None where the file has no such line.
    """
    lines = text.split("\n")
    if span.line > len(lines):
        return None
    line = lines[span.line - 1].rstrip("\r").replace("\t", " ")
    start = min(span.column - 1, len(line))
    end = span.end_column - 1 if span.end_line == span.line else len(line.rstrip())
    end = max(end, start + 1)
    shown, offset = _cut(line, start)
    before = shown[: start - offset]
    marked = shown[start - offset : end - offset]
    return Excerpt(span.line, shown, " " * cell_len(before) + "^" * max(1, cell_len(marked)))


def _cut(line: str, start: int) -> tuple[str, int]:
    """Shorten a long line around a column; answers the text and how far its columns moved."""
    if len(line) <= _WIDEST_LINE:
        return line, 0
    first = max(0, start - _LEAD) if start >= _WIDEST_LINE - _LEAD else 0
    head = _CUT if first else ""
    window = line[first : first + _WIDEST_LINE]
    tail = _CUT if first + _WIDEST_LINE < len(line) else ""
    return head + window + tail, first - len(head)
