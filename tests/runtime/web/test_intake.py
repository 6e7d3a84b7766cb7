"""Finding or adding a person and opening a case, by HTTP and without scripts."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from html import unescape

import pytest
from sqlalchemy import func, select

from tests.site import Visitor, title
from tests.stage import Stage

As = Callable[[str], Visitor]

NEW = "/people/new?next=case"
DETAINED = {
    "detenido_el.day": "9",
    "detenido_el.month": "3",
    "detenido_el.year": "2026",
    "detenido_el.time": "10:30",
}


@pytest.fixture
def ana(as_account: As) -> Visitor:
    return as_account("ana_los_angeles")


def hidden(text: str, name: str) -> str:
    """Return the value of a control in a page."""
    found = re.search(rf'name="{re.escape(name)}"[^>]*value="([^"]*)"', text)
    assert found is not None, f"no control {name}"
    return unescape(found[1])


def count(stage: Stage, table: str) -> int:
    with stage.store.reading() as connection:
        return connection.scalar(select(func.count()).select_from(stage.model.table(table))) or 0


def test_a_person_is_found_however_spelt_and_it_says_why(stage: Stage, ana: Visitor) -> None:
    person = stage.add_person(nombre__given="Juan", nombre__first="González")

    page = ana.open("/cases/new?q=gonsalez")

    assert f"/cases/new?person={person}" in page.text
    assert "Nombre: parecido" in page.text


def test_a_search_while_typing_gets_only_the_matches(stage: Stage, ana: Visitor) -> None:
    stage.add_person()

    part = ana.open("/cases/new?q=garcia", **{"HX-Request": "true"})

    assert "Ana García" in part.text
    assert "<html" not in part.text


def test_what_was_typed_is_carried_to_the_new_person(ana: Visitor) -> None:
    page = ana.open("/people/new?next=case&typed=María+Luisa+Pérez+Gómez")

    assert hidden(page.text, "nombre.given") == "María Luisa"
    assert hidden(page.text, "nombre.first") == "Pérez"
    assert hidden(page.text, "nombre.second") == "Gómez"


def test_a_possible_duplicate_is_shown_before_a_person_is_stored(stage: Stage, ana: Visitor) -> None:
    known = stage.add_person()
    record = hidden(ana.open(NEW).text, "record")
    typed = {"record": record, "nombre.given": "Ana", "nombre.first": "Garcia", "nombre.second": "Nunez"}

    asked = ana.submit(NEW, typed)
    assert "¿Es ella?" in asked.text
    assert f"/cases/new?person={known}" in asked.text
    assert hidden(asked.text, "record") == record
    assert count(stage, "person") == 1

    stored = ana.submit(NEW, {**typed, "distinct": "1"})
    assert stored.url.query == f"person={record}".encode()
    assert count(stage, "person") == 2


def test_a_doubtful_value_is_confirmed_not_refused(stage: Stage, ana: Visitor) -> None:
    record = hidden(ana.open(NEW).text, "record")
    typed = {"record": record, "nombre.given": "Luz", "curp": "LOMA900101MDFPRN05"}

    doubted = ana.submit(NEW, typed)
    assert doubted.status_code == 422
    assert 'name="curp.confirm"' in doubted.text
    assert count(stage, "person") == 0

    ana.submit(NEW, {**typed, "curp.confirm": "1"})
    assert count(stage, "person") == 1


def test_case_types_are_offered_by_scope(stage: Stage, ana: Visitor) -> None:
    person = stage.add_person()

    page = ana.open(f"/cases/new?person={person}")

    assert (
        page.text.index("Migratorio") < page.text.index("/cases/new/detencion") < page.text.index("Laboral")
    )


def test_wrong_values_are_shown_beside_their_fields_and_stay(stage: Stage, ana: Visitor) -> None:
    url = f"/cases/new/detencion?person={stage.add_person()}"
    record = hidden(ana.open(url).text, "record")

    page = ana.submit(
        url, {"record": record, "detenido_el.day": "41", "detenido_el.year": "2026", "resultado": "<b>"}
    )

    assert page.status_code == 422
    assert title(page).startswith("Error:")
    assert '<a href="#detenido_el-' in page.text
    assert "govuk-error-message" in page.text
    assert hidden(page.text, "detenido_el.day") == "41"
    assert hidden(page.text, "resultado") == "<b>"
    assert hidden(page.text, "record") == record
    assert count(stage, "cases") == 0


def test_an_answer_and_a_reason_for_none_are_questioned(stage: Stage, ana: Visitor) -> None:
    url = f"/cases/new/detencion?person={stage.add_person()}"
    ana.open(url)

    page = ana.submit(url, {**DETAINED, "notificado": "si", "notificado.unknown": "se_desconoce"})

    assert page.status_code == 422
    assert 'href="#notificado-unknown"' in page.text
    assert 'id="notificado-unknown"' in page.text


def test_the_same_form_sent_twice_is_one_case(stage: Stage, ana: Visitor) -> None:
    url = f"/cases/new/detencion?person={stage.add_person()}"
    record = hidden(ana.open(url).text, "record")

    first = ana.submit(url, {**DETAINED, "record": record})
    again = ana.submit(url, {**DETAINED, "record": record})

    assert first.url.path == again.url.path == f"/cases/{record}"
    assert count(stage, "cases") == 1


def test_a_broken_record_id_gets_a_new_one(stage: Stage, ana: Visitor) -> None:
    url = f"/cases/new/detencion?person={stage.add_person()}"
    ana.open(url)

    opened = ana.submit(url, {**DETAINED, "record": "'; drop table cases"})

    uuid.UUID(opened.url.path.removeprefix("/cases/"))
    assert count(stage, "cases") == 1


def test_a_form_is_offered_again_as_it_was_left(stage: Stage, ana: Visitor, as_account: As) -> None:
    url = f"/cases/new/detencion?person={stage.add_person()}"
    page = ana.open(url)
    key = hidden(page.text, "draft")
    kept = {"draft": key, "record": hidden(page.text, "record"), "resultado": "a medias"}

    assert ana.submit("/drafts", kept).status_code == 204

    offered = ana.open(url)
    assert "Tiene un borrador" in offered.text
    assert "a medias" not in offered.text
    taken = ana.open(f"{url}&draft=continue")
    assert hidden(taken.text, "resultado") == "a medias"
    assert hidden(taken.text, "record") == kept["record"]
    assert "Tiene un borrador" not in as_account("beto_los_angeles").open(url).text

    ana.submit("/drafts/discard", {"draft": key, "next": url})
    assert "Tiene un borrador" not in ana.open(url).text


def test_a_draft_is_gone_once_the_form_is_saved(stage: Stage, ana: Visitor) -> None:
    url = f"/cases/new/detencion?person={stage.add_person()}"
    key = hidden(ana.open(url).text, "draft")
    ana.submit("/drafts", {"draft": key, "resultado": "a medias"})
    ana.open(url)

    ana.submit(url, DETAINED)

    assert count(stage, "draft") == 0


def test_a_person_of_another_office_is_not_there(stage: Stage, ana: Visitor) -> None:
    theirs = stage.add_person("carla_chicago")

    assert ana.open(f"/people/{theirs}").status_code == 404
    assert ana.open(f"/cases/new?person={theirs}").status_code == 404
    assert ana.open(f"/cases/new/detencion?person={theirs}").status_code == 404


def test_who_may_not_open_cases_is_told_so(as_account: As) -> None:
    analyst = as_account("elena_analista")

    assert analyst.open("/cases/new").status_code == 403
    assert analyst.open("/people/new").status_code == 403


def test_a_reference_is_searched_without_scripts(stage: Stage, ana: Visitor) -> None:
    ana.open("/registers/contraparte/new")
    added = ana.submit(
        "/registers/contraparte/new", {"denominacion": "Cárcel de Adelanto", "clase": "carcel"}
    )
    counterpart = added.url.path.rpartition("/")[2]
    url = f"/cases/new/detencion?person={stage.add_person()}"
    ana.open(url)

    found = ana.submit(url, {**DETAINED, "search": "centro", "centro.search": "adelanto"})
    assert f'name="centro" value="{counterpart}"' in found.text
    assert hidden(found.text, "detenido_el.day") == "9"
    assert count(stage, "cases") == 0

    opened = ana.submit(url, {**DETAINED, "centro": counterpart})
    assert "Cárcel de Adelanto" in opened.text
