"""A report as a table: what is shown, what is hidden, that it says what a list says, and what leaves as a file."""

from __future__ import annotations

import io
import random
from typing import Any

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from runtime.fields.values import PersonName
from runtime.ir.report import Report
from runtime.reports import sending
from runtime.reports.count import Question
from runtime.reports.grid import lay_out, list_out, plain_rows
from runtime.reports.paper import Head
from runtime.reports.period import Period
from runtime.reports.table import Table, read_table
from runtime.reports.view import find
from runtime.search import listing
from runtime.search.listing import lens_of
from runtime.search.query import parse
from runtime.search.views import view_of
from runtime.storage import history
from tests.rows import reading, writing
from tests.stage import NOON, Stage

YEAR = Period("year", 2026)


def report(**more: Any) -> Report:
    return Report.model_validate(
        {"id": "reporte", "label": {"es": "Reporte"}, "counts": ("cases",), "of": "case", **more}
    )


HEAD = Head("Cancillería", "Consulado en Chicago", "dora")


def answer_of(stage: Stage, wanted: Report, *by: str, login: str = "dora_titular") -> sending.Answer:
    table = table_of(stage, wanted, *by, login=login)
    with reading(stage, login) as look:
        return sending.Answer(table, lens_of(look), HEAD)


def table_of(stage: Stage, wanted: Report, *by: str, login: str = "dora_titular") -> Table:
    stage.model.memory.forget()
    view = find(stage.model, stage.actors[login], wanted)
    assert view is not None
    with reading(stage, login) as look:
        return read_table(look, view, Question(YEAR, by))


@pytest.fixture
def filled(bare: Stage) -> Stage:
    rng = random.Random(11)
    with writing(bare) as rows:
        for place in range(40):
            person = rows.person(PersonName("Ana"), sexo=rng.choice(("mujer", "hombre")))
            by = "carla_chicago" if place < 3 else "ana_los_angeles"
            rows.case(person, by=by, kind="detencion" if place % 4 else "salarios", state="recibido")
    return bare


def texts(table: Table) -> list[list[str]]:
    grid = lay_out(table)
    return [[*line.names, *(box.text for box in line.boxes)] for line in (*grid.lines, grid.total)]


def test_two_dimensions_cross_and_add_up(filled: Stage) -> None:
    table = table_of(filled, report(by=("office", "case_type")), "office", "case_type")

    assert lay_out(table).headings == ("Detención", "Salarios no pagados", "Total")
    assert texts(table) == [
        ["Consulado en Chicago", "2", "1", "3"],
        ["Consulado en Los Ángeles", "28", "9", "37"],
        ["Total", "30", "10", "40"],
    ]


def test_small_numbers_and_what_would_tell_them_are_hidden_on_screen_and_in_files(filled: Stage) -> None:
    table = table_of(filled, report(by=("office", "case_type"), suppress=5), "office", "case_type")

    assert texts(table) == [
        ["Consulado en Chicago", "*", "*", "*"],
        ["Consulado en Los Ángeles", "*", "*", "*"],
        ["Total", "30", "10", "40"],
    ]
    for row in plain_rows(list_out(table)):
        if "Consulado en Chicago" in row:
            assert row[-1] == "*"


def test_a_report_and_a_list_agree(filled: Stage) -> None:
    by_office = table_of(filled, report(by=("office",), where={"state": ("recibido",)}), "office")
    lists = filled.model.registry.lists
    with reading(filled, "dora_titular") as look:
        view = view_of(filled.model, look.actor, next(one for one in lists if one.id == "casos"))
        for office, count in (("con_chicago", 3), ("con_los_angeles", 37)):
            asked = parse(view, listing.lens_of(look), {"office": [office], "state": ["recibido"]})
            found = listing.page(look, view, asked.query)
            assert found.total == count
            assert by_office.number((office,), by_office.measures[0]) == count


def test_a_file_leaves_a_trace_with_the_question_and_how_much_left(filled: Stage) -> None:
    answer = answer_of(filled, report(by=("office",)), "office")
    entry = history.Entry(
        verb="export",
        entity="case",
        record_id="report reporte",
        at=NOON,
        account_id=filled.actors["dora_titular"].account_id,
        office_id="emb_usa",
        difference=sending.difference(answer.table, "year=2026", "csv"),
    )
    sent = sending.send_out(filled.store, filled.model, entry, answer, "csv")
    lines = b"".join(sent.chunks).decode("utf-8-sig").splitlines()

    assert lines == [
        "Periodo,Oficina,Casos",
        "2026,Consulado en Chicago,3",
        "2026,Consulado en Los Ángeles,37",
        "2026,Total,40",
    ]
    event = filled.model.table("event")
    with filled.store.reading() as connection:
        stored = connection.execute(select(event).where(event.c.record_id == "report reporte")).one()
    assert stored.difference["count"] == [None, 2]
    assert stored.difference["filters"] == [None, "year=2026"]


def test_a_name_like_a_formula_is_text_in_a_file(bare: Stage) -> None:
    with writing(bare) as rows:
        prison = rows.counterpart("=2+2")
        case = rows.case(rows.person(PersonName("Ana")))
        rows.action(case, kind="visita", centro=prison)
    wanted = report(counts=("actions",), of="action_visita", by=("visita.centro",))
    answer = answer_of(bare, wanted, "visita.centro")
    entry = history.Entry("export", "action", "report reporte", NOON, None, None)
    sent = sending.send_out(bare.store, bare.model, entry, answer, "csv")
    assert "2026,'=2+2,1" in b"".join(sent.chunks).decode("utf-8-sig").splitlines()


def test_a_workbook_has_numbers_that_add_up_and_says_what_they_are(filled: Stage) -> None:
    answer = answer_of(filled, report(by=("office",)), "office")
    entry = history.Entry("export", "case", "report reporte", NOON, None, None)
    sent = sending.send_out(filled.store, filled.model, entry, answer, "xlsx")
    book = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(sent.chunks)))

    assert book.get_sheet_by_index(0).to_python() == [
        ["Oficina", "Casos"],
        ["Consulado en Chicago", 3.0],
        ["Consulado en Los Ángeles", 37.0],
        ["Total", 40.0],
    ]
    assert book.get_sheet_by_index(1).to_python()[0] == ["Reporte"]
    assert "casos" in str(book.get_sheet_by_index(1).to_python()[1])
