"""What leaves by the paths beside the main ones: extracts, reports to hand over, words of events, the log's file, holds."""

from __future__ import annotations

import base64
import datetime
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select
from starlette.applications import Starlette

from runtime.errors import Forbidden
from runtime.records import breach, lifecycle, party, register, retention, subscription
from runtime.records.breach import Facts
from runtime.records.subscription import Wish
from tests.sample import ROLES
from tests.site import Visitor, open_site
from tests.stage import Stage, new_id
from tests.system import System, make_token
from tests.variant import vary

SignIn = Callable[[str], Visitor]
RIGHTS = "/protection/rights"


@pytest.fixture
def involved(stage: Stage) -> tuple[uuid.UUID, uuid.UUID, uuid.UUID]:
    """Somebody with a part in an ordinary and in a restricted case, both about other people."""
    person_id = stage.add_person(nombre__given="Implicado")
    victim = stage.add_person(nombre__given="Víctima")
    ordinary = stage.add_case(victim, resumen="La víctima se esconde en Fresno")
    restricted = stage.add_case(victim, case_type="case_salarios")
    with stage.work() as work:
        for case_id in (ordinary, restricted):
            party.add(work, case_id, person_id, "familiar")
    return person_id, ordinary, restricted


def folio_of(stage: Stage, case_id: uuid.UUID) -> str:
    return str(stage.stored("case", case_id).row["folio"])


def asked_by(visitor: Visitor, person_id: uuid.UUID) -> str:
    visitor.open(f"{RIGHTS}/new?person={person_id}")
    given = {
        "kind": "acceso",
        "name": "Alguien",
        "proof": "Pasaporte",
        "asked": "Todo",
        "language": "es",
        "received_on": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "record": str(uuid.uuid4()),
        "person": str(person_id),
    }
    return visitor.submit(f"{RIGHTS}/new", given).url.path


def events(stage: Stage, visitor: Visitor, **wanted: object) -> list[dict[str, object]]:
    visitor.site.state.service.reads.flush()
    event = stage.model.table("event")
    query = select(event).where(*(event.c[name] == value for name, value in wanted.items()))
    with stage.store.reading() as connection:
        return [row._asdict() for row in connection.execute(query)]


@pytest.mark.parametrize("end", ["", ".csv"])
def test_an_extract_tells_of_cases_about_others_no_more_than_the_part(
    as_account: SignIn, stage: Stage, involved: tuple[uuid.UUID, uuid.UUID, uuid.UUID], end: str
) -> None:
    person_id, ordinary, restricted = involved
    own = stage.add_case(person_id, resumen="Perdió su pasaporte")
    head = as_account("ines_titular")
    told = head.get(f"{asked_by(head, person_id)}/extract{end}").text
    assert "Perdió su pasaporte" in told
    assert folio_of(stage, ordinary) in told
    for secret in ("Fresno", "Víctima", folio_of(stage, restricted)):
        assert secret not in told
    assert [row["channel"] for row in events(stage, head, case_id=own, verb="export")] == ["export"]


def test_who_read_my_file_keeps_restricted_cases_about_others_back(
    as_account: SignIn, stage: Stage, involved: tuple[uuid.UUID, uuid.UUID, uuid.UUID]
) -> None:
    person_id, ordinary, restricted = involved
    as_account("ana_los_angeles").open(f"/cases/{restricted}")
    for login in ("ines_titular", "olga_auditora"):
        page = as_account(login).open(f"/people/{person_id}/readers").text
        assert folio_of(stage, ordinary) in page
        assert folio_of(stage, restricted) not in page


def test_words_of_what_was_done_are_for_who_reads_words(as_account: SignIn, stage: Stage) -> None:
    case_id = stage.add_case()
    with stage.work("ines_titular") as work:
        lifecycle.move(work, case_id, "anular", None, "Lo retiró su prima Eva", 1)
    for login, is_told in (("fidel_becario", False), ("ana_los_angeles", True)):
        visitor = as_account(login)
        for path in ("", "/print", "/history"):
            page = visitor.open(f"/cases/{case_id}{path}")
            assert page.status_code == 200
            assert ("prima Eva" in page.text) == is_told


def test_why_a_case_is_held_is_for_who_keeps_cases(as_account: SignIn, stage: Stage) -> None:
    case_id = stage.add_case()
    with stage.work("ines_titular") as work:
        retention.hold(work, "Proceso penal 12/2026", case_id=case_id)
    assert "Proceso penal" not in as_account("ana_los_angeles").open(f"/cases/{case_id}/history").text
    assert "Proceso penal" in as_account("ines_titular").open(f"/cases/{case_id}/history").text


def test_holds_are_put_where_somebody_keeps_cases(stage: Stage, tmp_path: Path) -> None:
    roles = [role.model_dump() for role in ROLES]
    for grant in next(role for role in roles if role["id"] == "titular")["grants"]:
        if grant["subject"] == "retention":
            grant["reach"] = "office"
    narrow = vary(stage, tmp_path, roles=tuple(roles))
    person_id = stage.add_person(login="carla_chicago")
    case_id = stage.add_case(person_id, login="carla_chicago")
    for which in ({"case_id": case_id}, {"person_id": person_id}):
        with pytest.raises(Forbidden), narrow.work("dora_titular") as work:
            retention.hold(work, "Sin facultad", **which)
    here = stage.add_case()
    with narrow.work("ines_titular") as work:
        retention.hold(work, "Con facultad", case_id=here)


def test_the_people_of_a_case_out_of_reach_are_not_told_apart(site: Starlette, stage: Stage) -> None:
    person_id = stage.add_person()
    seen = stage.add_case(person_id)
    hidden = stage.add_case(person_id, case_type="case_salarios")
    with stage.store.writing() as connection:
        token = make_token(connection, stage.model.metadata, "ana_los_angeles")
    system = System(site, token)
    assert [one["id"] for one in system.see(f"/persons?case={seen}")["data"]] == [str(person_id)]
    assert system.see(f"/persons?case={hidden}")["data"] == []


def test_the_file_of_the_log_names_no_more_than_its_page(as_account: SignIn, stage: Stage) -> None:
    restricted = stage.add_case(case_type="case_salarios", desde="2026-01-01")
    ordinary = stage.add_case(salud="Diabetes")
    auditor = as_account("olga_auditora")
    of_restricted = auditor.get(f"/protection/trail/export.csv?record={restricted}").text
    assert folio_of(stage, restricted) in of_restricted
    assert "patron" not in of_restricted
    of_ordinary = auditor.get(f"/protection/trail/export.csv?record={ordinary}").text
    assert folio_of(stage, ordinary) in of_ordinary
    assert "salud" not in of_ordinary


def test_words_of_a_breach_stay_out_of_the_log_of_who_reads_none(as_account: SignIn, stage: Stage) -> None:
    breach_id = new_id()
    with stage.work("ines_titular") as work:
        breach.register(work, stage.now, Facts("Se perdió una memoria", "Salud", "", ""), breach_id)
    with stage.work("ines_titular") as work:
        breach.complete(work, breach_id, Facts("La robó un empleado", "Salud", "", ""), 1)
    path = f"/protection/trail?record={breach_id}"
    assert "robó" not in as_account("olga_auditora").open(path).text
    assert "robó" in as_account("dora_titular").open(path).text


def test_what_is_sent_again_is_in_the_log_and_no_secret_of_an_address(stage: Stage) -> None:
    wish = Wish("https://receiver.example/hooks/SECRETO?key=SECRETO", ("person",))
    with stage.work("hugo_administrador") as work:
        webhook_id, _ = subscription.subscribe(
            work, stage.actors["ana_los_angeles"].account_id, wish, is_local_allowed=False
        )
    stage.add_person()
    message = stage.model.table("webhook_message")
    with stage.store.writing() as connection:
        connection.execute(message.update().values(given_up_at=stage.now, next_at=None))
    with stage.work("hugo_administrador") as work:
        assert subscription.send_again(work, webhook_id) == 1
    event = stage.model.table("event")
    with stage.store.reading() as connection:
        told = connection.execute(select(event).where(event.c.entity == "webhook")).all()
    assert [row.verb for row in told] == ["subscribe", "send_again"]
    assert "SECRETO" not in str(told)


@pytest.mark.parametrize(
    "given",
    [{"persons": "9" * 5000}, {"known_at": "9999-12-31T23:59"}],
)
def test_numbers_and_days_beyond_all_are_said_to_be_wrong(as_account: SignIn, given: dict[str, str]) -> None:
    officer = as_account("ana_los_angeles")
    officer.open("/protection/breaches/new")
    facts = {"what": "Algo", "data": "Algo", "known_at": "2026-01-01T10:00", "record": str(uuid.uuid4())}
    assert officer.submit("/protection/breaches/new", {**facts, **given}).status_code == 422


def test_a_name_shown_on_the_form_of_a_request_is_a_read(as_account: SignIn, stage: Stage) -> None:
    person_id = stage.add_person(nombre__given="Quetzalli")
    officer = as_account("ana_los_angeles")
    assert "Quetzalli" in officer.open(f"{RIGHTS}/new?person={person_id}").text
    assert len(events(stage, officer, verb="read", person_id=person_id)) == 1


def test_the_address_of_a_next_page_tells_no_hidden_title(stage: Stage, tmp_path: Path) -> None:
    roles = [role.model_dump() for role in ROLES]
    next(role for role in roles if role["id"] == "oficial")["hidden"] += (
        "register_contraparte.denominacion",
    )
    hiding = vary(stage, tmp_path, roles=tuple(roles))
    for number in range(3):
        given = hiding.submit("register_contraparte", {"denominacion": f"Secreta {number}"}, "dora_titular")
        with hiding.work("dora_titular") as work:
            register.add(work, "register_contraparte", given, new_id())
    site = open_site(hiding, tmp_path)
    with stage.store.writing() as connection:
        token = make_token(connection, stage.model.metadata, "ana_los_angeles")
    system, seen = System(site, token), 0
    after: str | None = ""
    while after is not None:
        page = system.see(f"/registers/contraparte?limit=1{after and f'&after={after}'}")
        seen, after = seen + len(page["data"]), page["next"]
        if after is not None:
            assert "Secreta" not in base64.urlsafe_b64decode(after + "==").decode()
    assert seen == 3


def test_a_token_that_only_writes_is_not_told_who_is_alike(site: Starlette, stage: Stage) -> None:
    person_id = stage.add_person()
    same = {"fields": {"nombre": {"given": "Ana", "first": "García", "second": "Núñez", "as_known": ""}}}
    for scope, told in ((("write:person",), []), (("write:person", "read:person"), [str(person_id)])):
        with stage.store.writing() as connection:
            token = make_token(connection, stage.model.metadata, "ana_los_angeles", scope)
        answer = System(site, token).ask("POST", "/persons", same)
        assert (answer.status_code, answer.json()["candidates"]) == (409, told)
