"""The officer's whole day in a real browser: both languages, desk and phone, and once without JavaScript."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ViewportSize, expect

from tests.browser.traveller import Traveller
from tests.journeys.answers import (
    CASE_TYPES,
    CLOSING,
    DETENTION,
    FAMILY,
    PERSON,
    STARTING,
    VISIT,
    VISIT_WRONG,
)
from tests.journeys.sheets import read_csv, read_xlsx
from tests.site import PASSWORD

pytestmark = pytest.mark.browser

DESKTOP: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}

WORDS = {
    "es": {"nobody": "No hay nadie con esos datos", "closed": "Concluido", "list": "Casos"},
    "en": {"nobody": "Nobody with those details", "closed": "Closed", "list": "Cases"},
}


@dataclass(frozen=True)
class Trip:
    """One journey: where, how, and about whom, with the surname as somebody else may write it."""

    id: str
    language: str
    size: ViewportSize
    registry: str
    surname: str
    misspelt: str
    has_scripts: bool = True

    @property
    def telephone(self) -> str:
        """A number that nobody else has."""
        return f"+52 55 5123 {zlib.crc32(self.id.encode()) % 10_000:04}"


TRIPS = [
    Trip("es-desktop", "es", DESKTOP, "sqlite_registry", "Xicoténcatl", "jicotencal"),
    Trip("es-phone", "es", PHONE, "postgresql_registry", "Zavaleta", "sabaleta"),
    Trip("en-desktop", "en", DESKTOP, "postgresql_registry", "Huitzilín", "uitsilin"),
    Trip("en-phone", "en", PHONE, "sqlite_registry", "Echeverría", "hecheberia"),
    Trip("es-plain", "es", DESKTOP, "postgresql_registry", "Villaseñor", "biyasenor", has_scripts=False),
]

Setting_out = Callable[[Trip], Traveller]


@pytest.fixture
def set_out(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Setting_out]:
    """Open a window for a trip; when the trip is over, nothing may have been wrong on the way."""
    pictures: Path | None = request.config.getoption("--pictures", default=None)
    with _windows(browser, request, pictures) as open_window:
        yield open_window


@contextmanager
def _windows(
    browser: Browser, request: pytest.FixtureRequest, pictures: Path | None
) -> Iterator[Setting_out]:
    opened = []

    def open_window(trip: Trip) -> Traveller:
        context = browser.new_context(
            base_url=request.getfixturevalue(trip.registry),
            viewport=trip.size,
            locale="es-MX",
            timezone_id="America/Los_Angeles",
            java_script_enabled=trip.has_scripts,
            is_mobile=trip.size is PHONE,
            has_touch=trip.size is PHONE,
        )
        context.set_default_timeout(20_000)
        if pictures is not None:
            pictures.mkdir(parents=True, exist_ok=True)
        opened.append(context)
        return Traveller(context.new_page(), trip.id, trip.has_scripts, pictures)

    yield open_window
    for context in opened:
        context.close()


@pytest.mark.parametrize("trip", TRIPS, ids=lambda trip: trip.id)
@pytest.mark.postgresql
def test_a_day_at_the_desk(trip: Trip, set_out: Setting_out) -> None:
    traveller = set_out(trip)
    sign_in(traveller, trip, "lucia")
    person = find_nobody_and_add(traveller, trip)
    cases = [open_case(traveller, trip, person, case_type) for case_type in CASE_TYPES]
    record_actions(traveller, trip, cases[0])
    close(traveller, trip, cases[0])
    find_again(traveller, trip, cases[0])
    sign_out(traveller)
    sign_in(traveller, trip, "teresa")
    export(traveller, trip)
    traveller.done()


def sign_in(traveller: Traveller, trip: Trip, login: str) -> None:
    page = traveller.page
    page.goto("/sign-in")
    if trip.language == "en":
        page.get_by_role("link", name="English").click()
        page.wait_for_url("**/sign-in")
    if login == "lucia":
        traveller.look("sign-in")
    traveller.type({"login": login, "password": PASSWORD})
    traveller.press("main form button[type=submit]")
    if page.locator("html").get_attribute("lang") != trip.language:
        # The account may have read another language on another trip.
        traveller.press(f"form[action^='/language/{trip.language}'] button")
    expect(page.locator("html")).to_have_attribute("lang", trip.language)
    traveller.look("desk")


def sign_out(traveller: Traveller) -> None:
    traveller.press("form[action='/sign-out'] button")


def find_nobody_and_add(traveller: Traveller, trip: Trip) -> str:
    """Look for the person, find nobody, add them with a mistake first; return the address of the choice of type."""
    page, nobody = traveller.page, WORDS[trip.language]["nobody"]
    page.goto("/cases/new")
    traveller.look("find")
    traveller.type({"q": f"Guadalupe {trip.surname}"})
    if not trip.has_scripts:
        traveller.press("main form button[type=submit]")
    expect(page.get_by_text(nobody)).to_be_visible()
    traveller.look("nobody")
    traveller.press("#found a.govuk-button")
    expect(page.locator("[name='nombre.first']")).to_have_value(trip.surname)
    traveller.look("person-form")

    answers = {**PERSON, "nombre.first": trip.surname, "telefono": trip.telephone}
    traveller.type({**answers, "correo": "no es correo"})
    traveller.save()
    assert traveller.summary_targets() == {"correo"}
    traveller.look("person-wrong")
    expect(page.locator("[name='municipio_origen']")).to_have_value("Tlaxiaco")
    traveller.type({"correo": f"lupita.{trip.id}@example.com"})
    traveller.save()
    if page.locator("button[name=distinct]").count():
        # An earlier trip added somebody of nearly the same name.
        traveller.look("alike")
        traveller.press("button[name=distinct]")
    traveller.look("choose-type")
    return page.url


def open_case(traveller: Traveller, trip: Trip, choice: str, case_type: str) -> str:
    """Open a case of a type with wrong values first; return its address."""
    page = traveller.page
    wrong, right, faulty = CASE_TYPES[case_type]
    page.goto(choice)
    traveller.press(f"main a[href*='/cases/new/{case_type}']")
    traveller.look(f"{case_type}-form")
    if trip.has_scripts and case_type == "detencion_migratoria":
        see_conditions_at_work(traveller)
    traveller.type(wrong)
    traveller.look(f"{case_type}-filled")
    traveller.save()
    assert traveller.summary_targets() == faulty
    traveller.look(f"{case_type}-wrong")
    for name, value in wrong.items():
        if isinstance(value, str) and page.locator(f"input[type=text][name='{name}']").count():
            expect(page.locator(f"[name='{name}']")).to_have_value(value)
    traveller.type(right)
    traveller.save()
    page.wait_for_url("**/cases/*")
    traveller.look(f"{case_type}-case")
    return page.url


def see_conditions_at_work(traveller: Traveller) -> None:
    """Fields come and go with an answer, without a page load."""
    page = traveller.page
    page.evaluate("window.isTheSamePage = true")
    notified = page.locator("[data-field='notificado_el']")
    expect(notified).to_be_hidden()
    traveller.type({"notificado": "si"})
    expect(notified).to_be_visible()
    traveller.type({"notificado": "no"})
    expect(notified).to_be_hidden()
    assert page.evaluate("window.isTheSamePage") is True


def record_actions(traveller: Traveller, trip: Trip, case: str) -> None:
    """Record two actions from the case's page, the first with wrong values first."""
    page = traveller.page
    for number, (action_type, answers) in enumerate(
        (("visita_consular", VISIT), ("contacto_familia", FAMILY)), 1
    ):
        page.goto(case)
        traveller.type({"type": action_type})
        form = page.locator("form:has([name=nota])")
        if trip.has_scripts:
            page.locator("#new button").click()
        else:
            traveller.press("#new button")
        expect(form).to_be_visible()
        traveller.look(f"{action_type}-form")
        save = form.locator(".acompana-save button[type=submit]:not([name])")
        if action_type == "visita_consular":
            traveller.type(VISIT_WRONG, form)
            save.click()
            expect(page.locator(".govuk-error-summary__list li")).to_have_count(3)
            traveller.look(f"{action_type}-wrong")
            traveller.type({"entrevistados": "1"}, form)
        traveller.type(answers, form)
        with page.expect_navigation():
            save.click()
        expect(page.locator(".moj-timeline__title")).to_have_count(number)
    expect(page.locator(".acompana-deadline--met")).to_have_count(2)
    traveller.look("two-actions")
    page.locator(".moj-timeline__title a").first.click()
    page.wait_for_url("**/actions/*")
    traveller.look("action")


def close(traveller: Traveller, trip: Trip, case: str) -> None:
    """Take the case to its closing: refused with what is missing, then let through."""
    page = traveller.page
    page.goto(f"{case}/move/concluir")
    traveller.look("closing")
    traveller.type({"reason": "liberado"})
    traveller.save()
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    missing = page.locator("main .govuk-list--bullet li").count()
    assert missing > 3
    traveller.look("closing-refused")
    expect(page.locator("[name=reason]")).to_have_value("liberado")
    for section, answers in (*STARTING.items(), *CLOSING.items()):
        page.goto(f"{case}/edit/{section}")
        traveller.look(f"edit-{section}")
        traveller.type(answers)
        traveller.save()
    page.goto(f"{case}/move/concluir")
    traveller.type({"reason": "liberado"})
    traveller.save()
    expect(page.get_by_text(WORDS[trip.language]["closed"], exact=True).first).to_be_visible()
    traveller.look("closed")
    for name in ("history", "print"):
        page.goto(f"{case}/{name}")
        traveller.look(name)


def find_again(traveller: Traveller, trip: Trip, case: str) -> None:
    """Find the case by a surname somebody else writes otherwise."""
    page = traveller.page
    page.goto("/search")
    traveller.type({"q": trip.misspelt})
    if not trip.has_scripts:
        traveller.press("main form button[type=submit]")
    expect(page.locator("#found").get_by_text(trip.surname).first).to_be_visible()
    traveller.look("search")
    path = case.partition("/cases/")[2]
    with page.expect_navigation():
        page.locator(f"#found a[href='/cases/{path}']").first.click()
    expect(page.locator("h1")).to_contain_text(trip.surname)


def export(traveller: Traveller, trip: Trip) -> None:
    """Take the list away as a file and open it."""
    page = traveller.page
    page.goto("/lists")
    traveller.look("lists")
    traveller.press("main a[href='/lists/casos']")
    traveller.look("list")
    shown = page.locator("main table tbody tr").count()
    for kind, read in (("csv", read_csv), ("xlsx", read_xlsx)):
        with page.expect_download() as waiting:
            page.locator(f"a[href*='/export.{kind}']").click()
        rows = read(waiting.value.path().read_bytes())
        assert len(rows) == shown + 1
        assert any(trip.surname in row for row in rows)
    for address in (
        "/exports",
        "/reports",
        "/reports/casos_por_ambito",
        "/reports/plazos/print",
        "/account",
        "/account/password",
        "/account/tokens",
        "/account/api",
        "/account/api/case_detencion_migratoria.new",
        "/registers/contraparte/new",
    ):
        page.goto(address)
        traveller.look(address.strip("/").replace("/", "-"))


def test_a_draft_waits_for_whoever_closed_the_page(set_out: Setting_out) -> None:
    trip = Trip("es-draft", "es", DESKTOP, "sqlite_registry", "Ahuatzin", "aguatsin")
    traveller = set_out(trip)
    sign_in(traveller, trip, "mateo")
    choice = find_nobody_and_add(traveller, trip)
    page = traveller.page
    traveller.press("main a[href*='/cases/new/detencion_migratoria']")
    address = page.url
    traveller.type({"resumen": str(DETENTION["resumen"]), "notificado": "si"})
    expect(page.locator("[data-draft-status]")).to_contain_text("Borrador guardado")
    page.goto("about:blank")

    page.goto("/")
    traveller.look("desk-with-draft")
    page.goto(address)
    traveller.look("draft-offered")
    expect(page.locator("[name=resumen]")).to_have_value("")
    traveller.press("a[href*='draft=continue']")
    expect(page.locator("[name=resumen]")).to_have_value(str(DETENTION["resumen"]))
    expect(page.locator("[data-field='notificado_el']")).to_be_visible()
    assert choice
    traveller.done()


def test_the_enter_key_saves_and_does_not_search_for_something_else(set_out: Setting_out) -> None:
    trip = Trip("es-enter", "es", DESKTOP, "sqlite_registry", "Coyotl", "coyot")
    traveller = set_out(trip)
    sign_in(traveller, trip, "mateo")
    find_nobody_and_add(traveller, trip)
    traveller.press("main a[href*='/cases/new/detencion_migratoria']")
    traveller.type({"numero_autoridad": "A-1"})
    with traveller.page.expect_navigation():
        traveller.page.locator("[name=numero_autoridad]").press("Enter")
    assert "resumen" in traveller.summary_targets()
    traveller.done()
