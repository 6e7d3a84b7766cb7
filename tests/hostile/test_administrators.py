"""Administrators who reach for more than they were given."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import select

from runtime.auth import administration
from runtime.auth.accounts import Profile
from runtime.errors import Conflict, Forbidden, Invalid
from tests.stage import Stage


def profile(stage: Stage, login: str) -> Profile:
    found = stage.actors[login]
    return Profile(found.login, found.name, found.office_id, found.roles, found.language)


def test_a_head_of_office_cannot_unmake_the_administrator_who_sits_there(stage: Stage) -> None:
    hugo = stage.actors["hugo_administrador"].account_id
    robbed = replace(profile(stage, "hugo_administrador"), roles=("oficial",))
    with pytest.raises(Invalid) as refusal, stage.work("dora_titular") as work:
        administration.correct(work, hugo, robbed, 1)
    assert list(refusal.value.faults) == ["roles"]
    with pytest.raises(Forbidden), stage.work("dora_titular") as work:
        administration.make_link(work, hugo)
    with pytest.raises(Forbidden), stage.work("dora_titular") as work:
        administration.set_enabled(work, hugo, False)


def test_nobody_gives_themselves_sight_of_more(stage: Stage) -> None:
    own = profile(stage, "hugo_administrador")
    greedy = replace(own, roles=(*own.roles, "titular"))
    with pytest.raises(Invalid) as refusal, stage.work("hugo_administrador") as work:
        administration.correct(work, stage.actors["hugo_administrador"].account_id, greedy, 1)
    assert list(refusal.value.faults) == ["roles"]
    with stage.work("hugo_administrador") as work:
        renamed = replace(own, name="Hugo")
        administration.correct(work, stage.actors["hugo_administrador"].account_id, renamed, 1)


def test_a_head_of_office_gives_no_role_that_reaches_further_than_theirs(stage: Stage) -> None:
    spy = Profile("zoe_espia", "Zoe Espía", "con_los_angeles", ("auditoria",), "es")
    for role in ("auditoria", "analista", "administrador"):
        with pytest.raises(Invalid) as refusal, stage.work("ines_titular") as work:
            administration.add(work, replace(spy, roles=(role,)))
        assert list(refusal.value.faults) == ["roles"]
    with stage.work("ines_titular") as work:
        administration.add(work, replace(spy, roles=("oficial", "becario")))


def test_who_administers_every_account_gives_every_role_and_can_stop_its_holder(stage: Stage) -> None:
    with stage.work("hugo_administrador") as work:
        roles = administration.grantable_roles(work.model, work.actor)
        assert {role.id for role in roles} == {role.id for role in work.model.registry.roles}
        administration.set_enabled(work, stage.actors["ines_titular"].account_id, False)


def test_of_changes_sent_at_once_one_is_stored_and_the_others_are_told(stage: Stage) -> None:
    own = profile(stage, "ana_los_angeles")
    account_id = stage.actors["ana_los_angeles"].account_id

    def rename(number: int) -> bool:
        try:
            with stage.work("hugo_administrador") as work:
                administration.correct(work, account_id, replace(own, name=f"Ana {number}"), 1)
        except Conflict:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        stored = list(pool.map(rename, range(8)))
    assert stored.count(True) == 1
    with stage.store.reading() as connection:
        account = stage.model.table("account")
        row = connection.execute(select(account).where(account.c.id == account_id)).one()
    assert (row.name, row.version) == (f"Ana {stored.index(True)}", 2)
