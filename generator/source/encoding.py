"""Bytes to text: UTF-8 and nothing else, with the cure for what editors save instead."""

from __future__ import annotations

import codecs
import re

from generator.diagnostics import Diagnostic, Outcome, Span, diagnose

# Control characters, line breaks that editors do not count, and marks that change the direction of writing.
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
_LONE_RETURN = re.compile(r"\r(?!\n)")
_HARD_INDENT = re.compile(r"^[ ]*[\u00a0\u2007\u202f]", re.MULTILINE)


def decode(data: bytes, file: str) -> Outcome[str]:
    """Read a file's bytes as UTF-8 text with line breaks as they are.

    Args:
        data: The whole file.
        file: Its name in spans.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or _looks_like_utf16(data):
        return Outcome.of("", (diagnose("Y201", Span.at(file)),))
    if b"\x00" in data:
        return Outcome.of("", (diagnose("Y203", Span.at(file)),))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return Outcome.of("", (_not_utf8(data, error.start, file),))
    found: list[Diagnostic] = []
    if text.startswith("\ufeff"):
        text = text[1:]
        found.append(diagnose("Y204", Span.at(file)))
    found.extend(_unseen(text, file))
    return Outcome.of(text, tuple(found))


def show(data: bytes) -> str:
    """A file's bytes as text whatever they are: what is not UTF-8 is read as Windows writes it."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    return text.removeprefix("\ufeff")


def _looks_like_utf16(data: bytes) -> bool:
    """Text of our languages in UTF-16 has a zero in every other byte."""
    head = data[:64]
    return len(head) >= 4 and (not any(head[1::2]) or not any(head[::2]))


def _not_utf8(data: bytes, start: int, file: str) -> Diagnostic:
    before = data[:start].decode("utf-8")
    line = before.count("\n") + 1
    column = len(before) - (before.rfind("\n") + 1) + 1
    letter = data[start : start + 1].decode("cp1252", errors="replace")
    return diagnose("Y202", Span(file, line, column, line, column + 1), letter=letter)


def _unseen(text: str, file: str) -> list[Diagnostic]:
    """One finding of each kind is enough: they come by the hundred."""
    found = []
    for pattern, code in ((_UNSEEN, "Y205"), (_LONE_RETURN, "Y205"), (_HARD_INDENT, "Y206")):
        match = pattern.search(text)
        if match:
            at = match.end() - 1
            line = text.count("\n", 0, at) + 1
            column = at - (text.rfind("\n", 0, at) + 1) + 1
            span = Span(file, line, column, line, column + 1)
            found.append(diagnose(code, span, character=f"U+{ord(text[at]):04X}"))
    return found
