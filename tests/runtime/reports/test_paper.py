"""A report on paper: what stands on the sheet, and that what is hidden is nowhere on it."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from runtime.documents import legible, render
from runtime.fields.values import PersonName
from runtime.i18n.messages import message
from runtime.ir.report import Report
from runtime.reports import paper
from runtime.reports.count import Question
from runtime.reports.grid import Box, Grid, Line
from runtime.reports.paper import MOST_COLUMNS, Head, print_out
from runtime.reports.period import Period
from runtime.reports.table import read_table
from runtime.reports.view import find
from runtime.search.listing import lens_of
from runtime.search.reading import Reading
from tests.rows import writing
from tests.stage import Stage

HEAD = Head("Secretaría", "Consulado en Los Ángeles", "por Dora Titular", "PRÁCTICA")
REPORT = Report(
    id="casos",
    label={"es": "Casos", "en": "Cases"},
    counts=("cases",),
    of="case",
    more_by=("office", "state"),
    period="registered_at",
    suppress=5,
    assumed=True,
)


def put_on_paper(stage: Stage, *by: str, language: str = "es") -> bytes:
    context = replace(stage.context("elena_analista"), language=language, message=message(language))
    with stage.store.snapshot() as connection:
        reading = Reading(stage.model, connection, stage.actors["elena_analista"], stage.now, context)
        view = find(stage.model, reading.actor, REPORT)
        assert view is not None
        table = read_table(reading, view, Question(Period("year", 2026), by))
        return print_out(table, lens_of(reading), HEAD)


def fill(stage: Stage) -> None:
    with writing(stage) as rows:
        for by, many in (("ana_los_angeles", 7), ("carla_chicago", 3), ("gina_madrid", 9)):
            for _ in range(many):
                rows.case(rows.person(PersonName("Ana"), by=by), by=by)


@pytest.fixture
def sheet(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What is given to be drawn."""
    kept: dict[str, Any] = {}

    def keep(_: str, data: Mapping[str, Any], __: object) -> bytes:
        kept.update(data)
        return b""

    monkeypatch.setattr(legible, "render", keep)
    return kept


def test_a_sheet_says_whose_it_is_and_of_what(bare: Stage, sheet: dict[str, Any]) -> None:
    fill(bare)
    put_on_paper(bare, "office", language="en")

    assert (sheet["title"], sheet["counted"], sheet["mark"]) == ("Cases", "Counts cases", "PRÁCTICA")
    facts = dict(sheet["facts"])
    assert facts["Office"] == "Consulado en Los Ángeles"
    assert facts["Made"] == "por Dora Titular"
    assert facts["Period"].startswith("2026. By the date the case was registered")
    assert sheet["ends"] == ["Unconfirmed proposal."]


def test_what_is_hidden_in_the_table_is_nowhere_on_paper(bare: Stage, sheet: dict[str, Any]) -> None:
    fill(bare)
    put_on_paper(bare, "office")

    [table] = sheet["tables"]
    numbers = {row[0]: row[1] for row in table["rows"]}
    assert numbers["Consulado en Chicago"] == "*"
    # With one number hidden the total would tell it: another goes with it.
    assert list(numbers.values()).count("*") == 2
    assert table["total"][-1] == "19"
    bars = {bar["label"]: bar for bar in sheet["chart"]["bars"]}
    assert (bars["Consulado en Chicago"]["number"], bars["Consulado en Chicago"]["pieces"]) == ("*", [])
    assert "3" not in json.dumps([numbers, [bar["number"] for bar in bars.values()]])
    assert any("menores de 5" in note for note in sheet["notes"])


def test_no_table_is_wider_than_a_sheet_and_none_of_its_columns_is_lost() -> None:
    line = Line(("fila",), tuple(Box(str(number), number) for number in range(25)))
    headings = tuple(f"c{number}" for number in range(25))
    tables: list[Any] = list(paper._tables(Grid(("Oficina",), headings, (line,), line)))

    assert all(len(table["headings"]) <= MOST_COLUMNS for table in tables)
    assert [name for table in tables for name in table["headings"]] == list(headings)
    assert [text for table in tables for text in table["rows"][0][1:]] == [str(n) for n in range(25)]


def test_it_prints_with_and_without_numbers(bare: Stage) -> None:
    assert put_on_paper(bare, "office", "state").startswith(b"%PDF-")
    fill(bare)
    for by in ((), ("office",), ("office", "state")):
        assert b"/StructTreeRoot" in put_on_paper(bare, *by)


def test_a_name_in_letters_nobody_can_print_does_not_keep_the_numbers_back(
    bare: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(bare)
    drawn: list[str] = []

    def keep(template: str, data: Mapping[str, Any], at: datetime.datetime) -> bytes:
        drawn.append(str(data["organisation"]))
        return render(template, data, at)

    monkeypatch.setattr(legible, "render", keep)
    monkeypatch.setattr(f"{__name__}.HEAD", replace(HEAD, organisation="北京市监狱 서울 (Pekín) {}😀"))
    assert put_on_paper(bare, "office").startswith(b"%PDF")
    assert drawn[-1] == "????? ?? (Pekín) {}?"
