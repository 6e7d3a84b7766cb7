"""At a browser: consent given and withdrawn in the same steps, a request about one's data answered, a breach told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import ViewportSize, expect

from tests.browser.windows import DESKTOP, PHONE, Windows
from tests.journeys.country import Country
from tests.journeys.process import serve
from tests.journeys.steps import add_person, open_case

pytestmark = pytest.mark.browser

LANGUAGES = pytest.mark.parametrize(
    ("language", "size"), [("es", DESKTOP), ("en", PHONE)], ids=["es-desktop", "en-phone"]
)


@dataclass(frozen=True)
class Told:
    """A registry with somebody in it, and a case of theirs."""

    address: str
    person: str
    case: str


@pytest.fixture(scope="module")
def told(country: Country, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    """A registry in which Lucía has a case."""
    folder = tmp_path_factory.mktemp("protection")
    url = f"sqlite:///{folder / 'registry.sqlite3'}"
    country.migrate(url)
    site = country.open(url)
    lucia = site.officer("lucia")
    person = add_person(lucia)
    case = open_case(lucia, person_id=person)
    site.store.close()
    with serve(country, url, folder) as running:
        yield Told(running.address, person, case)


@LANGUAGES
def test_consent_is_withdrawn_in_as_many_steps_as_it_was_given(
    windows: Windows, told: Told, language: str, size: ViewportSize
) -> None:
    here = windows.open(told.address, f"consent-{language}", size)
    page = here.page
    here.sign_in("lucia", language)
    page.goto("/cases/new")
    here.look("notice-before-intake")
    page.goto("/notices/proteccion")
    here.look("notice")
    page.goto(told.case)
    here.press("main a[href$='/consent']")
    here.look("consent")
    if page.locator("main details[open]").count():
        here.press("main form[action$='/consent/notice'] button")

    def steps(form: str, answers: dict[str, str]) -> int:
        """Say who says what and how, press the button; return how many steps that took."""
        inside = page.locator(f"main form[action$='/consent/{form}']")
        here.type(answers, inside)
        here.press(f"main form[action$='/consent/{form}'] button[type=submit]")
        return len(answers) + 1

    given = steps("give", {"purpose": "seguimiento", "by": "Ana", "how": "spoken"})
    here.look("consent-given")
    expect(page.locator("#withdraw")).to_be_visible()
    follows = "No se le buscará más" if language == "es" else "You will not be contacted any more"
    expect(page.locator("main form[action$='/withdraw']")).to_contain_text(follows)
    withdrawn = steps("withdraw", {"end_purpose": "seguimiento", "end_by": "Ana", "end_how": "spoken"})
    here.look("consent-withdrawn")
    assert withdrawn == given
    expect(page.locator(".govuk-notification-banner")).to_contain_text(follows)
    expect(page.locator("#withdraw")).to_have_count(0)
    page.goto(f"{told.case}/history")
    here.look("history")
    expect(page.locator("main")).to_contain_text(
        "Se retiró el consentimiento" if language == "es" else "Consent withdrawn"
    )


@LANGUAGES
def test_a_request_about_data_is_answered_with_its_extract_and_its_letter(
    windows: Windows, told: Told, language: str, size: ViewportSize
) -> None:
    here = windows.open(told.address, f"right-{language}", size)
    page = here.page
    here.sign_in("teresa", language)
    page.goto(f"/people/{told.person}")
    here.press("main a[href^='/protection/rights/new']")
    here.look("request-form")
    here.press("main form .acompana-save button")
    here.look("request-wrong")
    assert here.summary_targets() == {"kind", "proof", "asked"}
    here.type({"kind": "acceso", "proof": "Pasaporte", "asked": "Todo lo que tienen de mí"})
    here.press("main form .acompana-save button")
    here.look("request")
    request = page.url
    here.press("main a[href$='/extract']")
    here.look("extract")
    page.goto(f"{request}/person?q=Ana")
    here.look("find-person")
    page.goto(request)
    here.type({"answer": "granted", "answer_words": "Se entrega copia."})
    here.press("main form[action$='/answer'] button")
    here.look("answered")
    letter = page.request.get(f"{request}/letter")
    assert letter.body().startswith(b"%PDF")
    page.goto("/protection/rights")
    here.look("requests")


@LANGUAGES
def test_a_breach_is_registered_and_told_and_a_case_is_held(
    windows: Windows, told: Told, language: str, size: ViewportSize
) -> None:
    here = windows.open(told.address, f"breach-{language}", size)
    page = here.page
    here.sign_in("teresa", language)
    page.goto("/protection/breaches/new")
    here.look("breach-form")
    here.type({"what": "Se perdió una memoria con expedientes", "data": "Identidad y salud", "persons": "12"})
    here.press("main form .acompana-save button")
    here.look("breach")
    here.type({"recipient": "autoridad", "how": "Oficio"})
    here.press("main form[action$='/told'] button")
    here.look("breach-told")
    page.goto("/protection/breaches")
    here.look("breaches")
    page.goto("/protection/retention")
    here.look("retention")
    page.goto(f"{told.case}/hold")
    here.look("hold")
    here.type({"hold_reason": "Lo pide un juzgado"})
    here.press("main form:has([name=hold_reason]) button")
    here.look("held")
    page.goto(told.case)
    here.look("held-case")
