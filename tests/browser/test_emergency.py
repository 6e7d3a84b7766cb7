"""Emergency access and its review in a real browser: asked, read, told to the officer, reviewed by the head."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import ViewportSize, expect

from tests.browser.traveller import Traveller
from tests.browser.windows import DESKTOP, PHONE, Windows
from tests.journeys.answers import PERSON

pytestmark = [pytest.mark.browser, pytest.mark.postgresql]

FOLIO = re.compile(r"[A-Z]{3}-\d{4}-\d{6}")
WORDS = {
    "es": {
        "story": "Escapó anoche",
        "open": "Abierto hasta",
        "review": "Revisar los accesos de emergencia",
        "reason": "Riesgo para la vida o la integridad de la persona: Está en la puerta",
        "justified": "Justificado: Se localizó",
    },
    "en": {
        "story": "She escaped last night",
        "open": "Open until",
        "review": "Review emergency access",
        "reason": "Risk to the person's life or safety: Está en la puerta",
        "justified": "Justified: Se localizó",
    },
}


@pytest.mark.parametrize(
    ("registry", "language", "size"),
    [("sqlite_registry", "es", DESKTOP), ("postgresql_registry", "en", PHONE)],
    ids=["es-desktop", "en-phone"],
)
def test_an_emergency_and_its_review(
    request: pytest.FixtureRequest, windows: Windows, registry: str, language: str, size: ViewportSize
) -> None:
    address, words = request.getfixturevalue(registry), WORDS[language]

    def window(login: str) -> Traveller:
        here = windows.open(address, f"emergency-{language}-{login}", size)
        here.sign_in(login, language)
        return here

    lucia = window("lucia")
    case, folio = open_restricted(lucia, words["story"])
    read_in_emergency(window("carmen"), folio, words)
    be_told(lucia, case)
    review(window("teresa"), case, folio, words)


def open_restricted(traveller: Traveller, story: str) -> tuple[str, str]:
    """Open a trafficking case, look at its group; return its address and folio."""
    page = traveller.page
    page.goto("/people/new?next=case")
    names = {
        "nombre.given": "Citlali",
        "nombre.first": f"Moctezuma {page.locator('html').get_attribute('lang')}",
    }
    traveller.type({**PERSON, **names, "telefono": ""})
    traveller.save()
    if page.url.partition("?")[0].endswith("/people/new"):
        traveller.press("button[name=distinct]")
    person = page.url.partition("person=")[2]
    page.goto(f"/cases/new/trata?person={person}")
    traveller.type({"resumen": story})
    traveller.save()
    page.wait_for_url(re.compile(r"/cases/[0-9a-f-]{36}"))
    case = page.url.partition("#")[0].partition("?")[0]
    found = FOLIO.search(page.inner_text("main"))
    assert found is not None
    traveller.look("case")
    page.goto(f"{case}/group")
    traveller.look("group")
    return case, found[0]


def read_in_emergency(traveller: Traveller, folio: str, words: dict[str, str]) -> None:
    """Be refused, ask, read; nothing can be changed."""
    page = traveller.page
    page.goto("/emergency")
    traveller.look("emergency")
    traveller.save()
    assert traveller.summary_targets() == {"folio", "reason", "words"}
    traveller.look("emergency-refused")
    traveller.type({"folio": folio, "reason": "vida", "words": "Está en la puerta"})
    traveller.save()
    expect(page.locator("main")).to_contain_text(words["open"])
    traveller.look("emergency-open")
    traveller.press(f"main a:text-is('{folio}')")
    expect(page.locator("main")).to_contain_text(words["story"])
    assert page.locator("main a[href*='/edit/']").count() == 0
    traveller.look("case-in-emergency")


def be_told(traveller: Traveller, case: str) -> None:
    """The officer finds it on the desk, and takes it off."""
    page = traveller.page
    # A session is remembered for a few seconds.
    expect(page.locator("body")).to_be_visible()
    for _ in range(20):
        page.goto("/")
        if page.locator(".acompana-emergency").count():
            break
        page.wait_for_timeout(500)
    expect(page.locator(".acompana-emergency")).to_contain_text("Está en la puerta")
    traveller.look("desk-told")
    traveller.press("form[action='/emergency/seen'] button")
    expect(page.locator(".acompana-emergency")).to_have_count(0)
    page.goto(f"{case}/history")
    expect(page.locator("main")).to_contain_text("Carmen Salas")


def review(traveller: Traveller, case: str, folio: str, words: dict[str, str]) -> None:
    """The head reviews it, and says why before reading the case."""
    page = traveller.page
    page.goto("/")
    traveller.press(f".acompana-emergency a:text-is('{words['review']}')")
    traveller.look("reviews")
    traveller.press(f"main a:text-is('{folio}')")
    traveller.look("review")
    traveller.save()
    assert traveller.summary_targets() == {"finding"}
    traveller.type({"finding": "justified", "remarks": "Se localizó a la familia"})
    traveller.save()
    expect(page.locator("main")).to_contain_text("Se localizó a la familia")
    traveller.look("reviewed")
    page.goto(case)
    page.wait_for_url("**/reason?**")
    traveller.look("reason")
    traveller.type({"reason": "Seguimiento"})
    traveller.save()
    expect(page.locator("main")).to_contain_text(words["story"])
    page.goto(f"{case}/history")
    traveller.look("history")
    expect(page.locator("main")).to_contain_text(words["reason"])
    expect(page.locator("main")).to_contain_text(words["justified"])
    page.goto(f"/protection/trail?record={folio}")
    traveller.look("log")
    expect(page.locator("#results")).to_contain_text(words["justified"])
