"""Retention, legal hold and breaches from page to page."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select, update

from runtime.ir.rights import Retention
from tests.site import Visitor, open_site
from tests.stage import Stage
from tests.variant import vary

As = Callable[[str], Visitor]
LIST = "/protection/retention"
BREACHES = "/protection/breaches"


@pytest.fixture
def stage(sqlite_stage: Stage, tmp_path: Path) -> Stage:
    """The sample with a term of two years for every case."""
    term = Retention(term="2y", then="block")
    return vary(sqlite_stage, tmp_path, entities={"case": {"retention": term}})


@pytest.fixture
def as_account(stage: Stage, tmp_path: Path) -> As:
    site = open_site(stage, tmp_path)

    def sign_in(login: str) -> Visitor:
        visitor = Visitor(site)
        assert visitor.sign_in(login).status_code == 200
        return visitor

    return sign_in


def close(stage: Stage, case_id: uuid.UUID) -> None:
    cases = stage.model.table("cases")
    then = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=1000)
    with stage.store.writing() as connection:
        connection.execute(update(cases).where(cases.c.id == case_id).values(state="cerrado", closed_at=then))


def test_the_list_changes_nothing_until_somebody_confirms_and_what_is_held_stays(
    stage: Stage, as_account: As
) -> None:
    free, held = stage.add_case(), stage.add_case()
    close(stage, free)
    close(stage, held)
    keeper, officer = as_account("ines_titular"), as_account("ana_los_angeles")
    keeper.open(f"/cases/{held}/hold")
    assert keeper.submit(f"/cases/{held}/hold", {"hold_reason": ""}).status_code == 422
    placed = keeper.submit(f"/cases/{held}/hold", {"hold_reason": "Juicio en curso"})
    assert "Juicio en curso" in placed.text
    assert "Retenido por mandato legal" in officer.open(f"/cases/{held}").text

    rehearsed = keeper.open(LIST).text
    assert "Vencidos hoy: 1" in rehearsed
    assert "Vencidos que se conservan" in rehearsed
    assert keeper.submit(LIST, {}).status_code == 422
    assert officer.open(f"/cases/{free}").status_code == 200
    assert "Casos: 1" in keeper.submit(LIST, {"sure": "yes"}).text
    for path in ("", "/print", "/history", "/consent"):
        assert officer.open(f"/cases/{free}{path}").status_code == 404
    assert "Fuera de uso" in keeper.open(f"/cases/{free}").text
    assert officer.open(f"/cases/{held}").status_code == 200
    folio = str(stage.stored("case", free, "ines_titular").row["folio"])
    assert folio not in officer.open("/lists/casos").text

    table = stage.model.table("legal_hold")
    with stage.store.reading() as connection:
        hold_id = str(connection.scalars(select(table.c.id)).one())
    keeper.open(f"/cases/{held}/hold")
    lifted = keeper.submit(f"/cases/{held}/hold", {"hold": hold_id, "lift_reason": "Sentencia firme"})
    assert "Sentencia firme" in lifted.text
    assert "Vencidos hoy: 1" in keeper.open(LIST).text


def test_a_person_is_held_with_all_their_cases(stage: Stage, as_account: As) -> None:
    person_id = stage.add_person()
    close(stage, stage.add_case(person_id))
    keeper = as_account("ines_titular")
    assert f"/people/{person_id}/hold" in keeper.open(f"/people/{person_id}").text
    keeper.open(f"/people/{person_id}/hold")
    keeper.submit(f"/people/{person_id}/hold", {"hold_reason": "Lo pide la fiscalía"})
    page = keeper.open(LIST).text
    assert "Vencidos hoy: 0" in page
    assert "Retención legal" in page


def test_who_does_not_keep_finds_no_list_and_holds_nothing(stage: Stage, as_account: As) -> None:
    case_id = stage.add_case()
    officer = as_account("ana_los_angeles")
    assert officer.open(LIST).status_code == 404
    assert officer.submit(LIST, {"sure": "yes"}).status_code in (403, 404)
    assert officer.open(f"/cases/{case_id}/hold").status_code == 404
    assert officer.submit(f"/cases/{case_id}/hold", {"hold_reason": "x"}).status_code == 403


def test_a_breach_runs_its_clock_until_all_were_told_and_closes_then(as_account: As) -> None:
    head, officer = as_account("ines_titular"), as_account("ana_los_angeles")
    officer.open(f"{BREACHES}/new")
    empty = officer.submit(f"{BREACHES}/new", {"known_at": "2999-01-01T10:00", "persons": "muchas"})
    assert empty.status_code == 422
    for control in ("known_at", "what", "data", "persons"):
        assert f'href="#{control}"' in empty.text
    known = (datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    facts = {"what": "Se perdió una memoria", "data": "Identidad y salud", "known_at": known}
    record = {"record": str(uuid.uuid4())}
    sent = officer.submit(f"{BREACHES}/new", {**facts, **record})
    url = sent.url.path
    assert "INC-LAN-" in sent.text
    assert "Falta avisar a: Autoridad; Personas afectadas" in sent.text
    assert officer.submit(f"{BREACHES}/new", {**facts, **record}).url.path == url
    assert officer.submit(f"{url}/close", {"closing_words": "Nada"}).status_code == 403

    assert url in head.open(BREACHES).text
    head.open(url)
    assert head.submit(url, {**facts, "persons": "40", "version": "1"}).status_code == 200
    older = head.submit(url, {**facts, "persons": "4", "version": "1"})
    assert older.status_code == 422
    assert "Otra persona guardó: «40»" in older.text
    assert 'value="4"' in older.text
    assert 'name="version" value="2"' in older.text
    assert head.submit(url, {**facts, "persons": "41", "version": "2"}).status_code == 200
    assert head.submit(f"{url}/close", {"closing_words": "Listo"}).status_code == 422
    assert (
        head.submit(f"{url}/told", {"recipient": "autoridad", "told_at": "1999-01-01T00:00"}).status_code
        == 422
    )
    now = datetime.datetime.now(datetime.UTC) - datetime.timedelta(hours=9)
    told = {"told_at": now.strftime("%Y-%m-%dT%H:%M"), "how": "Oficio"}
    for recipient in ("autoridad", "personas"):
        head.submit(f"{url}/told", {**told, "recipient": recipient})
    page = head.open(url).text
    assert "Falta avisar a" not in page
    assert "acompana-deadline--met" in page
    assert "Cerrado" in head.submit(f"{url}/close", {"closing_words": "Se cambió el procedimiento"}).text
    assert head.submit(url, {**facts, "what": "Otra cosa"}).status_code == 422
    assert as_account("carla_chicago").open(url).status_code == 404
