"""Where libyaml's events stand in a file, as spans that end where the text ends; builds no nodes."""

from __future__ import annotations

from dataclasses import dataclass

import yaml

from generator.diagnostics import Span


@dataclass(frozen=True)
class Places:
    """The places of one file's events.

    Attributes:
        file: The file's name in spans.
        lines: Its lines.
    """

    file: str
    lines: list[str]

    def span(self, event: yaml.Event) -> Span:
        """The stretch libyaml gives: right for keys, for plain and quoted texts, and in brackets."""
        start, end = event.start_mark, event.end_mark
        assert start is not None
        assert end is not None
        return Span(self.file, start.line + 1, start.column + 1, end.line + 1, end.column + 1)

    def collection(self, start: yaml.CollectionStartEvent, end: yaml.Event, last: Span | None) -> Span:
        """From the first sign to the last: libyaml ends a block collection only where the next thing starts."""
        opened, closed = self.span(start), self.span(end)
        if start.flow_style or last is None or last.end_line < opened.line:
            return Span(self.file, opened.line, opened.column, closed.end_line, closed.end_column)
        return Span(self.file, opened.line, opened.column, last.end_line, last.end_column)

    def block(self, event: yaml.ScalarEvent) -> Span:
        """A block text ends with its last line that holds something."""
        whole = self.span(event)
        last = whole.end_line - (whole.end_column == 1)
        last = min(last, len(self.lines))
        while last > whole.line and not self.lines[last - 1].strip():
            last -= 1
        return Span(self.file, whole.line, whole.column, last, len(self.lines[last - 1].rstrip()) + 1)

    def source(self, event: yaml.Event) -> str:
        """An event's text as written, as far as its first line goes."""
        span = self.span(event)
        line = self.lines[span.line - 1]
        end = span.end_column - 1 if span.end_line == span.line else len(line)
        return line[span.column - 1 : end].strip()
