"""Restricted cases, their groups, reasons for reading them and emergencies, as officers and heads meet them."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import select, update

from runtime.ir.access import Role
from tests.journeys.answers import DETENTION, Answers
from tests.journeys.country import Site
from tests.journeys.officer import Officer
from tests.journeys.steps import add_person, folio_of
from tests.statements import queries

SURNAME = "Tlacaelel"
STORY = "Escapó anoche de quien la explota"


@pytest.fixture
def case(site: Site) -> str:
    """A trafficking case of Lucía, in Los Ángeles."""
    return open_restricted(site.officer("lucia"))


def open_restricted(officer: Officer) -> str:
    person = add_person(officer, {"nombre.given": "Xóchitl", "nombre.first": SURNAME, "telefono": ""})
    officer.see(f"/cases/new/trata?person={person}")
    officer.fill({"resumen": STORY, "canal": "presencial"}, having="record")
    assert officer.url.startswith("/cases/0"), officer.errors
    return officer.url.partition("?")[0].partition("#")[0]


def person_of(site: Site, case: str) -> str:
    cases = site.instance.model.table("cases")
    with site.store.reading() as connection:
        key = connection.scalar(select(cases.c.person_id).where(cases.c.id == uuid.UUID(case[-36:])))
    return f"/people/{key}"


def folio(site: Site, case: str) -> str:
    cases = site.instance.model.table("cases")
    with site.store.reading() as connection:
        return str(connection.scalar(select(cases.c.folio).where(cases.c.id == uuid.UUID(case[-36:]))))


def reasons(site: Site, login: str, case: str) -> list[str | None]:
    """Return with which reasons an account's reads of a case were kept."""
    event, account = site.instance.model.table("event"), site.instance.model.table("account")
    site.app.state.service.reads.flush()
    with site.store.reading() as connection:
        found = connection.execute(
            select(event.c.reason)
            .join(account, account.c.id == event.c.account_id)
            .where(account.c.login == login, event.c.case_id == uuid.UUID(case[-36:]), event.c.verb == "read")
            .order_by(event.c.at)
        )
        return [row.reason for row in found]


def account(site: Site, login: str) -> str:
    table = site.instance.model.table("account")
    with site.store.reading() as connection:
        return str(connection.scalar(select(table.c.id).where(table.c.login == login)))


def is_silent(officer: Officer, site: Site, case: str) -> bool:
    """Whether nothing tells of the case or its person: page, lists, search, counts."""
    return (
        officer.open(case).status_code == 404
        and officer.open(person_of(site, case)).status_code == 404
        and SURNAME not in officer.open(f"/search?q={SURNAME.lower()[:5]}").text
        and SURNAME not in officer.open("/lists/personas").text
        and folio(site, case) not in officer.open("/lists/casos").text
        and folio(site, case) not in officer.open("/").text
    )


def test_a_colleague_knows_neither_case_nor_person_until_they_are_of_the_group(site: Site, case: str) -> None:
    lucia, mateo, carmen = (site.officer(login) for login in ("lucia", "mateo", "carmen"))
    assert is_silent(mateo, site, case)
    assert is_silent(carmen, site, case)
    for login in ("mateo", "carmen"):
        lucia.see(f"{case}/group?find={login}")
        lucia.fill({"account": account(site, login), "reason": "Conoce el tema"}, having="account")
        assert not lucia.errors, lucia.errors
    site.app.state.service.sessions.forget()
    for member in (mateo, carmen):
        assert not is_silent(member, site, case)
        member.see(case)
        assert SURNAME in member.page.text
    assert set(reasons(site, "mateo", case)) == {"assigned"}
    assert {"Mateo Ibarra", "Carmen Salas"} <= {one.text for one in lucia.see(case).all("li")}
    lucia.see(f"{case}/group/{account(site, 'mateo')}/remove")
    lucia.fill({"reason": "Se va de vacaciones"}, having="reason")
    site.app.state.service.sessions.forget()
    assert is_silent(mateo, site, case)
    told = lucia.see(f"{case}/history").text
    assert "Se va de vacaciones" in told
    assert "Mateo Ibarra" in told


def test_a_member_works_on_the_case_and_does_not_choose_the_group(site: Site, case: str) -> None:
    lucia, mateo = site.officer("lucia"), site.officer("mateo")
    lucia.see(f"{case}/group")
    lucia.fill({"account": account(site, "mateo"), "reason": "Conoce el tema"}, having="account")
    site.app.state.service.sessions.forget()
    mateo.see(f"{case}/edit/asunto")
    mateo.fill({"resumen": "Está a salvo"}, having="version")
    assert "Está a salvo" in mateo.page.text
    assert mateo.open(f"{case}/group").status_code == 403


def test_who_may_see_no_cases_is_not_taken_into_a_group(site: Site, case: str) -> None:
    lucia = site.officer("lucia")
    lucia.see(f"{case}/group?find=hugo")
    lucia.fill({"account": account(site, "hugo"), "reason": "Para probar"}, having="account")
    assert len(lucia.errors) == 1


def test_the_head_says_why_once_in_a_sitting(site: Site, case: str) -> None:
    teresa = site.officer("teresa")
    assert folio(site, case) in teresa.open("/lists/casos").text
    teresa.see(f"{case}/print")
    assert teresa.url.startswith(f"{case}/reason?")
    assert STORY not in teresa.page.text
    teresa.fill({"reason": ""}, having="reason")
    assert len(teresa.errors) == 1
    teresa.fill({"reason": "Reunión de seguimiento"}, having="reason")
    assert teresa.url == f"{case}/print"
    assert STORY in teresa.page.text
    teresa.see(case)
    teresa.see(f"{case}/history")
    assert set(reasons(site, "teresa", case)) == {"Reunión de seguimiento"}
    again = site.officer("teresa")
    again.see(case)
    assert again.url.startswith(f"{case}/reason?")


def test_an_emergency_opens_reads_ends_and_is_reviewed(site: Site, case: str) -> None:
    carmen, lucia, teresa = (site.officer(login) for login in ("carmen", "lucia", "teresa"))
    assert is_silent(carmen, site, case)
    carmen.see("/emergency")
    carmen.fill({"folio": "", "reason": "", "words": ""}, having="folio")
    assert len(carmen.errors) == 3
    ask(carmen, folio(site, case))
    assert not carmen.errors, carmen.errors
    carmen.follow(folio(site, case))
    assert STORY in carmen.page.text
    assert carmen.open(f"{case}/edit/asunto").status_code in (403, 404)
    assert carmen.open(f"{case}/actions/new/visita_consular").status_code in (403, 404)
    carmen.see(person_of(site, case))
    assert "/edit/" not in carmen.page.text
    assert set(reasons(site, "carmen", case)) == {"vida: Está en la puerta"}

    site.app.state.service.sessions.forget()
    assert "Está en la puerta" in lucia.see("/").text
    lucia.fill(action="emergency/seen")
    assert "Está en la puerta" not in lucia.see("/").text
    assert "Carmen Salas" in lucia.see(f"{case}/history").text
    teresa.see("/")
    teresa.follow("Revisar los accesos de emergencia")
    teresa.follow(folio(site, case))
    assert reasons(site, "teresa", case) == ["review"]
    teresa.fill({"finding": "unjustified"}, having="finding")
    assert len(teresa.errors) == 1
    teresa.fill({"finding": "unjustified", "remarks": "Había quien respondiera"}, having="finding")
    assert "Había quien respondiera" in teresa.page.text
    site.app.state.service.sessions.forget()
    assert is_silent(carmen, site, case)
    assert "Había quien respondiera" in carmen.see("/emergency").text
    assert lucia.open("/emergency/reviews").status_code == 403


def test_an_emergency_ends_by_itself(site: Site, case: str) -> None:
    carmen = site.officer("carmen")
    ask(carmen, folio(site, case))
    carmen.see(case)
    access = site.instance.model.table("emergency_access")
    with site.store.writing() as connection:
        long_ago = datetime.datetime.now(datetime.UTC) - datetime.timedelta(minutes=1)
        connection.execute(update(access).values(ends_at=long_ago))
    site.app.state.service.sessions.forget()
    assert is_silent(carmen, site, case)


def test_asking_for_nothing_looks_like_asking_for_something(site: Site, case: str) -> None:
    """The same statements, the same answer; it is kept, and the head is told."""
    carmen, ramon = site.officer("carmen"), site.officer("ramon")
    sent: list[list[str]] = []
    for wanted in ("LAN-2026-999999", folio(site, case)):
        carmen.see("/emergency")
        with queries(site.store) as found:
            carmen.fill(asked(wanted), having="folio")
        sent.append(found)
        assert "Quedó registrado" in carmen.page.text
    assert sent[0] == sent[1]
    site.app.state.service.sessions.forget()
    assert "LAN-2026-999999" in ramon.see("/emergency/reviews").text
    assert folio(site, case) not in ramon.page.text
    for _ in range(3):
        ask(carmen, "LAN-2026-999999")
    ask(carmen, "LAN-2026-999998")
    assert len(carmen.errors) == 1


def test_who_asks_does_not_review_their_own(site: Site) -> None:
    """A head who is an officer too."""
    case, table = open_restricted(site.officer("mateo")), site.instance.model.table("account")
    with site.store.writing() as connection:
        connection.execute(update(table).where(table.c.login == "ramon").values(roles=["titular", "oficial"]))
    ramon = site.officer("ramon")
    ask(ramon, folio(site, case))
    ask(ramon, "LAN-2026-999999")
    access = site.instance.model.table("emergency_access")
    with site.store.reading() as connection:
        keys = list(connection.scalars(select(access.c.id)))
    assert [ramon.open(f"/emergency/reviews/{key}").status_code for key in keys] == [404, 404]


def asked(wanted: str) -> Answers:
    return {"folio": wanted, "reason": "vida", "words": "Está en la puerta"}


def ask(officer: Officer, wanted: str) -> None:
    officer.see("/emergency")
    officer.fill(asked(wanted), having="folio")


HIDDEN: tuple[str, ...] = (
    "/cases/{case}",
    "/cases/{case}/print",
    "/cases/{case}/history",
    "/cases/{case}/files",
    "/cases/{case}/group",
    "/cases/{case}/edit/asunto",
    "/cases/{case}/links",
    "/cases/{case}/parties",
    "/cases/{case}/reassign",
    "/cases/{case}/transfer",
    "/cases/{case}/documents",
    "/cases/{case}/checklists/protocolo",
    "/cases/{case}/actions/new/visita_consular",
    "/cases/{case}/move/iniciar",
    "/people/{person}",
    "/people/{person}/history",
    "/people/{person}/edit/identidad",
    "/cases/new?person={person}",
    "/actions/{action}",
    "/actions/{action}/history",
    "/actions/{action}/annul",
    "/actions/{action}/edit/gestion",
    "/files/{file}",
)


@pytest.mark.parametrize("login", ["mateo", "carmen", "ramon"])
def test_what_is_hidden_is_not_found_as_what_is_missing(site: Site, case: str, login: str) -> None:
    """The database is asked the same, so that no clock tells them apart."""
    lucia, visitor = site.officer("lucia"), site.officer(login)
    there = hanging_on(site, lucia, case)
    missing = dict.fromkeys(there, uuid.uuid4())
    asked_for: list[dict[str, list[str]]] = []
    for ids in (there, missing):
        found: dict[str, list[str]] = {}
        for path in HIDDEN:
            with queries(site.store) as sent:
                assert visitor.open(path.format(**ids)).status_code == 404, path
            found[path] = list(sent)
        asked_for.append(found)
    # The directory of names is asked for when it is old, whatever the page.
    for path in HIDDEN:
        assert asked_for[0][path] == asked_for[1][path], path


def hanging_on(site: Site, officer: Officer, case: str) -> dict[str, Any]:
    """Give a case an action and a file, and return the ids of all."""
    officer.see(case)
    officer.fill({"type": "visita_consular"}, action="actions/new")
    officer.fill(
        {"nota": "Se le visitó", "centro_tipo": "ice", "acceso": "si", "estado_salud": "Bien"},
        having="record",
    )
    officer.see(f"{case}/files")
    officer.fill(having="file", uploads={"file": ("carta.pdf", b"%PDF-1.7\n%%EOF\n", "application/pdf")})
    model = site.instance.model
    with site.store.reading() as connection:
        action = connection.scalar(select(model.table("actions").c.id))
        file = connection.scalar(select(model.table("attachment").c.id))
    return {"case": case[-36:], "person": person_of(site, case)[-36:], "action": action, "file": file}


def test_an_open_case_is_asked_nothing_of(site: Site) -> None:
    """An ordinary case costs its reader no reason and no further statement."""
    lucia, mateo = site.officer("lucia"), site.officer("mateo")
    person = add_person(lucia)
    lucia.see(f"/cases/new/detencion_migratoria?person={person}")
    lucia.fill({**DETENTION}, having="record")
    assert folio_of(lucia)
    mateo.see(lucia.url)
    assert mateo.url.partition("#")[0] == lucia.url.partition("#")[0]


@pytest.mark.usefixtures("case")
def test_a_hint_names_the_office_and_nobody(site: Site) -> None:
    """Off by default; where a role may be told, only of the very words typed, never of restricted cases alone."""
    add_person(site.officer("lucia"), {"nombre.given": "Rosa", "nombre.first": "Cuauhtli", "telefono": ""})
    carmen, address = site.officer("carmen"), "/cases/new?q=rosa+cuauhtli+nunez"
    assert "Otra oficina" not in carmen.see(address).text
    model = site.instance.model
    told = [role.model_copy(update={"hint": True}) for role in model.registry.roles]
    with told_by(site, tuple(told)):
        text = carmen.see(address).text
        assert "Otra oficina conoce a alguien con esos datos. Pregunte a " in text
        assert "Rosa" not in text
        for typed in ("rosa+cuauhtli", "rosa+cuauhtli+nune", "rosa+cuautli+nunez", "xochitl+tlacaelel+nunez"):
            assert "Otra oficina" not in carmen.see(f"/cases/new?q={typed}").text, typed
        assert "Otra oficina" not in site.officer("mateo").see(address).text


@contextmanager
def told_by(site: Site, roles: tuple[Role, ...]) -> Iterator[None]:
    """Let the registry have other roles for a while."""
    registry = site.instance.model.registry
    before = registry.roles
    registry.__dict__["roles"] = roles
    site.instance.model.memory.forget()
    try:
        yield
    finally:
        registry.__dict__["roles"] = before
        site.instance.model.memory.forget()


def test_what_was_done_in_a_closed_case_stays_as_it_is(site: Site) -> None:
    """Unless a grant names the state."""
    lucia = site.officer("lucia")
    case = open_restricted(lucia)
    there = hanging_on(site, lucia, case)
    action, cases = f"/actions/{there['action']}", site.instance.model.table("cases")
    assert lucia.see(action).text.count("/annul") or "Anular" in lucia.page.text
    with site.store.writing() as connection:
        connection.execute(update(cases).values(state="concluido"))
    assert lucia.open(f"{action}/annul").status_code == 403
    assert lucia.open(f"{action}/edit/gestion").status_code == 403
    assert "Anular" not in lucia.see(action).text
