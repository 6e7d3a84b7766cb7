"""Leave as a way to cases: substitutes of substitutes, with lesser roles, gone elsewhere, and who would stay with a case."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import insert, select, update
from uuid_utils.compat import uuid7

from runtime.errors import Invalid
from runtime.ir.access import Grant
from runtime.records import case
from runtime.records.work import begin
from tests.site import Visitor
from tests.stage import NOON, Stage

As = Callable[[str], Visitor]
DAY = datetime.timedelta(days=1)


@pytest.fixture
def url(stage: Stage) -> str:
    """A restricted case of Ana's."""
    return f"/cases/{stage.add_case(case_type='case_salarios', login='ana_los_angeles')}"


def away(stage: Stage, absent: str, substitute: str) -> uuid.UUID:
    """Let somebody be away now, past every check."""
    absence, today = stage.model.table("absence"), datetime.datetime.now(datetime.UTC).date()
    row = {
        "id": uuid7(),
        "account_id": stage.actors[absent].account_id,
        "substitute_id": stage.actors[substitute].account_id,
        "first_on": today - 2 * DAY,
        "last_on": today + 2 * DAY,
        "added_at": NOON,
        "added_by": stage.actors[absent].account_id,
    }
    with stage.store.writing() as connection:
        connection.execute(insert(absence), row)
    return uuid.UUID(str(row["id"]))


def enter(visitor: Visitor, stage: Stage, absent: str, substitute: str) -> str:
    """Enter leave by the form; return the page that answers, empty when it went through."""
    today = datetime.datetime.now(datetime.UTC).date()
    visitor.open("/leave")
    answer = visitor.submit(
        "/leave",
        {
            "account": str(stage.actors[absent].account_id),
            "substitute": str(stage.actors[substitute].account_id),
            "first_on": (today + DAY).isoformat(),
            "last_on": (today + 2 * DAY).isoformat(),
        },
    )
    assert answer.status_code in (200, 422)
    return answer.text if answer.status_code == 422 else ""


def test_a_substitute_passes_on_no_cases_that_are_not_theirs(stage: Stage, as_account: As, url: str) -> None:
    away(stage, "ana_los_angeles", "beto_los_angeles")
    away(stage, "beto_los_angeles", "fidel_becario")
    assert as_account("beto_los_angeles").open(url).status_code == 200
    assert as_account("fidel_becario").open(url).status_code == 404


def test_no_leave_leaves_the_cases_of_somebody_else_to_nobody(stage: Stage, as_account: As) -> None:
    away(stage, "ana_los_angeles", "beto_los_angeles")
    refused = enter(as_account("beto_los_angeles"), stage, "beto_los_angeles", "fidel_becario")
    assert 'href="#first_on"' in refused


def test_a_substitute_does_what_their_own_role_lets_them(stage: Stage, as_account: As) -> None:
    case_id = stage.add_case(
        case_type="case_salarios", login="ana_los_angeles", resumen="Le deben tres meses"
    )
    away(stage, "ana_los_angeles", "fidel_becario")
    fidel = as_account("fidel_becario")
    seen = fidel.open(f"/cases/{case_id}")
    assert seen.status_code == 200
    assert "Le deben tres meses" not in seen.text
    section = stage.model.registry.by_id["case"].sections[0].id
    assert fidel.open(f"/cases/{case_id}/edit/{section}").status_code == 403
    assert fidel.open(f"/cases/{case_id}/group").status_code == 403
    assert "Le deben tres meses" in as_account("ana_los_angeles").open(f"/cases/{case_id}").text


def test_nobody_stands_in_who_may_see_no_case(stage: Stage, as_account: As) -> None:
    dora = as_account("dora_titular")
    assert 'href="#substitute"' in enter(dora, stage, "dora_titular", "hugo_administrador")
    assert enter(dora, stage, "dora_titular", "elena_analista") == ""


@pytest.mark.parametrize("gone", ["ana_los_angeles", "beto_los_angeles"])
def test_whoever_moves_to_another_office_leaves_the_cases_there(
    stage: Stage, as_account: As, url: str, gone: str
) -> None:
    away(stage, "ana_los_angeles", "beto_los_angeles")
    account = stage.model.table("account")
    with stage.store.writing() as connection:
        chosen = account.c.id == stage.actors[gone].account_id
        connection.execute(update(account).where(chosen).values(office_id="con_chicago"))
    assert as_account("beto_los_angeles").open(url).status_code == 404


def test_a_substitute_does_not_stay_with_a_case(stage: Stage, as_account: As, url: str) -> None:
    absence_id = away(stage, "ana_los_angeles", "beto_los_angeles")
    ana, beto = as_account("ana_los_angeles"), as_account("beto_los_angeles")
    beto.open(f"{url}/group")
    own = {"account": str(stage.actors["beto_los_angeles"].account_id), "reason": "Me lo quedo"}
    answer = beto.submit(f"{url}/group", own)
    assert answer.status_code == 422
    assert 'href="#account"' in answer.text
    ana.open("/leave")
    assert ana.submit(f"/leave/{absence_id}/end").status_code == 200
    assert beto.open(url).status_code == 404


def test_a_substitute_reassigns_to_others_and_not_to_themselves(stage: Stage, url: str) -> None:
    case_id, registry = uuid.UUID(url.rpartition("/")[2]), stage.model.registry
    ana, beto, ines = (
        stage.actors[one].account_id for one in ("ana_los_angeles", "beto_los_angeles", "ines_titular")
    )
    own = Grant(subject="case", verb="reassign", reach="own")
    roles = tuple(
        role.model_copy(update={"grants": (*role.grants, own)}) if role.id == "oficial" else role
        for role in registry.roles
    )
    model = replace(stage.model, registry=registry.model_copy(update={"roles": roles}))
    model.memory.forget()
    actor = replace(stage.actors["beto_los_angeles"], standing_for=frozenset([ana]))
    with begin(stage.store, model, actor, now=NOON) as work, pytest.raises(Invalid) as refusal:
        case.reassign(work, case_id, beto, 1)
    assert list(refusal.value.faults) == ["account"]
    with begin(stage.store, model, actor, now=NOON) as work:
        case.reassign(work, case_id, ines, 1)


def test_the_log_names_who_stood_in(stage: Stage, as_account: As, url: str) -> None:
    away(stage, "ana_los_angeles", "beto_los_angeles")
    beto = as_account("beto_los_angeles")
    assert beto.open(url).status_code == 200
    beto.open(f"{url}/group")
    ines = str(stage.actors["ines_titular"].account_id)
    assert beto.submit(f"{url}/group", {"account": ines, "reason": "Revisa el pago"}).status_code == 200
    event = stage.model.table("event")
    chosen = (event.c.case_id == uuid.UUID(url.rpartition("/")[2]), event.c.verb.in_(("read", "add_member")))
    with stage.store.reading() as connection:
        told = connection.execute(select(event.c.verb, event.c.account_id).where(*chosen)).all()
    assert {tuple(one) for one in told} == {
        (verb, stage.actors["beto_los_angeles"].account_id) for verb in ("read", "add_member")
    }
