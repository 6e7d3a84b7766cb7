"""A one-time link in a real browser: made, shown once, opened with and without scripts, used, used again."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.traveller import Traveller
from tests.browser.windows import DESKTOP, PHONE, Windows

pytestmark = pytest.mark.browser

CHOSEN = "caballo correcto batería grapa"


def link_of(administrator: Traveller, login: str, name: str) -> str:
    """Add an account and return the address of its link, copied as an administrator would."""
    page = administrator.page
    page.goto("/admin/accounts/new")
    administrator.type({"login": login, "name": name, "office": "chicago", "roles": ["oficial"]})
    administrator.press("main form button[type=submit]")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("[data-copy]").click()
    expect(page.locator("[data-copy]")).to_have_text({"es": "Copiado", "en": "Copied"}[language_of(page)])
    copied: str = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("#one-time-link").inner_text()
    return copied


def language_of(page: Page) -> str:
    return page.locator("html").get_attribute("lang") or ""


def choose(traveller: Traveller, password: str = CHOSEN, **more: str) -> None:
    traveller.type({**more, "new_password": password, "again_password": password})
    traveller.press("main form button[type=submit]")


@pytest.mark.parametrize(
    ("language", "size"), [("es", DESKTOP), ("en", PHONE)], ids=["es-desktop", "en-phone"]
)
def test_whoever_gets_a_link_chooses_a_password_and_is_in(
    windows: Windows, sqlite_registry: str, language: str, size: ViewportSize
) -> None:
    address = sqlite_registry.replace("127.0.0.1", "localhost")
    administrator = windows.open(address, f"link-administrator-{language}", size)
    administrator.sign_in("hugo", language=language)
    link = link_of(administrator, f"nadia.{language}", "Nadia Rentería de la Peña")
    administrator.look("shown-once")
    administrator.page.reload()
    expect(administrator.page.get_by_text(link)).to_have_count(0)

    here = windows.open(address, f"link-{language}", size)
    page = here.page
    page.goto("/sign-in")
    if language != "es":
        here.press(f"a[href^='/language/{language}']")
    page.goto(link)
    assert page.url == f"{address}/sign-in/link"
    expect(page.locator("[name=token]")).to_be_hidden()
    here.look("opened")
    choose(here, "secreto")
    assert here.summary_targets() == {"new_password"}
    expect(page.locator("[name=token]")).to_be_hidden()
    here.look("too-short")
    choose(here)
    here.look("saved")
    here.type({"login": f"nadia.{language}", "password": CHOSEN})
    here.press("main form button[type=submit]")
    page.goto("/account")
    expect(page.locator("main")).to_contain_text("Nadia Rentería de la Peña")
    here.press("form[action='/sign-out'] button")

    page.goto(link)
    choose(here)
    here.look("used")
    assert here.summary_targets() == {"token"}
    here.press("main a[href='/sign-in']")


def test_without_scripts_the_address_is_pasted(windows: Windows, sqlite_registry: str) -> None:
    address = sqlite_registry.replace("127.0.0.1", "localhost")
    administrator = windows.open(address, "link-administrator-plain")
    administrator.sign_in("hugo")
    link = link_of(administrator, "nadia.plain", "Nadia Rentería")
    plain = windows.open(address, "link-plain", PHONE, has_scripts=False)
    plain.page.goto(link)
    expect(plain.page.locator("main")).to_contain_text("copie aquí abajo la dirección entera")
    plain.look("opened")
    choose(plain)
    assert plain.summary_targets() == {"token"}
    plain.look("missing")
    choose(plain, token=link)
    plain.look("saved")
    plain.type({"login": "nadia.plain", "password": CHOSEN})
    plain.press("main form button[type=submit]")
    assert "/sign-in" not in plain.page.url
