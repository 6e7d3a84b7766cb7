"""Signing in at the ministry's identity provider in a real browser: there, back, bound, refused, unbound."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import ViewportSize, expect

from tests.browser.traveller import Traveller
from tests.browser.windows import DESKTOP, PHONE, Windows
from tests.journeys.country import Country
from tests.journeys.process import serve
from tests.ministry import CLIENT, SECRET, provider

pytestmark = pytest.mark.browser

PEOPLE: Mapping[str, Mapping[str, object]] = {
    "4711": {"login": "lucia"},
    "4712": {"login": "nobody.here"},
    "4713": {"login": "nadia"},
}
BUTTON = "a[href^='/sign-in/provider']"

Window = Callable[..., Traveller]


@pytest.fixture
def window(windows: Windows, country: Country, tmp_path: Path) -> Iterator[Window]:
    """Open windows on a registry that knows the ministry's provider."""
    url = f"sqlite:///{tmp_path / 'registry.sqlite3'}"
    country.migrate(url)
    with provider(tmp_path, PEOPLE) as ministry:
        settings = {
            "ACOMPANA_OIDC_ISSUER": ministry,
            "ACOMPANA_OIDC_CLIENT_ID": CLIENT,
            "ACOMPANA_OIDC_SECRET": SECRET,
            "ACOMPANA_OIDC_NAME": "Cancillería",
            "ACOMPANA_OIDC_CLAIM": "login",
        }
        with serve(country, url, tmp_path, 1, **settings) as served:
            yield partial(windows.open, served.address.replace("127.0.0.1", "localhost"))


def to_sign_in(traveller: Traveller, language: str, target: str = "/") -> None:
    """Open the sign-in page in a language."""
    page = traveller.page
    page.goto(f"/sign-in?next={target}")
    if language != "es":
        traveller.press(f"a[href^='/language/{language}']")
    expect(page.locator("html")).to_have_attribute("lang", language)


def prove(traveller: Traveller, choice: str) -> None:
    """Go to the provider and say there who one is, or that one will not; its own page is not ours to judge."""
    ours = list(traveller.faults)
    traveller.press(BUTTON)
    traveller.page.wait_for_url("**/oauth2/authorize*")
    traveller.press(f"button[value='{choice}']")
    traveller.page.wait_for_load_state()
    traveller.faults[:] = ours


@pytest.mark.parametrize(
    ("language", "size"), [("es", DESKTOP), ("en", PHONE)], ids=["es-desktop", "en-phone"]
)
def test_an_officer_comes_in_by_the_ministry_until_the_account_is_unbound(
    window: Window, language: str, size: ViewportSize
) -> None:
    here = window(f"provider-{language}", size)
    page = here.page
    to_sign_in(here, language, "/lists")
    expect(page.locator(BUTTON)).to_contain_text("Cancillería")
    here.look("sign-in")
    prove(here, "deny")
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    here.look("broken-off")
    prove(here, "4711")
    assert page.url.endswith("/lists")
    page.goto("/account/security")
    here.look("security")
    page.goto("/account/confirm?next=/account/password")
    here.look("confirm")
    prove(here, "deny")
    here.look("unconfirmed")
    page.goto("/account/confirm?next=/account/password")
    prove(here, "4711")
    assert page.url.endswith("/account/password")
    here.press("form[action='/sign-out'] button")
    prove(here, "4711")
    page.goto("/account")
    expect(page.locator("main")).to_contain_text("Lucía Armenta")

    stranger = window(f"provider-stranger-{language}", size)
    to_sign_in(stranger, language)
    prove(stranger, "4712")
    stranger.look("refused")
    told = {"es": "Pídala a quien lo administra", "en": "Ask an administrator"}
    expect(stranger.page.locator(".govuk-error-summary")).to_contain_text(told[language])

    administrator = window(f"provider-administrator-{language}", size)
    administrator.sign_in("hugo", language=language)
    administrator.page.goto("/admin/accounts")
    administrator.press("main a:has-text('Lucía Armenta')")
    administrator.look("bound")
    administrator.press("form[action$='/identity/remove'] button")
    administrator.look("unbound")
    expect(administrator.page.locator("form[action$='/identity/remove']")).to_have_count(0)
    page.goto("/account")
    assert "/sign-in" in page.url


def test_a_newcomer_comes_in_by_the_ministry_and_is_asked_for_no_password(window: Window) -> None:
    administrator = window("newcomer-administrator")
    administrator.sign_in("hugo", to="/admin/accounts/new")
    administrator.page.goto("/admin/accounts/new")
    values = {"login": "nadia", "name": "Nadia Rentería", "office": "chicago", "roles": ["oficial"]}
    administrator.type(values)
    administrator.press("main form button[type=submit]")
    expect(administrator.page.locator("#one-time-link")).to_be_visible()

    here = window("newcomer", PHONE)
    to_sign_in(here, "es", "/account")
    prove(here, "4713")
    assert here.page.url.endswith("/account")
    here.page.goto("/account/security")
    here.look("security")
    here.press("main a[href='/account/password']")
    here.look("no-password")
    here.page.goto("/account/confirm")
    expect(here.page.locator("input[type=password]")).to_have_count(0)
    here.look("confirm")
