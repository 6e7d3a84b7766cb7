"""A group of fields several times: its rows come, are kept, shown, corrected and exported."""

from __future__ import annotations

import datetime
import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from runtime.records import correction
from runtime.storage.session import open_store
from tests.runtime.web.hearings import SECTION, with_hearings
from tests.site import Visitor, open_site
from tests.stage import DETAINED, Stage, build_stage, write_revision

_NUMBERS = itertools.count()


def row(number: int, day: str = "", court: str = "", **more: str) -> dict[str, str]:
    """The controls of one row."""
    start = f"audiencias.{number}"
    dated = (
        {f"{start}.fecha.day": day, f"{start}.fecha.month": "3", f"{start}.fecha.year": "2026"} if day else {}
    )
    return dated | {f"{start}.corte": court} | {f"{start}.{name}": text for name, text in more.items()}


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def stage(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Stage]:
    """Both databases: rows travel through each one's own JSON."""
    if request.param == "sqlite":
        yield request.getfixturevalue("sqlite_stage")
        return
    database, name = request.getfixturevalue("postgresql"), f"repeat_{next(_NUMBERS)}"
    opened = open_store(database.create(name, request.getfixturevalue("postgresql_template")))
    write_revision(tmp_path)
    yield build_stage(opened, tmp_path)
    opened.close()
    database.drop(name)


@pytest.fixture
def hearings(stage: Stage, tmp_path: Path) -> Stage:
    return with_hearings(stage, tmp_path / "varied")


def test_rows_are_stored_and_come_back(hearings: Stage) -> None:
    case_id = hearings.add_case(
        controls={
            "audiencias.rows": "3",
            **row(0, "11", "=Corte"),
            **row(1),
            **row(2, "12", **{"corte.unknown": "se_desconoce"}),
        }
    )
    stored = hearings.stored("case_detencion", case_id)
    assert stored.values["audiencias"] == (
        {"fecha": datetime.date(2026, 3, 11), "corte": "=Corte"},
        {"fecha": datetime.date(2026, 3, 12), "unknown": {"corte": "se_desconoce"}},
    )
    only_one = hearings.submit(
        "case_detencion",
        {
            **DETAINED,
            "audiencias.rows": "1",
            **row(0, "12", **{"fianza.amount": "9.5", "fianza.currency": "USD"}),
        },
        current=stored.current,
    )
    with hearings.work() as work:
        correction.correct(work, "case_detencion", case_id, only_one, stored.version)
    (kept,) = hearings.stored("case_detencion", case_id).values["audiencias"]
    assert str(kept["fianza"].amount) == "9.50"


def open_form(hearings: Stage, folder: Path) -> tuple[Visitor, str, dict[str, str]]:
    visitor = Visitor(open_site(hearings, folder))
    visitor.sign_in("ana_los_angeles")
    page = f"/cases/new/detencion?person={hearings.add_person()}"
    return visitor, page, {**DETAINED, "record": _value(visitor.open(page).text, "record")}


def test_rows_are_added_and_removed_without_losing_what_is_typed(hearings: Stage, tmp_path: Path) -> None:
    visitor, page, typed = open_form(hearings, tmp_path)
    first = visitor.submit(page, {**typed, "audiencias.rows": "", "add-row": "audiencias"})
    assert first.status_code == 200
    assert _value(first.text, "audiencias.rows") == "1"
    assert 'name="audiencias.0.fecha.day"' in first.text
    two = {"audiencias.rows": "2", **row(0, "11", "Primera"), **row(1, "12", "Segunda")}
    fewer = visitor.submit(page, {**typed, **two, "remove-row": "audiencias.0"})
    assert _value(fewer.text, "audiencias.rows") == "1"
    assert _value(fewer.text, "audiencias.0.corte") == "Segunda"
    assert "Primera" not in fewer.text
    assert _value(fewer.text, "detenido_el.time") == "08:30"
    full = visitor.submit(page, {**typed, "audiencias.rows": "2", "add-row": "audiencias"})
    assert 'name="add-row"' not in full.text


def test_each_fault_stands_at_its_row_and_field(hearings: Stage, tmp_path: Path) -> None:
    visitor, page, typed = open_form(hearings, tmp_path)
    wrong = {"audiencias.rows": "2", **row(0, "11", "Primera"), **row(1, "99", "x" * 201)}
    answer = visitor.submit(page, {**typed, **wrong})
    assert answer.status_code == 422
    assert 'id="audiencias-1-fecha-error"' in answer.text
    assert 'id="audiencias-1-corte-error"' in answer.text
    assert 'id="audiencias-0-fecha-error"' not in answer.text
    assert "Audiencias 2: Fecha" in answer.text
    lacking = visitor.submit(page, {**typed, "audiencias.rows": "1", **row(0, "", "Primera")})
    assert lacking.status_code == 422
    assert 'href="#audiencias-0-fecha-' in lacking.text


def test_the_page_has_a_table_and_the_history_the_rows_that_differ(hearings: Stage, tmp_path: Path) -> None:
    visitor, page, typed = open_form(hearings, tmp_path)
    two = {"audiencias.rows": "2", **row(0, "11", "Primera"), **row(1, "12", "Segunda")}
    opened = visitor.submit(page, {**typed, **two})
    assert re.search(r"<th[^>]*>Corte</th>", opened.text)
    assert re.search(r"<td[^>]*>Segunda</td>", opened.text)
    edit = f"{opened.url.path}/edit/{SECTION}"
    form = visitor.open(edit)
    assert _value(form.text, "audiencias.1.corte") == "Segunda"
    version = _value(form.text, "version")
    changed = {"audiencias.rows": "2", **row(0, "11", "Primera"), **row(1, "12", "Tercera")}
    saved = visitor.submit(edit, {**DETAINED, **changed, "version": version})
    assert "Tercera" in saved.text
    history = visitor.open(f"{opened.url.path}/history").text
    newest = history.split("moj-timeline__item")[1]
    assert re.search(r"<del>[^<]*Segunda</del>", newest)
    assert "Primera" not in newest
    printed = visitor.open(f"{opened.url.path}/print").text
    assert re.search(r"<td[^>]*>Tercera</td>", printed)


def _value(html: str, name: str) -> str:
    found = re.search(rf'<input[^>]*name="{re.escape(name)}"[^>]*>', html)
    assert found, name
    value = re.search(r'value="([^"]*)"', found[0])
    return value[1] if value else ""
