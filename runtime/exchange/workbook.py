"""XLSX, as a stream of one table or a small book of several: text cells, and numbers in small books. Owns the format."""

from __future__ import annotations

import decimal
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import IO, cast

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS = 1_000_000
"""Excel takes 1,048,576 rows in a sheet."""
LONGEST_CELL = 32_767
"""Excel takes no longer text in a cell; what is longer is cut and ends in an ellipsis."""

LONGEST_TAB = 31

_NOT_IN_TABS = re.compile(r"[\[\]:*?/\\]")
_NO_DATE = (1980, 1, 1, 0, 0, 0)
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"

_ROW, _CELL = "\x1e", "\x1f"  # separators no text can hold: XML forbids them
_CELL_OPEN = '<c t="inlineStr"><is><t xml:space="preserve">'
_CELL_CLOSE = "</t></is></c>"
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1d\ufffe\uffff\ud800-\udfff]")
# Excel reads _x0041_ as a letter by its number: such a text has to be written so that it comes back as it was.
_NUMBERED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


class _Sink:
    """What the archive is written to: bytes wait here until they are sent on."""

    def __init__(self) -> None:
        self._waiting: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._waiting.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        return

    def take(self) -> bytes:
        data = b"".join(self._waiting)
        self._waiting.clear()
        return data


def chunks(
    headings: Sequence[str], batches: Iterable[Sequence[Sequence[str]]], title: str
) -> Iterator[bytes]:
    """Write a workbook with a bold first row that stays in view.

    Args:
        headings: the first row of each sheet.
        batches: rows of texts, some at a time.
        title: name of the first sheet; further ones get a number.
    """
    sink = _Sink()
    coming = iter(batches)
    batch = next(coming, ())
    sheets = 0
    with zipfile.ZipFile(cast("IO[bytes]", sink), "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        while batch or sheets == 0:
            sheets += 1
            with archive.open(f"xl/worksheets/sheet{sheets}.xml", "w", force_zip64=True) as part:
                part.write(_head(headings))
                rows = 0
                while batch and rows + len(batch) <= MOST_ROWS:
                    part.write(_rows(batch))
                    yield sink.take()
                    rows += len(batch)
                    batch = next(coming, ())
                part.write(b"</sheetData></worksheet>")
        names = [title if number == 1 else f"{title} {number}" for number in range(1, sheets + 1)]
        for name, text in _parts(names).items():
            archive.writestr(name, _DECLARATION + text)
    yield sink.take()


Number = int | float | decimal.Decimal


@dataclass(frozen=True)
class Sheet:
    """One sheet of a small workbook: its name on the tab, its first row, its rows. Numbers are cells that add up."""

    name: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str | Number]]


def book(sheets: Sequence[Sheet]) -> bytes:
    """Write a small workbook of several sheets; names are cut and told apart as Excel wants them."""
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        parts = {
            f"xl/worksheets/sheet{number}.xml": _head(sheet.headings).decode()
            + "".join(map(_row, sheet.rows))
            + "</sheetData></worksheet>"
            for number, sheet in enumerate(sheets, 1)
        }
        around = {name: _DECLARATION + text for name, text in _parts(_tabs(sheets)).items()}
        for name, text in (parts | around).items():
            # A fixed date: the same sheets give the same bytes.
            archive.writestr(zipfile.ZipInfo(name, _NO_DATE), text, zipfile.ZIP_DEFLATED)
    return sink.getvalue()


def _tabs(sheets: Sequence[Sheet]) -> list[str]:
    """Names Excel takes: 31 letters, none of its signs, no two alike."""
    names: list[str] = []
    for sheet in sheets:
        name = _NOT_IN_TABS.sub(" ", sheet.name).strip("' ")[:LONGEST_TAB] or "–"
        number = 1
        while name.casefold() in {known.casefold() for known in names}:
            number += 1
            ending = f" {number}"
            name = name[: LONGEST_TAB - len(ending)] + ending
        names.append(name)
    return names


def _row(cells: Sequence[str | Number]) -> str:
    texts = (_rows([[cell]]).decode() if isinstance(cell, str) else f"<c><v>{cell}</v></c>" for cell in cells)
    return "<row>" + "".join(text.removeprefix("<row>").removesuffix("</row>") for text in texts) + "</row>"


def _rows(batch: Iterable[Sequence[str]]) -> bytes:
    text = _ROW.join([_CELL.join(_fitting(row)) for row in batch])
    if _FORBIDDEN.search(text):
        text = _FORBIDDEN.sub("\ufffd", text)
    if "_x" in text:
        text = _NUMBERED.sub("_x005F_", text)
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")
    text = text.replace(_ROW, _CELL_CLOSE + "</row><row>" + _CELL_OPEN).replace(
        _CELL, _CELL_CLOSE + _CELL_OPEN
    )
    return f"<row>{_CELL_OPEN}{text}{_CELL_CLOSE}</row>".replace(_CELL_OPEN + _CELL_CLOSE, "<c/>").encode()


def _fitting(row: Sequence[str]) -> Sequence[str]:
    if max(map(len, row)) <= LONGEST_CELL:
        return row
    return [text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1] + "…" for text in row]


def _head(headings: Sequence[str]) -> bytes:
    bold = _rows([headings]).decode().replace("<c t", '<c s="1" t')
    return (
        f'{_DECLARATION}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f'<cols><col min="1" max="{max(1, len(headings))}" width="22" customWidth="1"/></cols><sheetData>{bold}'
    ).encode()


def _parts(names: Sequence[str]) -> dict[str, str]:
    """The small files around the sheets, which have these names."""
    numbers = range(1, len(names) + 1)
    listed = "".join(
        f'<sheet name="{escape(name)}" sheetId="{number}" r:id="rId{number}"/>'
        for number, name in zip(numbers, names, strict=True)
    )
    related = "".join(
        f'<Relationship Id="rId{number}" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number in numbers
    )
    typed = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        for number in numbers
    )
    return {
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{related}'
        f'<Relationship Id="styles" Type="{_RELATIONS}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
        '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill '
        'patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1">'
        '<border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf xfId="0"/>'
        '<xf xfId="0" fontId="1" applyFont="1"/></cellXfs></styleSheet>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override '
        f'PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" '
        f'ContentType="{_TYPE}.styles+xml"/>{typed}</Types>',
    }
