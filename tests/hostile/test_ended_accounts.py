"""Forged forms that give cases to accounts that serve no more: refused at the field, whatever page would have offered."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from sqlalchemy import select, update

from tests.site import Visitor
from tests.stage import Stage

As = Callable[[str], Visitor]
YESTERDAY = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=2)
ENDED: list[dict[str, object]] = [{"disabled_at": YESTERDAY}, {"ends_on": YESTERDAY.date()}]

over = pytest.mark.parametrize("ended", ENDED, ids=["disabled", "past its last day"])


def end(stage: Stage, login: str, ended: dict[str, object]) -> str:
    """End an account; return its id."""
    account, key = stage.model.table("account"), stage.actors[login].account_id
    with stage.store.writing() as connection:
        connection.execute(update(account).where(account.c.id == key).values(ended))
    return str(key)


def responsible(stage: Stage) -> set[object]:
    with stage.store.reading() as connection:
        return set(connection.scalars(select(stage.model.table("cases").c.responsible_id)))


@over
def test_no_case_is_reassigned_to_one(stage: Stage, as_account: As, ended: dict[str, object]) -> None:
    url = f"/cases/{stage.add_case()}/reassign"
    head = as_account("ines_titular")
    head.open(url)
    answer = head.submit(url, {"account": end(stage, "beto_los_angeles", ended), "version": "1"})
    assert answer.status_code == 422
    assert 'href="#account"' in answer.text
    assert responsible(stage) == {stage.actors["ana_los_angeles"].account_id}


@over
def test_no_case_arrives_at_one(stage: Stage, as_account: As, ended: dict[str, object]) -> None:
    url = f"/cases/{stage.add_case()}/transfer"
    sender, receiver = as_account("ines_titular"), as_account("dora_titular")
    sender.open(url)
    assert sender.submit(url, {"office": "con_chicago", "reason": "Se mudó"}).status_code == 200
    link = receiver.open("/").text.partition('href="/transfers/')[2].partition('"')[0]
    receiver.open(f"/transfers/{link}")
    answer = receiver.submit(f"/transfers/{link}/accept", {"account": end(stage, "carla_chicago", ended)})
    assert answer.status_code == 422
    assert 'href="#account"' in answer.text
    assert responsible(stage) == {stage.actors["ana_los_angeles"].account_id}


@over
def test_no_group_takes_one_in(stage: Stage, as_account: As, ended: dict[str, object]) -> None:
    url = f"/cases/{stage.add_case()}/group"
    officer = as_account("ana_los_angeles")
    officer.open(url)
    beto = end(stage, "beto_los_angeles", ended)
    answer = officer.submit(url, {"account": beto, "reason": "Ayuda con la visita"})
    assert answer.status_code == 422
    assert 'href="#account"' in answer.text
    with stage.store.reading() as connection:
        assert connection.scalars(select(stage.model.table("case_member").c.id)).all() == []
