"""The pages of accounts in a real browser: leave with a substitute, keys of systems, an account with its last day."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import ViewportSize, expect

from tests.browser.traveller import Traveller
from tests.browser.windows import DESKTOP, PHONE, Windows
from tests.journeys.country import Country
from tests.journeys.process import serve

pytestmark = pytest.mark.browser

BOTH = pytest.mark.parametrize(
    ("language", "size"), [("es", DESKTOP), ("en", PHONE)], ids=["es-desktop", "en-phone"]
)

Window = Callable[..., Traveller]


@pytest.fixture
def window(windows: Windows, country: Country, tmp_path: Path) -> Iterator[Window]:
    """Open windows on a registry of its own."""
    url = f"sqlite:///{tmp_path / 'registry.sqlite3'}"
    country.migrate(url)
    with serve(country, url, tmp_path) as served:
        yield partial(windows.open, served.address.replace("127.0.0.1", "localhost"))


def in_days(count: int) -> str:
    return (datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(days=count)).isoformat()


@BOTH
def test_a_head_enters_leave_and_the_substitute_learns_of_it(
    window: Window, language: str, size: ViewportSize
) -> None:
    head = window(f"leave-head-{language}", size)
    page = head.page
    head.sign_in("teresa", language=language)
    page.goto("/account")
    head.look("account")
    head.press("main a[href='/leave']")
    head.look("own")
    page.locator("#officer").select_option(label="Lucía Armenta")
    head.press("main form[method=get] button")
    head.press("main form[action='/leave'][method=post] button[type=submit]")
    assert head.summary_targets() == {"substitute", "first_on", "last_on"}
    head.look("wrong")
    page.locator("#substitute").select_option(label="Mateo Ibarra")
    head.type({"first_on": in_days(-1), "last_on": in_days(9)})
    head.press("main form[action='/leave'][method=post] button[type=submit]")
    head.look("entered")
    expect(page.locator("main table")).to_contain_text("Mateo Ibarra")

    substitute = window(f"leave-substitute-{language}", size)
    substitute.sign_in("mateo", to="/", language=language)
    substitute.look("told")
    substitute.press("main form[action='/account/news'] button")
    substitute.look("desk")
    head.press("main form[action$='/end'] button")
    head.look("ended")


@BOTH
def test_an_account_is_changed_and_given_a_last_day(
    window: Window, language: str, size: ViewportSize
) -> None:
    here = window(f"accounts-{language}", size)
    page = here.page
    here.sign_in("hugo", language=language)
    page.goto("/admin/accounts")
    here.look("list")
    here.press("main a:has-text('Mateo Ibarra')")
    here.look("account")
    here.type({"name": ""})
    page.locator("[name=roles][value=oficial]").uncheck()
    here.press("main form:has([name=ends_on]) button[type=submit]")
    here.look("wrong")
    assert here.summary_targets() == {"name", "roles"}
    here.type({"name": "Mateo Ibarra Solís", "ends_on": in_days(10)})
    page.locator("[name=roles][value=oficial]").check()
    here.press("main form:has([name=ends_on]) button[type=submit]")
    here.look("saved")
    expect(page.locator("main")).to_contain_text("Mateo Ibarra Solís")
    page.goto("/admin/accounts/new")
    values = {"login": "nadia", "name": "Nadia Rentería", "office": "chicago", "roles": "oficial"}
    here.type({**values, "ends_on": in_days(-10)})
    here.press("main form:has([name=ends_on]) button[type=submit]")
    assert here.summary_targets() == {"ends_on"}
    here.look("new")
    page.goto("/admin/offices")
    here.look("offices")


@BOTH
def test_a_key_for_another_system_is_made_with_its_reference_at_hand(
    window: Window, language: str, size: ViewportSize
) -> None:
    here = window(f"keys-{language}", size)
    page = here.page
    here.sign_in("lucia", language=language)
    here.press("main a[href='/account/tokens']")
    here.look("none")
    here.press("main form[method=post] button[type=submit]")
    here.look("wrong")
    page.goto("/account/api")
    here.look("reference")
    page.locator("main details:has(a[href^='/account/api/']) > summary").first.click()
    here.press("main details[open] a[href^='/account/api/'] >> nth=0")
    here.look("schema")
    page.goto("/account/password")
    here.look("password")
