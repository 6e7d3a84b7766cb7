"""CSV text as rows whose cells have places. Owns the format; must not know what the columns mean or touch the disk."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.diagnostics import Diagnostic, Span, diagnose

_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
_OPENING = re.compile(r'(?:^|,)"')
_OTHER_SIGNS = {";": ";", "\t": "TAB"}
_COMMON_IN_WINDOWS = "cp1252"


@dataclass(frozen=True)
class Cell:
    """One value with its place; outer blanks are gone."""

    text: str
    span: Span


@dataclass(frozen=True)
class Row:
    """The cells of a line by column name, empty ones left out. One that is not whole has cells too many."""

    cells: Mapping[str, Cell]
    start: Span
    is_whole: bool = True


@dataclass(frozen=True)
class Sheet:
    """The rows below the header; not sound where the header itself is wrong."""

    header: Mapping[str, Cell]
    rows: tuple[Row, ...]
    diagnostics: tuple[Diagnostic, ...]
    is_sound: bool = True


def decode(data: bytes, file: str) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """The text of a file saved as UTF-8, with or without the mark some programs put first."""
    if b"\x00" in data:
        return None, (diagnose("R123", Span.at(file)),)
    try:
        return data.decode("utf-8").removeprefix(_MARK), ()
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode("utf-8")) + 1
        letter = data[error.start : error.start + 1].decode(_COMMON_IN_WINDOWS, errors="replace")
        return None, (diagnose("R105", Span.at(file, line, column), letter=letter),)


def parse(text: str, file: str) -> Sheet:
    """Read CSV text: a header, then rows. Lines without any value are skipped."""
    lines = text.splitlines()
    records: list[list[Cell]] = []
    broken = _read(text, lines, file, records)
    if broken is not None:
        return Sheet({}, (), (broken,), is_sound=False)
    if not records:
        return Sheet({}, (), (diagnose("R106", Span.at(file), column="code"),))
    names, *rows = records
    found = list(_header_findings(names, file))
    is_sound = not found
    header = {cell.text: cell for cell in names if cell.text}
    kept: list[Row] = []
    for cells in rows:
        if len(cells) > len(names):
            extra = cells[len(names)]
            found.append(diagnose("R114", extra.span, expected=len(names), count=len(cells)))
        named = {name.text: cell for name, cell in zip(names, cells, strict=False) if cell.text}
        kept.append(Row(named, cells[0].span, is_whole=len(cells) <= len(names)))
    return Sheet(header, tuple(kept), tuple(found), is_sound)


def _header_findings(names: list[Cell], file: str) -> Iterator[Diagnostic]:
    for sign, shown in _OTHER_SIGNS.items():
        if len(names) == 1 and sign in names[0].text:
            yield diagnose("R117", Span.at(file), sign=shown)
    for text, count in Counter(cell.text for cell in names).items():
        if count > 1:
            same = [cell for cell in names if cell.text == text]
            # Of two equal names the second is one too many; of those without one, every one is.
            yield diagnose("R118", same[-1 if text else 0].span, column=text)


def _read(text: str, lines: list[str], file: str, records: list[list[Cell]]) -> Diagnostic | None:
    """Take the records; a quote that goes astray would swallow the rows below, so it ends the reading."""
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    last = 0
    try:
        for values in reader:
            line = last + 1
            last = reader.line_num
            if any(value.strip() for value in values):
                spans = _spans(values, lines, line, file)
                records.append([Cell(value.strip(), span) for value, span in zip(values, spans, strict=True)])
    except csv.Error:
        opened = [match.end() for match in _OPENING.finditer(lines[last])]
        return diagnose("R124", Span.at(file, last + 1, max(opened, default=1)))
    return None


def _spans(values: list[str], lines: list[str], line: int, file: str) -> Iterator[Span]:
    """Where each cell stands; the cells after one with a line break inside get the place of their line."""
    text = lines[line - 1] if line <= len(lines) else ""
    column = 0
    for value in values:
        quoted = text[column : column + 1] == '"'
        written = len(value) + value.count('"') + 2 if quoted else len(value)
        end = min(column + written, len(text))
        yield Span(file, line, min(column, len(text)) + 1, line, max(end, column) + 1)
        column = end + 1
