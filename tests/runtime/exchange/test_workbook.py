"""XLSX as other programs read it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from runtime.exchange import workbook


def read(data: bytes) -> list[list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return [
        [[*row] for row in book.get_sheet_by_index(place).to_python()]
        for place in range(len(book.sheet_names))
    ]


def write(*batches: list[list[str]], headings: tuple[str, ...] = ("a", "b")) -> bytes:
    return b"".join(workbook.chunks(headings, batches, "Datos"))


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        " blanks ",
        "two\nlines",
        "tab\tinside",
        "<b>&amp;\"'",
        "ñ € 漢字 👍🏽",
        "_x0041_",
        "_x005F_x0041_",
        "00123",
        "true",
    ],
)
def test_texts_come_back_as_they_were(text: str) -> None:
    assert read(write([[text, "end"], ["", text]])) == [[["a", "b"], [text, "end"], ["", text]]]


def test_what_xml_cannot_hold_and_what_excel_cannot_show_is_replaced() -> None:
    rows = read(write([["bell\x07", "x" * 40_000]]))[0]

    assert rows[1][0] == "bell\ufffd"
    assert len(rows[1][1]) == workbook.LONGEST_CELL
    assert rows[1][1].endswith("…")


def test_rows_beyond_a_sheet_go_on_in_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 3)
    sheets = read(write([["1", ""], ["2", ""]], [["3", ""], ["4", ""]], [["5", ""]]))

    assert [[row[0] for row in rows] for rows in sheets] == [["a", "1", "2"], ["a", "3", "4", "5"]]


def test_an_empty_list_is_a_sheet_with_headings() -> None:
    assert read(write()) == [[["a", "b"]]]


def test_it_is_written_as_it_goes() -> None:
    asked = []

    def batches() -> Iterator[list[list[str]]]:
        for place in range(50):
            asked.append(place)
            yield [[f"{place} {letter}", "x"] for letter in "abcdefgh" * 500]

    chunks = workbook.chunks(["a", "b"], batches(), "Datos")
    next(chunks)
    next(chunks)

    assert len(asked) < 5
