"""Substitutes during leave, by HTTP: whose cases they have, on which days, and who enters them."""

from __future__ import annotations

import datetime
import zoneinfo
from collections.abc import Callable

import httpx2
import pytest
from sqlalchemy import insert, select
from uuid_utils.compat import uuid7

from tests.site import Visitor
from tests.stage import NOON, Stage

As = Callable[[str], Visitor]
DAY = datetime.timedelta(days=1)


def today(stage: Stage, login: str) -> datetime.date:
    return datetime.datetime.now(zoneinfo.ZoneInfo(stage.actors[login].zone)).date()


def enter(
    visitor: Visitor, stage: Stage, absent: str, substitute: str, first: int = 0, last: int = 3
) -> httpx2.Response:
    begins = today(stage, absent)
    visitor.open("/leave")
    return visitor.submit(
        "/leave",
        {
            "account": str(stage.actors[absent].account_id),
            "substitute": str(stage.actors[substitute].account_id),
            "first_on": (begins + first * DAY).isoformat(),
            "last_on": (begins + last * DAY).isoformat(),
        },
    )


def verbs(stage: Stage, account: str) -> set[str]:
    event = stage.model.table("event")
    chosen = event.c.record_id == str(stage.actors[account].account_id)
    with stage.store.reading() as connection:
        return set(connection.scalars(select(event.c.verb).where(chosen)))


def test_a_substitute_has_the_cases_of_whom_they_stand_in_for(as_account: As, stage: Stage) -> None:
    case_id = stage.add_case(case_type="case_salarios", login="ana_los_angeles")
    ana, beto = as_account("ana_los_angeles"), as_account("beto_los_angeles")
    assert beto.open(f"/cases/{case_id}").status_code == 404
    page = enter(ana, stage, "ana_los_angeles", "beto_los_angeles")
    assert "La ausencia quedó anotada" in page.text
    assert "begin_absence" in verbs(stage, "ana_los_angeles")
    assert beto.open(f"/cases/{case_id}").status_code == 200
    desk = beto.open("/").text
    assert "Suple a Ana Los Angeles" in desk
    assert str(case_id) in desk
    assert "Ana Los Angeles" in beto.open("/leave").text
    carla = as_account("carla_chicago")
    assert carla.open(f"/cases/{case_id}").status_code == 404
    absence = stage.model.table("absence")
    with stage.store.reading() as connection:
        absence_id = connection.scalars(select(absence.c.id)).one()
    beto.open("/leave")
    assert beto.submit(f"/leave/{absence_id}/end").status_code == 404
    ana.open("/leave")
    assert "La ausencia terminó" in ana.submit(f"/leave/{absence_id}/end").text
    assert beto.open(f"/cases/{case_id}").status_code == 404
    assert "end_absence" in verbs(stage, "ana_los_angeles")


@pytest.mark.parametrize(("first", "last"), [(1, 3), (-3, -1)])
def test_before_and_after_nothing_is_seen(as_account: As, stage: Stage, first: int, last: int) -> None:
    case_id = stage.add_case(case_type="case_salarios", login="ana_los_angeles")
    begins, absence = today(stage, "ana_los_angeles"), stage.model.table("absence")
    with stage.store.writing() as connection:
        connection.execute(
            insert(absence).values(
                id=uuid7(),
                account_id=stage.actors["ana_los_angeles"].account_id,
                substitute_id=stage.actors["beto_los_angeles"].account_id,
                first_on=begins + first * DAY,
                last_on=begins + last * DAY,
                added_at=NOON,
                added_by=stage.actors["ana_los_angeles"].account_id,
            )
        )
    assert as_account("beto_los_angeles").open(f"/cases/{case_id}").status_code == 404


def test_the_head_enters_leave_but_gives_themselves_no_cases(as_account: As, stage: Stage) -> None:
    case_id = stage.add_case(case_type="case_detencion", login="ana_los_angeles")
    dora = as_account("dora_titular")
    own = enter(dora, stage, "ana_los_angeles", "dora_titular")
    assert own.status_code in (404, 422)
    assert enter(dora, stage, "ana_los_angeles", "beto_los_angeles").status_code == 200
    options = dora.open(f"/cases/{case_id}/reassign").text
    assert "Ana Los Angeles (ausente " in options
    told = Visitor(dora.site).sign_in("ana_los_angeles").text
    assert "Dora Titular anotó una ausencia suya" in told


def test_what_is_wrong_is_said_at_each_control(as_account: As, stage: Stage) -> None:
    ana = as_account("ana_los_angeles")
    elsewhere = enter(ana, stage, "ana_los_angeles", "carla_chicago")
    assert elsewhere.status_code == 422
    assert 'href="#substitute"' in elsewhere.text
    late = enter(ana, stage, "ana_los_angeles", "beto_los_angeles", 3, 1)
    assert 'href="#last_on"' in late.text
    assert enter(ana, stage, "beto_los_angeles", "ana_los_angeles").status_code == 404
    enter(ana, stage, "ana_los_angeles", "beto_los_angeles")
    again = enter(ana, stage, "ana_los_angeles", "beto_los_angeles", 2, 5)
    assert "Ya hay una ausencia anotada" in again.text
    beto = as_account("beto_los_angeles")
    assert "también estará ausente" in enter(beto, stage, "beto_los_angeles", "ana_los_angeles").text
