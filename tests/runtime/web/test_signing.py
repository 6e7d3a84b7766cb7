"""Signing in and out, tokens, lost sessions, passwords and languages, by HTTP."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from sqlalchemy import func, select, update
from starlette.applications import Starlette

from runtime.records import draft
from tests.site import PASSWORD, Visitor, title
from tests.stage import Stage

As = Callable[[str], Visitor]


def count(stage: Stage, table: str) -> int:
    with stage.store.reading() as connection:
        return connection.execute(select(func.count()).select_from(stage.model.table(table))).scalar_one()


def open_sessions(stage: Stage) -> int:
    session = stage.model.table("session")
    with stage.store.reading() as connection:
        statement = select(func.count()).select_from(session).where(session.c.ended_at.is_(None))
        return connection.execute(statement).scalar_one()


def age_session(stage: Stage, site: Starlette, **older: float) -> None:
    """Let the one session rest for a while, as if the clock had moved."""
    session = stage.model.table("session")
    with stage.store.writing() as connection:
        seen = connection.execute(select(session.c.seen_at)).scalar_one()
        connection.execute(update(session).values(seen_at=seen - datetime.timedelta(**older)))
    site.state.service.sessions.forget()


def test_a_visitor_is_led_to_sign_in_and_back(visitor: Visitor) -> None:
    page = visitor.open("/account")
    assert page.url.path == "/sign-in"
    assert page.url.params["next"] == "/account"
    page = visitor.submit(
        "/sign-in", {"login": " Ana_Los_Angeles ", "password": PASSWORD, "next": page.url.params["next"]}
    )
    assert page.url.path == "/account"
    assert "Ana Los Angeles" in page.text


def test_wrong_password_unknown_login_and_disabled_account_get_the_same_answer(
    stage: Stage, visitor: Visitor
) -> None:
    account = stage.model.table("account")
    with stage.store.writing() as connection:
        connection.execute(
            update(account).where(account.c.login == "gina_madrid").values(disabled_at=stage.now)
        )
    wrong = visitor.sign_in("ana_los_angeles", "no es la correcta")
    unknown = visitor.sign_in("nadie", "no es la correcta")
    disabled = visitor.sign_in("gina_madrid")
    for page in (wrong, unknown, disabled):
        assert page.status_code == 422
        assert "El usuario o la contraseña no son correctos" in page.text
        assert title(page).startswith("Error: ")
        assert 'href="#login"' in page.text
    assert 'value="ana_los_angeles"' in wrong.text
    assert count(stage, "session") == 0


def test_the_token_is_new_at_every_sign_in_and_ends_at_sign_out(stage: Stage, visitor: Visitor) -> None:
    visitor.sign_in("ana_los_angeles")
    first = visitor.cookies["acompana_session"]
    visitor.submit("/sign-out")
    assert "acompana_session" not in visitor.cookies
    assert open_sessions(stage) == 0
    visitor.sign_in("ana_los_angeles")
    assert visitor.cookies["acompana_session"] != first
    visitor.cookies.set("acompana_session", first, domain="registry.test")
    visitor.cookies.delete("acompana_session", domain="registry.test")
    stolen = visitor.open("/account", cookie=f"acompana_session={first}")
    assert stolen.url.path == "/sign-in"


def test_cookies_are_hidden_from_scripts(visitor: Visitor) -> None:
    visitor.open("/sign-in")
    answer = visitor.post(
        "/sign-in",
        data={"csrf_token": visitor.token, "login": "ana_los_angeles", "password": PASSWORD},
        follow_redirects=False,
    )
    cookies = answer.headers.get_list("set-cookie")
    assert any(cookie.startswith("acompana_session=") for cookie in cookies)
    assert all("httponly" in cookie.lower() and "samesite=lax" in cookie.lower() for cookie in cookies)


def test_repeated_failures_wait_longer_but_only_from_that_address(site: Starlette) -> None:
    here, elsewhere = Visitor(site), Visitor(site, address="203.0.113.9")
    for _ in range(5):
        here.sign_in("ana_los_angeles", "no es la correcta")
    assert "Demasiados intentos" in here.sign_in("ana_los_angeles").text
    assert here.sign_in("beto_los_angeles").status_code == 200
    assert elsewhere.sign_in("ana_los_angeles").url.path == "/account"


def test_next_never_leaves_the_site(visitor: Visitor) -> None:
    for target in (
        "https://evil.test/",
        "//evil.test",
        "/\\evil.test",
        "/\t/evil.test",
        "javascript:alert(1)",
    ):
        visitor.open("/sign-in")
        answer = visitor.post(
            "/sign-in",
            data={
                "csrf_token": visitor.token,
                "login": "ana_los_angeles",
                "password": PASSWORD,
                "next": target,
            },
            follow_redirects=False,
        )
        assert answer.status_code == 303
        assert answer.headers["location"] == "/"
        visitor.cookies.clear()


def test_a_form_without_its_token_changes_nothing(as_account: As) -> None:
    ana = as_account("ana_los_angeles")
    for token in ("", "nonsense", "AAAA", ana.token[:-4] + "AAAA"):
        ana.token = token
        page = ana.submit("/account/password", {"password": PASSWORD})
        assert page.url.path == "/account/password"
        assert "era de una sesión anterior" in page.text
    assert Visitor(ana.site).sign_in("ana_los_angeles").url.path == "/account"


def test_a_token_of_another_session_is_refused(as_account: As) -> None:
    ana, beto = as_account("ana_los_angeles"), as_account("beto_los_angeles")
    ana.token = beto.token
    page = ana.submit("/account/password", {"password": PASSWORD, "new_password": "otra frase larga"})
    assert "era de una sesión anterior" in page.text


def test_an_idle_session_ends(as_account: As, stage: Stage, site: Starlette) -> None:
    ana = as_account("ana_los_angeles")
    age_session(stage, site, minutes=59)
    assert ana.open("/account").url.path == "/account"
    age_session(stage, site, minutes=61)
    page = ana.open("/account")
    assert page.url.path == "/sign-in"
    assert "Su sesión terminó" in page.text


def test_what_was_typed_when_the_session_ended_is_kept(as_account: As, stage: Stage, site: Starlette) -> None:
    ana = as_account("ana_los_angeles")
    ana.open("/account/password")
    age_session(stage, site, minutes=61)
    page = ana.submit(
        "/account/password",
        {"draft": "people/new", "nombre.given": "María", "sexo": ["mujer"], "password": PASSWORD},
        referer="http://registry.test/account/password?x=1",
    )
    assert page.url.path == "/sign-in"
    assert "Conservamos lo que escribió" in page.text
    assert page.url.params["next"] == "/account/password?x=1"
    with stage.store.reading() as connection:
        kept = draft.load(stage.model, connection, stage.actors["ana_los_angeles"], "people/new")
    assert kept is not None
    assert kept.form["nombre.given"] == ["María"]
    assert PASSWORD not in str(kept)
    page = ana.submit(
        "/sign-in",
        {"login": "ana_los_angeles", "password": PASSWORD, "next": page.url.params["next"], "kept": "1"},
    )
    assert str(page.url) == "http://registry.test/account/password?x=1"


def test_a_forged_form_of_a_lost_session_is_not_kept(as_account: As, stage: Stage, site: Starlette) -> None:
    ana = as_account("ana_los_angeles")
    age_session(stage, site, minutes=61)
    ana.token = "forged"
    page = ana.submit("/account/password", {"nombre": "x"})
    assert page.url.path == "/sign-in"
    assert "Conservamos" not in page.text
    assert count(stage, "draft") == 0


def test_discarding_a_draft_after_the_session_ended_loses_nothing(
    as_account: As, stage: Stage, site: Starlette
) -> None:
    ana = as_account("ana_los_angeles")
    with stage.work("ana_los_angeles") as work:
        draft.save(work, "people/new", {"nombre.given": ["María"]})
    age_session(stage, site, minutes=61)
    assert (
        ana.submit("/drafts/discard", {"draft": "people/new", "next": "/people/new"}).url.path == "/sign-in"
    )
    with stage.store.reading() as connection:
        kept = draft.load(stage.model, connection, stage.actors["ana_los_angeles"], "people/new")
    assert kept is not None
    assert kept.form == {"nombre.given": ["María"]}


def test_signing_out_after_the_session_ended_is_no_error(
    as_account: As, stage: Stage, site: Starlette
) -> None:
    ana = as_account("ana_los_angeles")
    age_session(stage, site, minutes=61)
    assert ana.submit("/sign-out").url.path == "/sign-in"


def test_htmx_is_sent_to_the_sign_in_page_as_a_whole(as_account: As, stage: Stage, site: Starlette) -> None:
    ana = as_account("ana_los_angeles")
    age_session(stage, site, minutes=61)
    answer = ana.get(
        "/account", headers={"hx-request": "true", "hx-current-url": "http://registry.test/account"}
    )
    assert answer.headers["hx-redirect"] == "/sign-in?next=%2Faccount&ended=1"


def test_a_one_time_password_must_be_changed_before_anything_else(stage: Stage, visitor: Visitor) -> None:
    account = stage.model.table("account")
    with stage.store.writing() as connection:
        connection.execute(update(account).values(must_change=True))
    assert visitor.sign_in("ana_los_angeles").url.path == "/account/password"
    assert visitor.open("/admin/accounts").url.path == "/account/password"
    new = "otra frase que recuerdo"
    page = visitor.submit(
        "/account/password", {"password": PASSWORD, "new_password": "corta", "again_password": "corta"}
    )
    assert page.status_code == 422
    assert 'href="#new_password"' in page.text
    page = visitor.submit(
        "/account/password", {"password": PASSWORD, "new_password": new, "again_password": new}
    )
    assert "Cambió su contraseña" in visitor.open("/account").text or "Cambió su contraseña" in page.text
    again = Visitor(visitor.site)
    assert again.sign_in("ana_los_angeles").status_code == 422
    assert again.sign_in("ana_los_angeles", new).url.path == "/account"


def test_changing_the_password_ends_the_other_sessions(as_account: As) -> None:
    desk, laptop = as_account("ana_los_angeles"), as_account("ana_los_angeles")
    new = "otra frase que recuerdo"
    desk.open("/account/password")
    desk.submit("/account/password", {"password": PASSWORD, "new_password": new, "again_password": new})
    assert desk.open("/account").url.path == "/account"
    assert laptop.open("/account").url.path == "/sign-in"


def test_the_language_is_chosen_before_and_after_signing_in(visitor: Visitor, site: Starlette) -> None:
    page = visitor.open("/language/en?next=%2Fsign-in%3Fnext%3D%252Faccount")
    assert page.url.path == "/sign-in"
    assert 'lang="en"' in page.text
    assert "Sign in" in title(page)
    page = visitor.sign_in("ana_los_angeles")
    assert title(page) == "My account – Sample registry"
    # An address alone, in a letter or an image, changes no account.
    assert title(visitor.open("/language/es?next=/account")) == "My account – Sample registry"
    assert title(visitor.submit("/language/es?next=/account")) == "Mi cuenta – Registro de muestra"
    other = Visitor(site)
    assert title(other.sign_in("ana_los_angeles")) == "Mi cuenta – Registro de muestra"
    assert visitor.open("/language/xx").status_code == 404
    visitor.open("/account")
    assert visitor.submit("/language/xx").status_code == 404
    assert visitor.submit("/language/en?next=https://example.org/").url.host == "registry.test"
    assert title(Visitor(site).open("/sign-in", **{"accept-language": "en-GB,en;q=0.9"})).startswith(
        "Sign in"
    )


def test_signing_in_leaves_an_event(as_account: As, stage: Stage) -> None:
    as_account("ana_los_angeles")
    event = stage.model.table("event")
    with stage.store.reading() as connection:
        row = connection.execute(select(event).where(event.c.verb == "sign_in")).one()
    assert row.account_id == stage.actors["ana_los_angeles"].account_id
    assert row.request_id
