"""A fresh proof before what is hard to undo: one's own factors and password, and other people's accounts."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from argon2 import PasswordHasher
from sqlalchemy import update
from starlette.applications import Starlette

from runtime.auth import throttle
from runtime.auth.sessions import FRESH
from tests.factors import add_app, code_at, verbs
from tests.site import PASSWORD, Visitor
from tests.stage import Stage

NEW = "una frase larga que nadie adivina"

As = Callable[[str], Visitor]


def age_confirmation(stage: Stage, site: Starlette) -> None:
    session = stage.model.table("session")
    with stage.store.writing() as connection:
        moment = datetime.datetime.now(datetime.UTC) - FRESH - datetime.timedelta(seconds=1)
        connection.execute(update(session).values(confirmed_at=moment))
    site.state.service.sessions.forget()


def test_what_protects_the_account_is_changed_after_a_fresh_proof(
    as_account: As, stage: Stage, site: Starlette
) -> None:
    ana = as_account("ana_los_angeles")
    age_confirmation(stage, site)
    page = ana.open("/account/security/app?next=/account")
    assert page.url.path == "/account/confirm"
    target = page.url.params["next"]
    assert ana.submit("/account/confirm", {"password": "otra", "next": target}).status_code == 422
    before = ana.cookies["acompana_session"]
    page = ana.submit("/account/confirm", {"password": PASSWORD, "next": target})
    assert str(page.url).endswith("/account/security/app?next=%2Faccount")
    assert ana.cookies["acompana_session"] != before
    stale = Visitor(site)
    assert stale.open("/account", cookie=f"acompana_session={before}").url.path == "/sign-in"
    add_app(ana)
    age_confirmation(stage, site)
    for path in ("/account/security/app/remove", "/account/security/recovery"):
        assert ana.submit(path).url.path == "/account/confirm"
    assert "confirm_failed" in verbs(stage)


def test_a_changed_password_ends_who_stands_at_the_second_step(as_account: As) -> None:
    ana = as_account("ana_los_angeles")
    seed, _ = add_app(ana)
    thief = Visitor(ana.site)
    assert thief.sign_in("ana_los_angeles").url.path == "/sign-in/second"
    ana.open("/account/password")
    ana.submit("/account/password", {"password": PASSWORD, "new_password": NEW, "again_password": NEW})
    assert ana.open("/account").url.path == "/account"
    thief.submit("/sign-in/second", {"code": code_at(seed), "next": "/account"})
    assert thief.open("/account").url.path == "/sign-in"


def test_others_write_while_a_new_password_is_hashed(
    as_account: As, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = stage.model.table("account")
    really = PasswordHasher.hash

    def hash_slowly(hasher: PasswordHasher, password: str) -> str:
        with stage.store.writing() as connection:
            connection.execute(update(account).values(language="es"))
        return really(hasher, password)

    ana, hugo = as_account("ana_los_angeles"), as_account("hugo_administrador")
    monkeypatch.setattr(PasswordHasher, "hash", hash_slowly)
    values = {"password": PASSWORD, "new_password": NEW, "again_password": NEW}
    ana.open("/account/password")
    assert ana.submit("/account/password", values).url.path == "/account"
    hugo.open("/admin/accounts/new")
    someone = {"login": "julia", "name": "Julia", "office": "con_chicago", "roles": ["oficial"]}
    assert hugo.submit("/admin/accounts/new", {**someone, "language": "es"}).status_code == 200


def test_another_persons_account_is_taken_over_by_no_screen_left_open(
    as_account: As, stage: Stage, site: Starlette
) -> None:
    add_app(as_account("ana_los_angeles"))
    hugo = as_account("hugo_administrador")
    account = f"/admin/accounts/{stage.actors['ana_los_angeles'].account_id}"
    values = {"name": "Ana", "office": "con_los_angeles", "language": "es", "version": "1"}
    age_confirmation(stage, site)
    hugo.open(account)
    for path in (f"{account}/link", f"{account}/factors/remove", f"{account}/identity/remove"):
        page = hugo.submit(path)
        assert (page.url.path, page.url.params["next"]) == ("/account/confirm", account)
    assert hugo.open("/admin/accounts/new").url.path == "/account/confirm"
    assert hugo.submit("/admin/accounts/new", {"login": "new"}).url.path == "/account/confirm"
    assert hugo.submit(account, {**values, "roles": ["oficial"]}).url.path == "/admin/accounts"
    page = hugo.submit(account, {**values, "version": "2", "roles": ["oficial", "administrador"]})
    assert page.url.path == "/account/confirm"
    assert {"make_link", "take_factors_away", "unbind_identity"}.isdisjoint(verbs(stage))
    page = hugo.submit("/account/confirm", {"password": PASSWORD, "next": page.url.params["next"]})
    assert page.url.path == "/kept"
    assert "administrador" in page.text
    age_confirmation(stage, site)
    kept = {"draft": f"/kept?{urlencode({'form': account})}"}
    page = hugo.submit(account, {**values, **kept, "version": "2", "roles": ["oficial", "administrador"]})
    page = hugo.submit("/account/confirm", {"password": PASSWORD, "next": page.url.params["next"]})
    assert page.url.path == "/kept"
    assert "administrador" in page.text
    page = hugo.submit(account, {**values, "version": "2", "roles": ["oficial", "administrador"]})
    assert page.url.path == "/admin/accounts"
    assert hugo.submit(f"{account}/link").url.path == f"{account}/link"


def test_an_open_session_is_no_place_to_guess_the_password(as_account: As) -> None:
    ana = as_account("ana_los_angeles")
    ana.open("/account/confirm")
    for _ in range(throttle.FREE_FAILURES):
        ana.submit("/account/confirm", {"password": "otra"})
    assert "Demasiados intentos" in ana.submit("/account/confirm", {"password": PASSWORD}).text
    assert "Demasiados intentos" in ana.submit("/account/password", {"password": PASSWORD}).text
