"""A second factor by HTTP: set up, asked for at sign-in, recovered, taken away, demanded by a role."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select
from starlette.applications import Starlette

from runtime.auth import steps, throttle
from runtime.settings import Environment
from tests.authenticator import Authenticator
from tests.factors import (
    CODES,
    OPTIONS,
    SEALED,
    SEED,
    add_app,
    add_passkey,
    code_at,
    found,
    verbs,
    wrong_code,
)
from tests.site import PASSWORD, Visitor, open_site, title
from tests.stage import Stage

NEW = "una frase larga que nadie adivina"

As = Callable[[str], Visitor]

HOST = "localhost"
_REMOVAL = re.compile(r'href="(/account/security/passkeys/[^"]+/remove)"')


@pytest.fixture
def safe_site(site: Starlette) -> Callable[[], Visitor]:
    """Visitors of the site under a name for which browsers make passkeys."""

    def visitor() -> Visitor:
        made = Visitor(site)
        made.base_url = f"http://{HOST}"
        return made

    return visitor


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
    seed = found(SEED, page.text).replace(" ", "")
    beto.open("/account/security/app")
    values = {"seed": found(SEALED, page.text), "code": code_at(seed)}
    page = beto.submit("/account/security/app", values)
    assert found(SEED, page.text).replace(" ", "") != seed
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
    new = CODES.findall(ana.submit("/account/security/recovery").text)
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
    assert len(CODES.findall(page.text)) == 10
    other = safe_site()
    page = other.sign_in("ana_los_angeles")
    assert page.url.path == "/sign-in/second"
    answer = key.use(json.loads(found(OPTIONS, page.text)))
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
        answer = one.use(json.loads(found(OPTIONS, page.text)))
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
