"""A country that speaks English alone, in a real browser: a new person, cases of three types, nothing left in Spanish."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ViewportSize, expect

from tests.browser.traveller import Traveller
from tests.journeys.answers import DETENTION, REMAINS, WAGES, Answers
from tests.journeys.country import build_country
from tests.journeys.process import serve
from tests.journeys.shipped import OFFICER, SHIPPED, staff
from tests.site import PASSWORD

pytestmark = pytest.mark.browser

SIZES: dict[str, ViewportSize] = {
    "desktop": {"width": 1280, "height": 900},
    "phone": {"width": 390, "height": 844},
}
PERSON: Answers = {
    "nombre.given": "Alfonso",
    "nombre.first": "Cayetano",
    "sexo": "hombre",
    "nacimiento.age": "34",
    "estado_origen": "tol",
    "nacionalidad_estatus": "presunta",
}
CASES = {"detencion_migratoria": DETENTION, "traslado_restos": REMAINS, "salarios_no_pagados": WAGES}
SPANISH = ("¿", "ción", " el ", " la ")
"""Signs of a page that nobody translated. Names of people and places have none of them here."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where Belize's registry is served."""
    country = build_country(tmp_path_factory.getbasetemp() / "country", SHIPPED["belize"])
    folder = tmp_path_factory.mktemp("served")
    url = f"sqlite:///{folder / 'registry.sqlite3'}"
    country.migrate(url, staff(country.instance.registry))
    with serve(country, url, folder) as served:
        yield served.address


@pytest.mark.parametrize("size", SIZES)
def test_a_morning_at_the_desk(
    request: pytest.FixtureRequest, address: str, browser: Browser, size: str
) -> None:
    context = browser.new_context(
        base_url=address,
        viewport=SIZES[size],
        locale="en-BZ",
        timezone_id="America/Belize",
        is_mobile=size == "phone",
        has_touch=size == "phone",
    )
    context.set_default_timeout(30_000)
    pictures: Path | None = request.config.getoption("--pictures", default=None)
    traveller = Traveller(context.new_page(), f"belize-{size}", True, pictures)
    sign_in(traveller)
    choice = add_person(traveller)
    for case_type, answers in CASES.items():
        open_case(traveller, choice, case_type, answers)
    context.close()
    traveller.done()


def look(traveller: Traveller, what: str) -> None:
    """Look at a page for faults and for words nobody translated."""
    traveller.look(what)
    said = f" {traveller.page.locator('body').inner_text()} "
    traveller.faults += [f"{what}: {sign!r} in an English registry" for sign in SPANISH if sign in said]


def sign_in(traveller: Traveller) -> None:
    traveller.page.goto("/sign-in")
    look(traveller, "sign-in")
    traveller.type({"login": OFFICER, "password": PASSWORD})
    traveller.press("main form button[type=submit]")
    expect(traveller.page.locator("html")).to_have_attribute("lang", "en")
    look(traveller, "desk")


def add_person(traveller: Traveller) -> str:
    """Add a person; return the address where a case type is chosen."""
    page = traveller.page
    page.goto("/people/new?next=case")
    look(traveller, "person")
    traveller.type(PERSON)
    traveller.save()
    if page.locator("button[name=distinct]").count():
        traveller.press("button[name=distinct]")
    look(traveller, "choose")
    return page.url


def open_case(traveller: Traveller, choice: str, case_type: str, answers: Answers) -> None:
    """Open a case; a question that hangs on another comes and goes without a page load."""
    page = traveller.page
    page.goto(choice)
    traveller.press(f"main a[href*='/cases/new/{case_type}']")
    look(traveller, f"{case_type}-form")
    page.evaluate("window.isTheSamePage = true")
    hanging = page.locator("[data-field='solicitante']")
    expect(hanging).to_be_hidden()
    traveller.type({"parentesco": "madre"})
    expect(hanging).to_be_visible()
    traveller.type({"parentesco": "interesado"})
    expect(hanging).to_be_hidden()
    assert page.evaluate("window.isTheSamePage") is True
    traveller.type({**answers, "resumen": "The family asks for news."})
    look(traveller, f"{case_type}-filled")
    traveller.save()
    page.wait_for_url("**/cases/*")
    look(traveller, f"{case_type}-case")
