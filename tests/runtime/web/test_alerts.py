"""What must be read before all else: on the pages of a case and of its person, on paper, and for whom."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from starlette.applications import Starlette

from runtime.http.context import Visit
from runtime.web.alerts import alerts_of
from tests.site import Visitor, open_site
from tests.stage import Stage
from tests.variant import vary

BOX = "Lea esto antes de comunicarse o actuar"


@pytest.fixture
def stage(sqlite_stage: Stage, tmp_path: Path) -> Stage:
    warning = {"alert": True}
    return vary(sqlite_stage, tmp_path, fields={"person.nota": warning, "case_detencion.salud": warning})


@pytest.fixture
def site(stage: Stage, tmp_path: Path) -> Starlette:
    return open_site(stage, tmp_path)


def test_warnings_head_the_case_on_screen_and_on_paper(
    stage: Stage, as_account: Callable[[str], Visitor]
) -> None:
    person = stage.add_person(nota="Escribir a su hermana", telefono="+1 213 555 0100")
    url = f"/cases/{stage.add_case(person, {'salud': 'No llamar de noche'})}"
    ana = as_account("ana_los_angeles")
    for path in (url, f"{url}/print"):
        text = ana.open(path).text
        box = text[text.index(BOX) :]
        assert "<strong>No llamar de noche</strong>" in box
        assert "<strong>Escribir a su hermana</strong>" in box
        assert text.index(BOX) < text.index('id="section-')


def test_a_person_warns_of_what_their_cases_say_before_the_telephone(
    stage: Stage, as_account: Callable[[str], Visitor]
) -> None:
    person = stage.add_person(nota="Escribir a su hermana", telefono="+1 213 555 0100")
    case = stage.add_case(person, {"salud": "No llamar de noche"})
    stage.add_case(person, {"salud": "No llamar de noche"})
    text = as_account("ana_los_angeles").open(f"/people/{person}").text
    assert text.count("No llamar de noche") == 1, "said once, however many cases say it"
    assert text.index(BOX) < text.index("No llamar de noche") < text.index("213")
    assert f'href="/cases/{case}"' in text


def test_nothing_warns_where_nothing_is_filled_in_or_seen(
    stage: Stage, as_account: Callable[[str], Visitor]
) -> None:
    person = stage.add_person()
    empty, full = stage.add_case(person), stage.add_case(person, {"salud": "No llamar de noche"})
    assert BOX not in as_account("ana_los_angeles").open(f"/cases/{empty}").text
    page = as_account("fidel_becario").open(f"/cases/{full}")
    assert page.status_code == 200
    assert BOX not in page.text


@pytest.mark.parametrize(("value", "words"), [(True, [""]), (False, [])])
def test_yes_warns_by_its_label_and_no_does_not_warn(
    sqlite_stage: Stage, tmp_path: Path, value: bool, words: list[str]
) -> None:
    is_boolean = {"alert": True, "type": "boolean", "options": {}}
    stage = vary(sqlite_stage, tmp_path, fields={"case_detencion.resultado": is_boolean})
    visit = SimpleNamespace(
        model=stage.model,
        actor=stage.actors["ana_los_angeles"],
        language="es",
        context=stage.context(),
    )
    found = alerts_of(cast(Visit, visit), "case_detencion", {"resultado": value})
    assert [line.words for line in found] == words


def test_a_restricted_case_says_that_it_is(stage: Stage, as_account: Callable[[str], Visitor]) -> None:
    ana = as_account("ana_los_angeles")
    assert "Caso reservado" in ana.open(f"/cases/{stage.add_case(case_type='case_salarios')}").text
    assert "Caso reservado" not in ana.open(f"/cases/{stage.add_case()}").text
