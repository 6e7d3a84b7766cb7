"""Second factors and the ends of sessions in a real browser: an app, a passkey, a warning, a restart, a lost session."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from urllib.parse import unquote

import pyotp
import pytest
from playwright.sync_api import Page, ViewportSize, expect
from sqlalchemy import text

from runtime.auth import totp
from runtime.auth.sessions import CACHE_SECONDS
from runtime.storage.session import open_store
from tests.browser.traveller import Traveller
from tests.browser.windows import DESKTOP, PHONE, Windows
from tests.journeys.country import Country
from tests.journeys.process import Served, serve, start_again
from tests.site import PASSWORD

pytestmark = pytest.mark.browser

Window = Callable[..., Traveller]


@pytest.fixture
def served(country: Country, tmp_path: Path) -> Iterator[Served]:
    """A registry of its own, under a name for which browsers make passkeys."""
    country.migrate(database(tmp_path))
    with serve(country, database(tmp_path), tmp_path) as running:
        yield running


def database(folder: Path) -> str:
    return f"sqlite:///{folder / 'registry.sqlite3'}"


def named(served: Served) -> str:
    """The server's address by name: browsers make no passkeys for a bare number."""
    return served.address.replace("127.0.0.1", "localhost")


@pytest.fixture
def window(windows: Windows, served: Served) -> Window:
    """Open windows on that registry."""
    return partial(windows.open, named(served))


def code_at(seed: str, away: int = 0) -> str:
    return pyotp.TOTP(seed).generate_otp(int(time.time()) // totp.STEP + away)


@pytest.mark.parametrize(
    ("language", "size"), [("es", DESKTOP), ("en", PHONE)], ids=["es-desktop", "en-phone"]
)
def test_an_app_is_added_and_asked_for(window: Window, language: str, size: ViewportSize) -> None:
    here = window(f"app-{language}", size)
    page = here.page
    here.sign_in("teresa", language=language)
    here.look("offered")
    here.press("main a[href^='/account/security/app']")
    here.look("app")
    seed = page.locator("#seed").inner_text().replace(" ", "")
    expect(page.locator("svg")).to_be_visible()
    here.type({"code": "123456"})
    here.press("main form button[type=submit]")
    here.look("wrong-code")
    assert here.summary_targets() == {"code"}
    assert page.locator("#seed").inner_text().replace(" ", "") == seed
    here.type({"code": code_at(seed, -1)})
    here.press("main form button[type=submit]")
    here.look("codes")
    expect(page.locator("#recovery-codes li")).to_have_count(10)
    first = page.locator("#recovery-codes code").first.inner_text()
    here.press("main a.govuk-button")

    other = window(f"app-other-{language}", size)
    other.sign_in("teresa", to="/lists", language=language)
    other.look("second")
    other.type({"code": code_at(seed)})
    other.press("main form button[type=submit]")
    assert other.page.url.endswith("/lists")
    other.page.goto("/account/security")
    other.look("security")
    other.press("form[action='/account/security/sessions/end'] button")
    other.look("ended")
    here.page.goto("/lists")
    assert "/sign-in" in here.page.url

    last = window(f"app-recovered-{language}", size)
    last.sign_in("teresa", language=language)
    last.press("main a[href^='/sign-in/recovery']")
    last.look("recovery")
    last.type({"code": first})
    last.press("main form button[type=submit]")
    last.look("news")
    last.press("main form button[type=submit]")
    last.page.goto("/account/security/app/remove")
    last.look("remove")


def give_authenticator(page: Page) -> None:
    """Build an authenticator into the browser that says yes to everything."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_a_passkey_is_added_and_used(window: Window) -> None:
    here = window("passkey")
    page = here.page
    give_authenticator(page)
    here.sign_in("hugo")
    here.press("main a[href^='/account/security/passkeys/new']")
    here.look("passkey")
    here.type({"name": "Computadora de la oficina"})
    here.press("form[data-passkey] button")
    here.look("codes")
    here.press("main a.govuk-button")
    here.press("form[action='/sign-out'] button")
    here.sign_in("hugo", to="/admin/accounts")
    here.look("second")
    here.press("form[data-passkey] button")
    assert page.url.endswith("/admin/accounts")
    page.goto("/account/security")
    here.look("security")
    expect(page.get_by_text("Computadora de la oficina").first).to_be_visible()
    page.goto("/account/confirm?next=/account/password")
    here.look("confirm")
    here.press("form[data-passkey] button")
    assert page.url.endswith("/account/password")

    stranger = window("passkey-stranger")
    stranger.sign_in("hugo")
    give_authenticator(stranger.page)
    stranger.page.locator("form[data-passkey] button").click()
    expect(stranger.page.locator("[data-passkey-trouble]")).to_be_visible()
    stranger.look("not-given")


def test_without_scripts_a_passkey_says_so_and_a_recovery_code_does(window: Window) -> None:
    plain = window("plain", has_scripts=False)
    plain.sign_in("teresa")
    plain.page.goto("/account/security/passkeys/new")
    expect(plain.page.get_by_text("necesitan JavaScript")).to_be_visible()


def age(folder: Path, minutes: int) -> None:
    """Let every session rest for a while, as if the clock had moved, and what the server remembers of them pass."""
    store = open_store(database(folder))
    with store.writing() as connection:
        moved = f"-{minutes} minutes"
        connection.execute(
            text("UPDATE session SET seen_at = strftime('%Y-%m-%d %H:%M:%f000', seen_at, :moved)"),
            {"moved": moved},
        )
    store.close()
    time.sleep(CACHE_SECONDS)


def write_name(traveller: Traveller, name: str) -> None:
    """Type into the form of a new person, and see it saved."""
    traveller.type({"nombre.given": name})
    expect(traveller.page.locator("[data-draft-status]")).to_contain_text("guardado")


def test_the_page_warns_before_the_session_ends_and_brings_back_what_was_typed(
    window: Window, tmp_path: Path
) -> None:
    here = window("timeout")
    page = here.page
    page.clock.install()
    here.sign_in("lucia", to="/people/new")
    write_name(here, "Guadalupe")
    age(tmp_path, 59)
    page.clock.fast_forward("58:10")
    dialog = page.locator("dialog[data-session]")
    expect(dialog).to_be_visible()
    expect(dialog).to_contain_text("Lo que escribió se conserva")
    expect(page.locator("[data-session-stay]")).to_be_focused()
    here.look("warning")
    page.locator("[data-session-stay]").click()
    expect(dialog).to_be_hidden()
    page.locator("[name='nombre.given']").fill("Guadalupe Amparo")
    expect(page.locator("[data-draft-status]")).to_contain_text("guardado")
    age(tmp_path, 61)
    page.clock.fast_forward("59:00")
    expect(dialog).to_contain_text("Su sesión terminó")
    here.look("over")
    page.keyboard.press("Escape")
    expect(dialog).to_be_visible()
    here.press("[data-session-sign-in]")
    expect(page.get_by_text("Conservamos lo que escribió")).to_be_visible()
    here.type({"login": "lucia", "password": PASSWORD})
    here.press("main form button[type=submit]")
    expect(page.locator("[name='nombre.given']")).to_have_value("Guadalupe Amparo")
    here.look("back")


def test_a_form_without_draft_is_kept_when_the_session_times_out(window: Window, tmp_path: Path) -> None:
    here = window("timeout-plain", PHONE)
    page = here.page
    page.clock.install()
    here.sign_in("hugo", to="/admin/accounts/new")
    page.goto("/admin/accounts/new")
    here.type({"login": "nadia", "name": "Nadia Rentería de la Peña"})
    age(tmp_path, 61)
    page.clock.fast_forward("59:00")
    here.press("[data-session-sign-in]")
    here.type({"login": "hugo", "password": PASSWORD})
    here.press("main form button[type=submit]")
    page.goto(re.sub(r".*next=([^&]*).*", lambda found: unquote(found[1]), page.url))
    expect(page.get_by_text("Nadia Rentería de la Peña")).to_be_visible()
    here.look("kept")


def test_a_restart_of_the_server_in_the_middle_of_a_form_loses_nothing(
    window: Window, served: Served, tmp_path: Path
) -> None:
    here = window("restart")
    page = here.page
    page.clock.install()
    here.sign_in("lucia", to="/people/new")
    write_name(here, "Guadalupe")
    served.process.terminate()
    served.process.wait(30)
    page.locator("[name='nombre.first']").fill("Xicoténcatl")
    expect(page.locator("[data-draft-status]")).to_contain_text("se intentará de nuevo")
    here.faults.clear()
    with start_again(served, tmp_path):
        page.clock.fast_forward("00:16")
        expect(page.locator("[data-draft-status]")).to_contain_text("guardado")
        page.goto("/people/new?draft=continue")
        expect(page.locator("[name='nombre.given']")).to_have_value("Guadalupe")
        expect(page.locator("[name='nombre.first']")).to_have_value("Xicoténcatl")
        store = open_store(database(tmp_path))
        with store.writing() as connection:
            connection.execute(text("DELETE FROM session"))
        store.close()
        time.sleep(CACHE_SECONDS)
        page.locator("[name='nombre.second']").fill("Zavaleta")
        here.save()
        assert "/sign-in" in page.url
        here.faults.clear()
        here.type({"login": "lucia", "password": PASSWORD})
        here.press("main form button[type=submit]")
        expect(page.locator("[name='nombre.first']")).to_have_value("Xicoténcatl")
        expect(page.locator("[name='nombre.second']")).to_have_value("Zavaleta")
        here.type({"sexo": "mujer"})
        here.save()
        assert "/people/new" not in page.url, here.errors()
        expect(page.get_by_text("Xicoténcatl").first).to_be_visible()
