"""An auditor at a browser: looks into the log, and hands a person who read their file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ViewportSize, expect

from runtime.auth.accounts import Profile
from tests.browser.traveller import Traveller
from tests.journeys.country import ACCOUNTS, Country
from tests.journeys.process import serve
from tests.journeys.steps import add_person, folio_of, open_case
from tests.site import PASSWORD

pytestmark = pytest.mark.browser

DESKTOP: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
AUDITOR = Profile("olga", "Olga Nava", "central", ("auditoria",), "es")

Window = Callable[[str, ViewportSize], Traveller]


class _Told:
    """What there is to be found: a person, and the folio of the case somebody read."""

    def __init__(self, address: str, person: str, folio: str) -> None:
        self.address, self.person, self.folio = address, person, folio


@pytest.fixture(scope="module")
def told(country: Country, tmp_path_factory: pytest.TempPathFactory) -> Iterator[_Told]:
    """A registry in which Mateo read Lucía's case."""
    folder = tmp_path_factory.mktemp("readers")
    url = f"sqlite:///{folder / 'registry.sqlite3'}"
    country.migrate(url, (*ACCOUNTS.values(), AUDITOR))
    site = country.open(url)
    lucia, mateo = site.officer("lucia"), site.officer("mateo")
    person = add_person(lucia)
    case = open_case(lucia, person_id=person)
    folio = folio_of(lucia)
    mateo.see(case)
    mateo.see(f"{case}/print")
    site.store.close()
    with serve(country, url, folder) as running:
        yield _Told(running.address, person, folio)


@pytest.fixture
def window(request: pytest.FixtureRequest, browser: Browser, told: _Told) -> Iterator[Window]:
    """Open windows; when all is over, nothing may have been wrong in any of them."""
    pictures: Path | None = request.config.getoption("--pictures", default=None)
    opened: list[Traveller] = []

    def open_window(name: str, size: ViewportSize) -> Traveller:
        context = browser.new_context(base_url=told.address, viewport=size, locale="es-MX")
        context.set_default_timeout(20_000)
        if pictures is not None:
            pictures.mkdir(parents=True, exist_ok=True)
        opened.append(Traveller(context.new_page(), name, pictures=pictures))
        return opened[-1]

    yield open_window
    for traveller in opened:
        traveller.page.context.close()
        traveller.done()


def sign_in(traveller: Traveller, login: str, language: str) -> None:
    page = traveller.page
    page.goto("/sign-in?next=/account")
    if language == "en":
        page.get_by_role("link", name="English").click()
        expect(page.locator("html")).to_have_attribute("lang", "en")
    traveller.type({"login": login, "password": PASSWORD})
    traveller.press("main form button[type=submit]")


@pytest.mark.parametrize(
    ("language", "size"), [("es", DESKTOP), ("en", PHONE)], ids=["es-desktop", "en-phone"]
)
def test_an_auditor_hands_over_who_read_a_file(
    window: Window, told: _Told, language: str, size: ViewportSize
) -> None:
    here = window(f"readers-{language}", size)
    page = here.page
    sign_in(here, "olga", language)
    page.goto("/protection/trail")
    here.look("log")
    page.goto(f"/protection/trail?record={told.folio}")
    here.look("log-of-a-case")
    results = page.locator("#results")
    expect(results).to_contain_text("Mateo Ibarra")
    expect(results).to_contain_text(told.folio)

    page.goto(f"/people/{told.person}")
    here.press(f"main a[href='/people/{told.person}/readers']")
    here.look("readers")
    table = page.locator("main table")
    expect(table).to_contain_text("Mateo Ibarra")
    expect(table).to_contain_text("impreso" if language == "es" else "printed")
    with page.expect_download() as download:
        page.locator(f"main a[href$='export.pdf?language={language}']").click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")
    assert download.value.suggested_filename.endswith(".pdf")
    with page.expect_download() as download:
        page.locator("main a[href$='export.csv?language=en']").click()
    assert "Mateo Ibarra" in Path(download.value.path()).read_text("utf-8")

    page.goto("/protection/trail?verb=export")
    here.look("exports")
    expect(page.locator("#results")).to_contain_text("Olga Nava")
