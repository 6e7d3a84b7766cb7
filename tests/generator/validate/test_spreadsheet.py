"""CSV text as rows with places, as spreadsheets really save it."""

from __future__ import annotations

from generator.validate.spreadsheet import decode, parse


def test_cells_have_their_places_behind_quotes() -> None:
    sheet = parse('code,es,en\n01,"Robo, ""asalto""", Robbery \n', "a.csv")

    cells = sheet.rows[0].cells
    assert {name: cell.text for name, cell in cells.items()} == {
        "code": "01",
        "es": 'Robo, "asalto"',
        "en": "Robbery",
    }
    assert {name: (cell.span.line, cell.span.column) for name, cell in cells.items()} == {
        "code": (2, 1),
        "es": (2, 4),
        "en": (2, 23),
    }


def test_a_row_after_a_line_break_in_a_cell_keeps_its_line() -> None:
    sheet = parse('code,es\n01,"uno\ndos"\n\n02,tres\n', "a.csv")

    assert [row.cells["code"].span.line for row in sheet.rows] == [2, 5]


def test_the_mark_of_excel_is_no_part_of_the_first_column() -> None:
    text, found = decode("\ufeffcode,es\n01,Uno\n".encode(), "a.csv")

    assert found == ()
    assert text is not None
    assert list(parse(text, "a.csv").header) == ["code", "es"]


def test_lines_of_commas_are_no_rows() -> None:
    assert len(parse("code,es\n01,Uno\n,\n,\n", "a.csv").rows) == 1


def test_an_open_quote_is_told_and_swallows_no_rows() -> None:
    sheet = parse('code,es\n01,Uno\n02,"Dos\n03,Tres\n', "a.csv")

    assert [(one.code, str(one.span)) for one in sheet.diagnostics] == [("R124", "a.csv:3:4")]
    assert not sheet.is_sound


def test_columns_parted_by_tabs_are_told_apart() -> None:
    (found,) = parse("code\tes\n01\tUno\n", "a.csv").diagnostics

    assert (found.code, found.arguments["sign"]) == ("R117", "TAB")


def test_a_workbook_under_another_name_is_no_text() -> None:
    text, found = decode("code,es\n".encode("utf-16"), "a.csv")

    assert text is None
    assert [one.code for one in found] == ["R123"]


def test_carriage_returns_do_not_move_lines() -> None:
    sheet = parse("code,es\r\n01,Uno\r\n02,Dos\r\n", "a.csv")

    assert [(row.cells["es"].text, row.cells["es"].span.line) for row in sheet.rows] == [
        ("Uno", 2),
        ("Dos", 3),
    ]
