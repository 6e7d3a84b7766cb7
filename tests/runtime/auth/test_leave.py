"""The days of an absence, on both databases."""

from __future__ import annotations

import datetime
import uuid
import zoneinfo

from sqlalchemy import insert, update
from uuid_utils.compat import uuid7

from runtime.auth import facts
from runtime.auth.sessions import Lifetime, Sessions
from tests.stage import NOON, Stage


def test_which_day_it_is_the_account_s_office_says(stage: Stage) -> None:
    """Late on the last day in Los Ángeles it is the next day in the world's time; both databases."""
    absence, account = stage.model.table("absence"), stage.model.table("account")
    ana, beto = (stage.actors[name].account_id for name in ("ana_los_angeles", "beto_los_angeles"))
    last = datetime.date(2026, 3, 11)
    with stage.store.writing() as connection:
        connection.execute(
            insert(absence).values(
                id=uuid7(),
                account_id=ana,
                substitute_id=beto,
                first_on=last,
                last_on=last,
                added_at=NOON,
                added_by=ana,
            )
        )
    life = Lifetime(datetime.timedelta(hours=200), datetime.timedelta(hours=200))
    sessions = Sessions(stage.store, stage.model, life)
    ticket = sessions.open(beto, NOON)
    begins = datetime.datetime(2026, 3, 11, tzinfo=zoneinfo.ZoneInfo("America/Los_Angeles"))

    def stands_in(hours: float) -> frozenset[uuid.UUID]:
        sessions.forget()
        found = sessions.find(ticket, begins.astimezone(datetime.UTC) + datetime.timedelta(hours=hours))
        assert found is not None
        return found.actor.standing_for

    assert [stands_in(hours) for hours in (-0.1, 0.1, 23.9, 24.1)] == [
        frozenset(),
        frozenset([ana]),
        frozenset([ana]),
        frozenset(),
    ]
    with stage.store.writing() as connection:
        connection.execute(update(account).where(account.c.id == ana).values(office_id="con_chicago"))
    assert stands_in(12) == frozenset()
    assert facts.read(None, "America/Los_Angeles", NOON).found == {}
