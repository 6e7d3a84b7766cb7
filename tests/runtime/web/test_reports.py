"""Reports as pages: the list, one with its controls, on paper, in both languages, and for whom."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from sqlalchemy import select

from runtime.fields.values import PersonName
from tests.rows import writing
from tests.site import Visitor
from tests.stage import Stage

AsAccount = Callable[[str], Visitor]


@pytest.fixture
def head(stage: Stage, as_account: AsAccount) -> Visitor:
    with writing(stage) as rows:
        for by in ("ana_los_angeles", "ana_los_angeles", "carla_chicago", "gina_madrid"):
            rows.case(rows.person(PersonName("Ana"), by=by), by=by)
    return as_account("dora_titular")


def test_the_list_says_what_each_counts(head: Visitor, as_account: AsAccount) -> None:
    page = head.open("/reports")

    assert "Cuenta casos, personas y actuaciones" in page.text
    assert 'href="/reports/actividad"' in page.text
    assert as_account("ana_los_angeles").open("/reports").status_code == 404


def test_a_report_says_what_it_counts_when_and_of_which(head: Visitor) -> None:
    page = head.open("/reports/actividad?year=2026&when=q1").text

    assert "Cuenta casos, personas y actuaciones" in page
    assert "Trimestre 1 de 2026" in page
    assert "con el reloj de cada oficina" in page
    assert "Consulado en Chicago" in page
    assert "Madrid" not in page
    assert re.search(r'<option value="q1"\s+selected', page)


def test_the_picture_has_words_and_no_style(head: Visitor) -> None:
    page = head.open("/reports/actividad?year=2026&when=y1").text
    picture = page[page.index('role="img"') : page.index("</svg>", page.index('role="img"'))]

    assert 'aria-labelledby="chart-title chart-text"' in picture
    assert '<title id="chart-title">' in picture
    assert "style=" not in page


def test_htmx_gets_the_results_and_their_address(head: Visitor) -> None:
    address = "/reports/actividad?when=y1&year=2026&rows=scope&columns="
    page = head.open(address, **{"HX-Request": "true"})

    assert "<form" not in page.text
    assert "Migratorio" in page.text
    assert page.headers["hx-push-url"] == "/reports/actividad?year=2026&when=y1&rows=scope&columns="


def test_paper_says_who_printed_it(head: Visitor) -> None:
    page = head.open("/reports/actividad/print?year=2026&when=y1").text

    assert "Impreso por Dora Titular" in page
    assert "Consulado en Los Ángeles" in page


def test_files_leave_a_trace_and_other_endings_do_not_exist(head: Visitor, stage: Stage) -> None:
    for kind in ("csv", "xlsx", "pdf"):
        assert head.open(f"/reports/actividad/export.{kind}?year=2026&when=y1").status_code == 200
    assert head.open("/reports/actividad/export.doc").status_code == 404
    assert head.open("/reports/nada").status_code == 404
    event = stage.model.table("event")
    with stage.store.reading() as connection:
        said = connection.scalars(select(event.c.difference).where(event.c.verb == "export")).all()
    assert [one["format"][1] for one in said] == ["csv", "xlsx", "pdf"]
    assert all("when=y1" in one["filters"][1] and one["count"][1] == 6 for one in said)


def test_a_pdf_is_tagged_and_named_after_its_period(head: Visitor, as_account: AsAccount) -> None:
    answer = head.open("/reports/actividad/export.pdf?year=2026&when=q1")

    assert answer.headers["content-type"] == "application/pdf"
    assert 'filename="actividad-2026-q01.pdf"' in answer.headers["content-disposition"]
    assert answer.content.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in answer.content
    assert as_account("ana_los_angeles").open("/reports/actividad/export.pdf").status_code == 404
