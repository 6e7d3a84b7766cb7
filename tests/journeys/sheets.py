"""Opening downloads as their readers do: CSV row by row, XLSX cell by cell. Must not download."""

from __future__ import annotations

import csv
import io

from python_calamine import CalamineWorkbook

BOM = "\ufeff"


def read_csv(content: bytes) -> list[list[str]]:
    """Return the rows of a CSV file for spreadsheets, heading first, guarded as they are."""
    text = content.decode("utf-8")
    assert text.startswith(BOM), "a spreadsheet would not know the encoding"
    return list(csv.reader(io.StringIO(text.removeprefix(BOM), newline="")))


def read_xlsx(content: bytes) -> list[list[str]]:
    """Return the rows of the first sheet, heading first; every cell must be text, empty or a number."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return [
        [str(cell) for cell in row] for row in book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    ]
