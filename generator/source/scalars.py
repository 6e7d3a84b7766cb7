"""Texts that are valid YAML and mean something else than was written: empty, cut by a comma or a #, wrong quotes."""

from __future__ import annotations

import re

from generator.diagnostics import Diagnostic, Span, diagnose
from generator.source.nodes import Entry, ScalarNode, Style

_NOTHINGS = frozenset({"~", "Null", "NULL"})
_COMMENT = re.compile(r"[ \t]+(#[^\s#].*)$")
_OPENING = "“”„«‘’"
_CLOSING = "“”»‘’"


def examine_value(
    key: ScalarNode, value: ScalarNode, before: Entry | None, lines: list[str]
) -> tuple[Diagnostic, ...]:
    """Look at the value of a key.

    Args:
        key: The key.
        value: Its value, which has no tag.
        before: The entry written before, whose text a comma may have split.
        lines: The file's lines.
    """
    if value.style is not Style.PLAIN:
        return ()
    if value.text in _NOTHINGS:
        return (diagnose("Y504", value.span, text=value.text),)
    if not value.text:
        return (_empty(key, value, before, lines),)
    return _traps(value, lines)


def examine_item(item: ScalarNode, lines: list[str]) -> tuple[Diagnostic, ...]:
    """Look at an item of a list, which has no tag."""
    if item.style is not Style.PLAIN:
        return ()
    if item.text in _NOTHINGS or item.text in {"", "null"}:
        return (diagnose("Y508", item.span),)
    return _traps(item, lines)


def _empty(key: ScalarNode, value: ScalarNode, before: Entry | None, lines: list[str]) -> Diagnostic:
    """A key without a colon is the tail of a text that a comma split."""
    end = (key.span.end_line, key.span.end_column)
    has_colon = (value.span.line, value.span.column) != end
    if has_colon or lines[end[0] - 1][end[1] - 1 : end[1]] == ":":
        return diagnose("Y503", key.span, key=key.text)
    head = before.value.text or before.key.text if before and isinstance(before.value, ScalarNode) else ""
    return diagnose("Y505", key.span, text=key.text, whole=f"{head}, {key.text}" if head else key.text)


def _traps(value: ScalarNode, lines: list[str]) -> tuple[Diagnostic, ...]:
    found = []
    if len(value.text) > 1 and value.text[0] in _OPENING and value.text[-1] in _CLOSING:
        found.append(diagnose("Y510", value.span))
    span = value.span
    comment = _COMMENT.match(lines[span.end_line - 1].rstrip("\r"), span.end_column - 1)
    if comment:
        column = comment.start(1) + 1
        place = Span(span.file, span.end_line, column, span.end_line, comment.end(1) + 1)
        found.append(diagnose("Y509", place, comment=comment.group(1).rstrip()))
    return tuple(found)
