"""One's own sessions by HTTP: listed, ended, warned of; and whatever ends them, nothing that was typed is lost."""

from __future__ import annotations

import datetime
import re

import httpx2
from sqlalchemy import delete, select, update
from starlette.applications import Starlette

from runtime.auth import devices
from tests.site import PASSWORD, Visitor
from tests.stage import Stage

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.5 Mobile/15E148 Safari/604.1"
)
EDGE = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 "
    "Safari/537.36 Edg/138.0.0.0"
)
_END = re.compile(r'action="(/account/security/sessions/[0-9a-f]+/end)"')
PERSON = {"draft": "/people/new", "nombre.given": "Guadalupe", "nombre.first": "Xicoténcatl"}


def sign_in_from(site: Starlette, agent: str, login: str = "ana_los_angeles") -> Visitor:
    visitor = Visitor(site)
    visitor.headers["user-agent"] = agent
    assert visitor.sign_in(login).url.path == "/account"
    return visitor


def verbs(stage: Stage) -> list[str]:
    event = stage.model.table("event")
    with stage.store.reading() as connection:
        return list(connection.scalars(select(event.c.verb).order_by(event.c.at, event.c.id)))


def lose(stage: Stage, site: Starlette) -> None:
    """Lose every session, as when another copy of the database takes over."""
    with stage.store.writing() as connection:
        connection.execute(delete(stage.model.table("session")))
    site.state.service.sessions.forget()


def age(stage: Stage, site: Starlette, minutes: int) -> None:
    session = stage.model.table("session")
    with stage.store.writing() as connection:
        for row in connection.execute(select(session.c.token, session.c.seen_at)).all():
            earlier = row.seen_at - datetime.timedelta(minutes=minutes)
            connection.execute(update(session).where(session.c.token == row.token).values(seen_at=earlier))
    site.state.service.sessions.forget()


def test_browsers_are_named_as_people_do() -> None:
    assert devices.read(FIREFOX) == devices.Device("Firefox", "Linux")
    assert devices.read(IPHONE) == devices.Device("Safari", "iPhone")
    assert devices.read(EDGE) == devices.Device("Edge", "Windows")
    assert devices.read(None) == devices.read("curl/8") == devices.Device("", "")


def test_sessions_are_listed_and_ended_one_by_one_or_all_others(stage: Stage, site: Starlette) -> None:
    desk, phone, other = (sign_in_from(site, agent) for agent in (FIREFOX, IPHONE, EDGE))
    stranger = sign_in_from(site, EDGE, "beto_los_angeles")
    page = desk.open("/account/security")
    assert [page.text.count(words) for words in ("Firefox en Linux", "Esta sesión")] == [1, 1]
    assert "Safari en iPhone" in page.text
    ends = _END.findall(page.text)
    assert len(ends) == 2
    assert stranger.submit(ends[0]).status_code == 404
    assert "Cerró la sesión" in desk.submit(ends[0]).text
    assert sum(one.open("/account").url.path == "/account" for one in (phone, other)) == 1
    assert "Cerró 1 sesión" in desk.submit("/account/security/sessions/end").text
    assert {one.open("/account").url.path for one in (phone, other)} == {"/sign-in"}
    assert desk.open("/account").url.path == stranger.open("/account").url.path == "/account"
    assert {"end_session", "end_sessions"} <= set(verbs(stage))


def test_an_administrator_ends_all_sessions_of_an_account(stage: Stage, site: Starlette) -> None:
    desk, phone = sign_in_from(site, FIREFOX), sign_in_from(site, IPHONE)
    hugo = sign_in_from(site, EDGE, "hugo_administrador")
    account = stage.actors["ana_los_angeles"].account_id
    hugo.open(f"/admin/accounts/{account}")
    assert "Se cerraron 2 sesiones" in hugo.submit(f"/admin/accounts/{account}/sessions/end").text
    assert {one.open("/account").url.path for one in (desk, phone)} == {"/sign-in"}


def test_the_owner_reads_what_happened_to_the_account(site: Starlette) -> None:
    Visitor(site).sign_in("ana_los_angeles", "no es la correcta")
    page = sign_in_from(site, FIREFOX).open("/account/security")
    assert "Intento con contraseña equivocada" in page.text


def test_asking_how_long_the_session_lasts_does_not_keep_it_open(stage: Stage, site: Starlette) -> None:
    ana = sign_in_from(site, FIREFOX)
    age(stage, site, 58)
    left = ana.get("/session").json()
    assert 0 < left["idle"] <= 120 < left["longest"]
    age(stage, site, 1)
    assert ana.get("/session").json()["idle"] <= 60
    ana.open("/account")
    age(stage, site, 58)
    answer = ana.post("/session/stay", headers={"x-csrf-token": ana.token})
    assert answer.json()["idle"] > 3500
    age(stage, site, 61)
    assert ana.get("/session").json() == {"idle": 0, "longest": 0}
    assert Visitor(site).get("/session").json() == {"idle": 0, "longest": 0}


def again(visitor: Visitor, page: httpx2.Response) -> httpx2.Response:
    """Sign in again from the page one was led to, and go on."""
    assert page.url.path == "/sign-in"
    values = {"login": "ana_los_angeles", "password": PASSWORD, "next": page.url.params["next"], "kept": "1"}
    return visitor.submit("/sign-in", values)


def test_a_form_comes_back_filled_in_after_the_session_timed_out(stage: Stage, site: Starlette) -> None:
    ana = sign_in_from(site, FIREFOX)
    ana.open("/people/new")
    age(stage, site, 61)
    page = ana.submit("/people/new", PERSON)
    assert "Conservamos lo que escribió" in page.text
    page = again(ana, page)
    assert page.url.path == "/people/new"
    assert 'value="Xicoténcatl"' in page.text


def test_a_form_comes_back_filled_in_after_the_session_was_lost(stage: Stage, site: Starlette) -> None:
    ana = sign_in_from(site, FIREFOX)
    ana.open("/people/new")
    lose(stage, site)
    page = again(ana, ana.submit("/people/new", PERSON))
    assert page.url.path == "/people/new"
    assert 'value="Xicoténcatl"' in page.text


def test_a_form_without_draft_is_shown_to_be_sent(stage: Stage, site: Starlette) -> None:
    hugo = sign_in_from(site, FIREFOX, "hugo_administrador")
    hugo.open("/admin/accounts/new")
    lose(stage, site)
    values = {
        "login": "nadia",
        "name": "Nadia Rentería de la Peña",
        "office": "con_chicago",
        "roles": ["oficial"],
        "language": "es",
    }
    page = hugo.submit("/admin/accounts/new", values, referer="http://registry.test/admin/accounts/new")
    target = page.url.params["next"]
    page = hugo.submit("/sign-in", {"login": "hugo_administrador", "password": PASSWORD, "next": target})
    assert page.url.path == "/kept"
    assert "Nadia Rentería de la Peña" in page.text
    key = re.search(r'name="draft" value="([^"]+)"', page.text)
    assert key is not None
    page = hugo.submit("/admin/accounts/new", {**values, "draft": key[1]})
    assert "one-time-link" in page.text
    assert hugo.open(target).status_code == 404


def test_a_session_ended_on_purpose_keeps_nothing(stage: Stage, site: Starlette) -> None:
    ana, phone = sign_in_from(site, FIREFOX), sign_in_from(site, IPHONE)
    phone.open("/people/new")
    ana.open("/account/security")
    ana.submit("/account/security/sessions/end")
    page = phone.submit("/people/new", PERSON)
    assert page.url.path == "/sign-in"
    assert "Conservamos" not in page.text
    with stage.store.reading() as connection:
        assert not connection.execute(select(stage.model.table("draft"))).all()


def test_a_forged_or_foreign_cookie_keeps_nothing(stage: Stage, site: Starlette) -> None:
    ana, beto = sign_in_from(site, FIREFOX), sign_in_from(site, IPHONE, "beto_los_angeles")
    ana.open("/people/new")
    opening, sealed = ana.cookies["acompana_session"].split(".")
    other = beto.cookies["acompana_session"].split(".")[1]
    lose(stage, site)
    for cookie in (
        f"{opening}.{other}",
        f"{opening}.{sealed[:-4]}AAAA",
        f"x.{sealed}",
        opening,
        ".",
        f"{opening}.ñ",
    ):
        stranger = Visitor(site)
        answer = stranger.post(
            "/people/new",
            data={**PERSON, "csrf_token": ana.token},
            headers={b"cookie": f"acompana_session={cookie}".encode()},
        )
        assert answer.url.path == "/sign-in"
        assert "Conservamos" not in answer.text
    with stage.store.reading() as connection:
        assert not connection.execute(select(stage.model.table("draft"))).all()
