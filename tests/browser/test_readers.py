"""An auditor at a browser: looks into the log, and hands a person who read their file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import ViewportSize, expect

from runtime.auth.accounts import Profile
from tests.browser.windows import DESKTOP, PHONE, Windows
from tests.journeys.country import ACCOUNTS, Country
from tests.journeys.process import serve
from tests.journeys.steps import add_person, folio_of, open_case

pytestmark = pytest.mark.browser

AUDITOR = Profile("olga", "Olga Nava", "central", ("auditoria",), "es")


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


@pytest.mark.parametrize(
    ("language", "size"), [("es", DESKTOP), ("en", PHONE)], ids=["es-desktop", "en-phone"]
)
def test_an_auditor_hands_over_who_read_a_file(
    windows: Windows, told: _Told, language: str, size: ViewportSize
) -> None:
    here = windows.open(told.address, f"readers-{language}", size)
    page = here.page
    here.sign_in("olga", language)
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

    page.goto(f"/protection/trail?record={told.person}")
    page.locator("#results details").evaluate_all("all => all.forEach(one => one.open = true)")
    here.look("log-of-a-person")
    expect(page.locator("main")).not_to_contain_text(told.person)

    page.goto("/protection/trail?verb=export")
    here.look("exports")
    expect(page.locator("#results")).to_contain_text("Olga Nava")
