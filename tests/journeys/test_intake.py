"""From nobody to an open case: finding, adding, wrong values first, the same form twice."""

from __future__ import annotations

import pytest

from tests.journeys.answers import CASE_TYPES, PERSON, Answers
from tests.journeys.country import Site
from tests.journeys.officer import Officer
from tests.journeys.steps import CASE, add_person


def test_nobody_is_found_and_the_name_typed_waits_in_the_form(officer: Officer) -> None:
    officer.see("/cases/new")
    officer.fill({"q": "Guadalupe Xicotencatl Nunez"}, having="q")
    assert "No hay nadie con esos datos" in officer.page.text
    officer.follow("Agregar una persona nueva")
    values = officer.form(having="record").values
    assert values["nombre.given"] == ["Guadalupe"]
    assert values["nombre.first"] == ["Xicotencatl"]
    assert values["nombre.second"] == ["Nunez"]
    assert values["nacionalidad_estatus"] == ["en_verificacion"]


def test_a_person_with_wrong_values_is_asked_again_with_everything_typed(
    site: Site, officer: Officer
) -> None:
    officer.see("/people/new")
    typed: Answers = {**PERSON, "nombre.given": "", "nombre.first": "", "correo": "no es correo", "sexo": ""}
    typed["nombre.second"] = ""
    answer = officer.fill(typed, having="record")
    assert answer.status_code == 422
    assert [error.split("?")[0].split(":")[0] for error in officer.errors] == [
        "Nombre completo",
        "Sexo",
        "Correo electrónico",
    ]
    again = officer.form(having="record").values
    assert again["correo"] == ["no es correo"]
    assert again["municipio_origen"] == ["Tlaxiaco"]
    assert again["telefono"] == ["+52 55 5123 4567"]
    assert site.count("person") == 0


def test_a_person_alike_is_shown_with_why_before_another_is_added(site: Site, officer: Officer) -> None:
    add_person(officer)
    officer.see("/people/new")
    officer.fill({**PERSON, "nombre.given": "Maria Guadalupe", "nombre.second": "Nuñez"}, having="record")
    assert "María Guadalupe Xicoténcatl Núñez" in officer.page.text
    assert "Por qué aparece" in officer.page.text
    assert site.count("person") == 1
    officer.fill(having="record", press="distinct")
    assert site.count("person") == 2


def test_a_shared_home_town_makes_nobody_alike(site: Site, officer: Officer) -> None:
    add_person(officer)
    officer.see("/people/new")
    other: Answers = {"nombre.given": "Berta", "nombre.first": "Solís", "nombre.second": "", "telefono": ""}
    officer.fill({**PERSON, **other}, having="record")
    assert officer.url.startswith("/people/")
    assert site.count("person") == 2


@pytest.mark.parametrize("case_type", CASE_TYPES)
def test_a_case_is_opened_after_wrong_values_and_only_once(
    site: Site, officer: Officer, case_type: str
) -> None:
    wrong, right, faulty = CASE_TYPES[case_type]
    about = add_person(officer)
    address = f"/cases/new/{case_type}?person={about}"
    officer.page.one("a", href=address)
    officer.see(address)

    answer = officer.fill(wrong, having="record")
    assert answer.status_code == 422
    summary = officer.page.one("div", class_="govuk-error-summary")
    assert {found["href"].removeprefix("#") for found in summary.all("a")} == faulty
    for control in faulty:
        assert officer.page.all(id=control), f"the summary leads to {control}, which is not there"
    again = officer.form(having="record").values
    for name, value in wrong.items():
        if value:
            assert again[name] == ([value] if isinstance(value, str) else value), name
    assert site.count("cases") == 0

    form = officer.form(having="record")
    answer = officer.fill(right, having="record")
    assert CASE.fullmatch(officer.url), officer.errors
    assert "LAX-" in officer.page.text
    first = officer.url

    # The same form sent again, as an impatient hand does: the same case.
    officer.post(address, data=form.filled(right))
    assert site.count("cases") == 1
    assert site.count("person") == 1
    officer.see(first)
