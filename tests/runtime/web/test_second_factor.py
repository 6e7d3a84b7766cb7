"""A second factor by HTTP: set up, asked for at sign-in, recovered, taken away, demanded by a role."""

from __future__ import annotations

import dataclasses
import datetime
import json
import re
import time
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pyotp
import pytest
from argon2 import PasswordHasher
from sqlalchemy import select, update
from starlette.applications import Starlette

from runtime.auth import steps, throttle, totp
from runtime.auth.sessions import FRESH
from runtime.settings import Environment
from tests.authenticator import Authenticator
from tests.site import PASSWORD, Visitor, open_site, title
from tests.stage import Stage

NEW = "una frase larga que nadie adivina"

As = Callable[[str], Visitor]

HOST = "localhost"
_SEED = re.compile(r'id="seed">([A-Z2-7 ]+)<')
_SEALED = re.compile(r'name="seed" value="([^"]+)"')
_CODES = re.compile(r"<code>([a-z0-9-]+)</code>")
_OPTIONS = re.compile(r'data-options="([^"]+)"')
_REMOVAL = re.compile(r'href="(/account/security/passkeys/[^"]+/remove)"')


@pytest.fixture
def safe_site(site: Starlette) -> Callable[[], Visitor]:
    """Visitors of the site under a name for which browsers make passkeys."""

    def visitor() -> Visitor:
        made = Visitor(site)
        made.base_url = f"http://{HOST}"
        return made

    return visitor


def verbs(stage: Stage, login: str = "ana_los_angeles") -> list[str]:
    event = stage.model.table("event")
    with stage.store.reading() as connection:
        statement = select(event.c.verb).where(
            event.c.record_id == str(stage.actors[login].account_id), event.c.entity == "account"
        )
        return list(connection.scalars(statement.order_by(event.c.at, event.c.id)))


def code_at(seed: str, away: int = 0) -> str:
    return pyotp.TOTP(seed).generate_otp(int(time.time()) // totp.STEP + away)


def wrong_code(seed: str) -> str:
    """Digits that are no code of about now."""
    near = {code_at(seed, away) for away in range(-3, 4)}
    return next(digits for digits in (f"{number:06}" for number in range(8)) if digits not in near)


def found(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    assert match is not None, text
    return unescape(match[1])


def add_app(visitor: Visitor) -> tuple[str, list[str]]:
    """Add an authenticator app with the code of the step before, and return its seed and the recovery codes."""
    page = visitor.open("/account/security/app")
    seed = found(_SEED, page.text).replace(" ", "")
    page = visitor.submit(
        "/account/security/app", {"seed": found(_SEALED, page.text), "code": code_at(seed, -1)}
    )
    assert page.status_code == 200, page.text
    return seed, _CODES.findall(page.text)


def add_passkey(visitor: Visitor, key: Authenticator, name: str = "Teléfono") -> Any:
    page = visitor.open("/account/security/passkeys/new")
    answer = key.make(json.loads(found(_OPTIONS, page.text)))
    return visitor.submit("/account/security/passkeys/new", {"name": name, "credential": answer})


def age_confirmation(stage: Stage, site: Starlette) -> None:
    session = stage.model.table("session")
    with stage.store.writing() as connection:
        moment = datetime.datetime.now(datetime.UTC) - FRESH - datetime.timedelta(seconds=1)
        connection.execute(update(session).values(confirmed_at=moment))
    site.state.service.sessions.forget()


def test_a_code_of_the_app_is_asked_for_after_the_password(as_account: As, stage: Stage) -> None:
    ana = as_account("ana_los_angeles")
    seed, codes = add_app(ana)
    assert len(set(codes)) == 10
    other = Visitor(ana.site)
    page = other.sign_in("ana_los_angeles")
    assert page.url.path == "/sign-in/second"
    assert "acompana_session" not in other.cookies
    assert other.open("/account").url.path == "/sign-in"
    other.open("/sign-in/second?next=/account")
    page = other.submit("/sign-in/second", {"code": wrong_code(seed), "next": "/account"})
    assert page.status_code == 422
    assert 'href="#code"' in page.text
    code = code_at(seed)
    assert other.submit(
        "/sign-in/second", {"code": f" {code[:3]} {code[3:]}", "next": "/account"}
    ).url.path == ("/account")
    third = Visitor(ana.site)
    third.sign_in("ana_los_angeles")
    page = third.submit("/sign-in/second", {"code": code, "next": "/account"})
    assert page.status_code == 422, "a code was good twice"
    assert verbs(stage)[-4:] == ["add_factor", "second_factor_failed", "sign_in", "second_factor_failed"]


def test_the_seed_is_sealed_and_the_codes_are_not_stored(as_account: As, stage: Stage) -> None:
    seed, codes = add_app(as_account("ana_los_angeles"))
    with stage.store.reading() as connection:
        kept = str(connection.execute(select(stage.model.table("totp"))).all())
        kept += str(connection.execute(select(stage.model.table("recovery_code"))).all())
    assert seed not in kept
    assert not [code for code in codes if code in kept or code.replace("-", "") in kept]


def test_the_picture_for_the_app_has_no_style_and_is_not_kept(as_account: As) -> None:
    page = as_account("ana_los_angeles").open("/account/security/app")
    svg = page.text[page.text.index("<svg") : page.text.index("</svg>")]
    assert "style" not in svg
    assert page.headers["cache-control"] == "no-store"


def test_somebody_elses_offered_seed_is_not_taken(as_account: As) -> None:
    ana, beto = as_account("ana_los_angeles"), as_account("beto_los_angeles")
    page = ana.open("/account/security/app")
    seed = found(_SEED, page.text).replace(" ", "")
    beto.open("/account/security/app")
    values = {"seed": found(_SEALED, page.text), "code": code_at(seed)}
    page = beto.submit("/account/security/app", values)
    assert found(_SEED, page.text).replace(" ", "") != seed
    assert Visitor(beto.site).sign_in("beto_los_angeles").url.path == "/account"


def test_the_half_done_sign_in_opens_nothing_and_ends_after_five_errors(as_account: As) -> None:
    seed, _ = add_app(as_account("ana_los_angeles"))
    other = Visitor(as_account("beto_los_angeles").site)
    other.sign_in("ana_los_angeles")
    half = other.cookies["acompana_step"]
    assert other.open("/account", cookie=f"acompana_session={half}").url.path == "/sign-in"
    other.open("/sign-in/second")
    for _ in range(steps.MOST_FAILURES - 1):
        assert other.submit("/sign-in/second", {"code": wrong_code(seed)}).status_code == 422
    page = other.submit("/sign-in/second", {"code": wrong_code(seed)})
    assert page.url.path == "/sign-in"
    assert "Empiece de nuevo" in page.text
    assert other.open("/sign-in/second").url.path == "/sign-in"


def test_codes_cannot_be_guessed_by_starting_again(as_account: As) -> None:
    seed, _ = add_app(as_account("ana_los_angeles"))
    other = Visitor(as_account("beto_los_angeles").site)
    other.sign_in("ana_los_angeles")
    for _ in range(throttle.FREE_FAILURES):
        other.submit("/sign-in/second", {"code": wrong_code(seed)})
    other.sign_in("ana_los_angeles")
    page = other.submit("/sign-in/second", {"code": code_at(seed)})
    assert page.status_code == 422
    assert "Demasiados intentos" in page.text


def test_the_page_of_the_second_step_alone_leads_to_the_first(visitor: Visitor) -> None:
    for path in ("/sign-in/second", "/sign-in/recovery"):
        assert visitor.open(path).url.path == "/sign-in"
    for path in ("/sign-in/second", "/sign-in/recovery", "/sign-in/passkey"):
        assert visitor.submit(path, {"code": "123456", "credential": "{}"}).url.path == "/sign-in"
        assert "acompana_session" not in visitor.cookies


def test_the_officer_is_back_where_they_were_after_both_steps(as_account: As) -> None:
    seed, _ = add_app(as_account("ana_los_angeles"))
    other = Visitor(as_account("beto_los_angeles").site)
    page = other.open("/account/password?x=1")
    page = other.submit(
        "/sign-in", {"login": "ana_los_angeles", "password": PASSWORD, "next": page.url.params["next"]}
    )
    target = re.search(r'name="next" value="([^"]+)"', page.text)
    assert target is not None
    page = other.submit("/sign-in/second", {"code": code_at(seed), "next": target[1]})
    assert str(page.url).endswith("/account/password?x=1")


def test_a_recovery_code_is_good_once_and_its_owner_is_told(as_account: As, stage: Stage) -> None:
    _, codes = add_app(as_account("ana_los_angeles"))
    other = Visitor(as_account("beto_los_angeles").site)
    other.sign_in("ana_los_angeles")
    other.open("/sign-in/recovery?next=/account")
    assert other.submit("/sign-in/recovery", {"code": "aaaaa-bbbbb-ccccc"}).status_code == 422
    typed = codes[3].upper().replace("-", " ")
    page = other.submit("/sign-in/recovery", {"code": typed, "next": "/account"})
    assert page.url.path == "/account/news"
    assert "Quedan 9" in page.text
    assert other.submit("/account/news", {"next": "/account"}).url.path == "/account"
    assert "Quedan 9" in other.open("/account/security").text
    third = Visitor(other.site)
    third.sign_in("ana_los_angeles")
    assert third.submit("/sign-in/recovery", {"code": codes[3]}).status_code == 422
    assert "use_recovery_code" in verbs(stage)


def test_new_recovery_codes_end_the_old_ones(as_account: As) -> None:
    ana = as_account("ana_los_angeles")
    _, old = add_app(ana)
    ana.open("/account/security/recovery")
    new = _CODES.findall(ana.submit("/account/security/recovery").text)
    assert len(new) == 10
    assert not set(new) & set(old)
    other = Visitor(ana.site)
    other.sign_in("ana_los_angeles")
    assert other.submit("/sign-in/recovery", {"code": old[0]}).status_code == 422
    assert other.submit("/sign-in/recovery", {"code": new[0]}).url.path == "/account/news"


def test_removing_the_last_factor_ends_the_codes_too(as_account: As, stage: Stage) -> None:
    ana = as_account("ana_los_angeles")
    add_app(ana)
    ana.open("/account/security/app/remove")
    page = ana.submit("/account/security/app/remove")
    assert page.url.path == "/account/security"
    with stage.store.reading() as connection:
        assert not connection.execute(select(stage.model.table("recovery_code"))).all()
    assert Visitor(ana.site).sign_in("ana_los_angeles").url.path == "/account"
    assert verbs(stage)[-2:] == ["remove_factor", "sign_in"]
    assert ana.submit("/account/security/app/remove").status_code == 404


def test_a_passkey_is_made_used_and_removed(safe_site: Callable[[], Visitor]) -> None:
    ana, key = safe_site(), Authenticator(HOST, f"http://{HOST}")
    ana.sign_in("ana_los_angeles")
    page = add_passkey(ana, key)
    assert len(_CODES.findall(page.text)) == 10
    other = safe_site()
    page = other.sign_in("ana_los_angeles")
    assert page.url.path == "/sign-in/second"
    answer = key.use(json.loads(found(_OPTIONS, page.text)))
    page = other.submit("/sign-in/passkey", {"credential": answer, "next": "/account"})
    assert page.url.path == "/account"
    third = safe_site()
    third.sign_in("ana_los_angeles")
    page = third.submit("/sign-in/passkey", {"credential": answer})
    assert page.status_code == 422, "an answer was good for another challenge"
    page = other.open("/account/security")
    assert "Llave de acceso: Teléfono" in page.text
    removal = found(_REMOVAL, page.text)
    assert "Teléfono" in other.open(removal).text
    assert other.submit(removal).url.path == "/account/security"
    assert safe_site().sign_in("ana_los_angeles").url.path == "/account"
    beto = safe_site()
    beto.sign_in("beto_los_angeles")
    assert beto.open(removal).status_code == 404


@pytest.mark.parametrize(
    "key",
    [
        Authenticator(HOST, "https://registry.example"),
        Authenticator("registry.example", f"http://{HOST}"),
        Authenticator(HOST, f"http://{HOST}", verifies=False),
    ],
    ids=["another origin", "another host", "nobody verified"],
)
def test_a_passkey_for_somebody_else_is_refused(safe_site: Callable[[], Visitor], key: Authenticator) -> None:
    ana = safe_site()
    ana.sign_in("ana_los_angeles")
    page = add_passkey(ana, key)
    assert page.status_code == 422
    assert "no se pudo comprobar" in page.text


def test_a_copied_passkey_is_found_out_by_its_counter(safe_site: Callable[[], Visitor]) -> None:
    ana, key = safe_site(), Authenticator(HOST, f"http://{HOST}")
    ana.sign_in("ana_los_angeles")
    add_passkey(ana, key)
    copy = dataclasses.replace(key)
    answers = []
    for one in (key, copy):
        other = safe_site()
        page = other.sign_in("ana_los_angeles")
        answer = one.use(json.loads(found(_OPTIONS, page.text)))
        answers.append(
            other.submit("/sign-in/passkey", {"credential": answer, "next": "/account"}).status_code
        )
    assert answers == [200, 422]


@pytest.mark.parametrize(
    "answer", ["", "{}", "[]", "null", '{"id": 1}', '{"id": "\u00e9", "rawId": "é"}', "x" * 9000]
)
def test_what_is_no_answer_is_refused_in_words(safe_site: Callable[[], Visitor], answer: str) -> None:
    ana, key = safe_site(), Authenticator(HOST, f"http://{HOST}")
    ana.sign_in("ana_los_angeles")
    ana.open("/account/security/passkeys/new")
    page = ana.submit("/account/security/passkeys/new", {"name": "x", "credential": answer})
    assert page.status_code == 422
    add_passkey(ana, key)
    other = safe_site()
    other.sign_in("ana_los_angeles")
    assert other.submit("/sign-in/passkey", {"credential": answer}).status_code == 422


def test_browsers_make_no_passkey_without_encryption(as_account: As) -> None:
    page = as_account("ana_los_angeles").open("/account/security")
    assert "hace falta un nombre de servidor y una conexión cifrada" in page.text
    assert "passkeys/new" not in page.text


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


def test_an_administrator_takes_a_lost_factor_away_and_the_owner_is_told(
    as_account: As, stage: Stage
) -> None:
    ana = as_account("ana_los_angeles")
    seed, codes = add_app(ana)
    hugo = as_account("hugo_administrador")
    account = f"/admin/accounts/{stage.actors['ana_los_angeles'].account_id}"
    page = hugo.open(account)
    assert not [secret for secret in (seed, *codes) if secret in page.text]
    page = hugo.submit(f"{account}/factors/remove")
    assert "ya no tiene segundo factor" in page.text
    assert ana.open("/account").url.path == "/sign-in"
    page = ana.sign_in("ana_los_angeles")
    assert page.url.path == "/account/news"
    assert "Hugo Administrador quitó el segundo factor" in page.text
    ana.submit("/account/news")
    assert Visitor(ana.site).sign_in("ana_los_angeles").url.path == "/account"
    assert "take_factors_away" in verbs(stage)
    own = f"/admin/accounts/{stage.actors['hugo_administrador'].account_id}/factors/remove"
    assert hugo.submit(own).status_code == 403
    beto = as_account("beto_los_angeles")
    assert beto.submit(f"{account}/factors/remove").status_code == 403
    assert beto.submit(f"{account}/sessions/end").status_code == 403


def demanding(stage: Stage, folder: Path, environment: Environment) -> Starlette:
    """A site whose officers have to sign in with a second factor."""
    registry = stage.model.registry
    roles = [
        role.model_copy(update={"second_factor": "required"}) if role.id == "oficial" else role
        for role in registry.roles
    ]
    changed = registry.model_copy(update={"roles": tuple(roles)})
    return open_site(
        dataclasses.replace(stage, model=dataclasses.replace(stage.model, registry=changed)),
        folder,
        environment,
    )


def test_whoever_lacks_a_demanded_factor_sets_it_up_before_anything_else(
    stage: Stage, tmp_path: Path
) -> None:
    ana = Visitor(demanding(stage, tmp_path, "production"))
    page = ana.sign_in("ana_los_angeles")
    assert page.url.path == "/account/security"
    assert "Su rol exige un segundo factor" in page.text
    assert "Ahora no" not in page.text
    for path in ("/", "/search", "/account", "/people/new", "/lists"):
        assert ana.open(path).url.path == "/account/security", path
    assert ana.open("/account/security/app").url.path == "/account/security/app"
    add_app(ana)
    assert ana.open("/account").url.path == "/account"
    assert Visitor(ana.site).sign_in("elena_analista").url.path == "/account"


def test_in_practice_a_demanded_factor_can_wait(stage: Stage, tmp_path: Path) -> None:
    ana = Visitor(demanding(stage, tmp_path, "practice"))
    page = ana.sign_in("ana_los_angeles")
    assert page.url.path == "/account/security"
    assert re.search(r'<a [^>]*href="/account"[^>]*>Ahora no</a>', page.text)
    assert ana.open("/account").url.path == "/account"
    assert title(ana.open("/people/new"))


def test_words_typed_before_a_factor_was_demanded_are_kept(stage: Stage, tmp_path: Path) -> None:
    site = demanding(stage, tmp_path, "production")
    ana = Visitor(site)
    ana.sign_in("ana_los_angeles")
    page = ana.submit("/people/new", {"draft": "/people/new", "nombre.given": "María"})
    assert page.url.path == "/account/security"
    add_app(ana)
    assert 'value="María"' in ana.open("/people/new?draft=continue").text
