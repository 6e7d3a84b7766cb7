"""Places inside a YAML text: from a position in the value to a line and column of the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from generator.diagnostics import Span
from generator.source import ScalarNode, Style

_Spot: TypeAlias = tuple[int, int]

_ESCAPE = re.compile(r"\\(x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)")


def span_inside(node: ScalarNode, start: int, end: int, texts: Mapping[str, str]) -> Span:
    """Find a stretch of a scalar's value in its file.

    Args:
        node: The scalar.
        start: Where the stretch begins in the value, from 0.
        end: Where it ends, exclusive.
        texts: The files' texts by their name in spans.
    """
    file = texts.get(node.span.file)
    if file is None:
        return node.span
    spots = list(_spots(node, file.split("\n")))
    if start >= len(spots):
        last = spots[-1] if spots else (node.span.line, node.span.column)
        return Span.at(node.span.file, last[0], last[1] + 1)
    line, column = spots[start]
    last_line, last_column = spots[min(max(end, start + 1), len(spots)) - 1]
    return Span(node.span.file, line, column, last_line, last_column + 1)


def _spots(node: ScalarNode, lines: list[str]) -> Iterator[_Spot]:
    """Line and column of every character of the value, in order."""
    if node.style is Style.BLOCK:
        return _block(node, lines)
    return _flow(node, lines)


def _block(node: ScalarNode, lines: list[str]) -> Iterator[_Spot]:
    first = node.span.line + 1
    body = lines[first - 1 : max(node.span.end_line, first)]
    depth = min((len(line) - len(line.lstrip()) for line in body if line.strip()), default=0)
    for number, line in enumerate(body, start=first):
        for column in range(depth, len(line.rstrip("\r"))):
            yield number, column + 1
        yield number, len(line) + 1


def _flow(node: ScalarNode, lines: list[str]) -> Iterator[_Spot]:
    span = node.span
    quote = lines[span.line - 1][span.column - 1 : span.column] if node.style is Style.QUOTED else ""
    for number in range(span.line, span.end_line + 1):
        line = lines[number - 1].rstrip("\r")
        start = span.column - 1 + len(quote) if number == span.line else len(line) - len(line.lstrip())
        end = span.end_column - 1 - len(quote) if number == span.end_line else len(line.rstrip())
        column = start
        while column < end:
            yield number, column + 1
            column += _width(line, column, quote)
        if number < span.end_line:
            yield number, len(line.rstrip()) + 1


def _width(line: str, column: int, quote: str) -> int:
    """How many characters of the file write one of the value."""
    if quote == "'" and line[column : column + 2] == "''":
        return 2
    escape = _ESCAPE.match(line, column) if quote == '"' else None
    return len(escape.group()) if escape else 1
