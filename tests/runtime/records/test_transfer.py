"""A case on its way to another office: asked for, accepted, refused, withdrawn; and who sees what meanwhile."""

from __future__ import annotations

import datetime
import uuid

import pytest
from sqlalchemy import select

from runtime.errors import Forbidden, Invalid, NotFound, Refused
from runtime.records import transfer
from runtime.search import desk, people
from runtime.search import transfer as moving
from runtime.search.case import load
from tests.rows import reading
from tests.stage import NOON, Stage, actor, new_id

HOUR = datetime.timedelta(hours=1)
SENDER, RECEIVER = "ines_titular", "jorge_titular"


@pytest.fixture
def two_heads(stage: Stage) -> Stage:
    """The sample with a head in Chicago too, and one in Madrid."""
    for who in (
        actor(RECEIVER, "con_chicago", "titular"),
        actor("karla_titular", "emb_esp", "titular"),
    ):
        stage.actors[who.login] = who
    with stage.store.writing() as connection:
        account = stage.model.table("account")
        row = dict(connection.execute(select(account).limit(1)).mappings().one())
        for login in (RECEIVER, "karla_titular"):
            who = stage.actors[login]
            connection.execute(
                account.insert(),
                {**row, "id": who.account_id, "login": login, "name": who.name, "office_id": who.office_id},
            )
    return stage


def ask(
    stage: Stage,
    case_id: uuid.UUID,
    office: str = "con_chicago",
    login: str = SENDER,
    now: datetime.datetime = NOON,
) -> uuid.UUID:
    with stage.work(login, now) as work:
        return transfer.ask(work, case_id, office, "Lo trasladaron a Illinois", new_id())


def sees(stage: Stage, login: str, case_id: uuid.UUID) -> bool:
    try:
        with reading(stage, login) as look:
            load(look, case_id)
    except NotFound:
        return False
    return True


def test_while_it_waits_the_other_office_sees_the_line_and_not_the_file(two_heads: Stage) -> None:
    stage = two_heads
    case_id = stage.add_case(resumen="Historia reservada")
    transfer_id = ask(stage, case_id)

    with reading(stage, RECEIVER) as look:
        [arriving] = desk.load(look).arriving
        assert moving.load(look, transfer_id) == arriving
    assert (arriving.case.id, arriving.reason) == (case_id, "Lo trasladaron a Illinois")
    assert arriving.case.person == "Ana García Núñez"
    assert "Historia" not in repr(arriving)
    assert not sees(stage, RECEIVER, case_id)
    with reading(stage, SENDER) as look:
        waiting = load(look, case_id).transfer
    assert waiting is not None
    assert (waiting.office, waiting.asked_by) == ("Consulado en Chicago", "Ines Titular")
    for other in ("carla_chicago", "gina_madrid", "karla_titular", "ana_los_angeles"):
        with reading(stage, other) as look:
            assert desk.load(look).arriving == ()
            with pytest.raises(NotFound):
                moving.load(look, transfer_id)
        with pytest.raises(NotFound), stage.work(other) as work:
            transfer.accept(work, transfer_id, stage.actors["carla_chicago"].account_id)
        with pytest.raises(NotFound), stage.work(other) as work:
            transfer.refuse(work, transfer_id, "No")


def test_accepted_it_is_of_the_other_office_with_folio_history_and_clocks(two_heads: Stage) -> None:
    stage = two_heads
    # A Tuesday in California; two hours later it is the same day in Illinois.
    case_id = stage.add_case(contacto_el__day="10", contacto_el__month="3", contacto_el__year="2026")
    before = stage.stored("case", case_id).row
    deadlines = stage.model.table("deadline")
    clock = select(deadlines).where(deadlines.c.case_id == case_id, deadlines.c.key == "tramite")
    with stage.store.reading() as connection:
        ran = connection.execute(clock).mappings().one()
    transfer_id = ask(stage, case_id)
    carla = stage.actors["carla_chicago"].account_id
    with stage.work(RECEIVER) as work:
        assert transfer.accept(work, transfer_id, carla) == case_id

    assert not sees(stage, "ana_los_angeles", case_id)
    assert not sees(stage, SENDER, case_id)
    after = stage.stored("case", case_id, "carla_chicago").row
    assert (after["office_id"], after["responsible_id"]) == ("con_chicago", carla)
    assert (after["folio"], after["version"]) == (before["folio"], before["version"] + 1)
    with stage.store.reading() as connection:
        runs = connection.execute(clock).mappings().one()
        event = stage.model.table("event")
        verbs = connection.scalars(
            select(event.c.verb).where(event.c.case_id == case_id).order_by(event.c.at, event.c.id)
        ).all()
    assert runs["due_at"] - ran["due_at"] == -2 * HOUR
    assert (runs["office_id"], runs["responsible_id"]) == ("con_chicago", carla)
    assert verbs == ["create", "transfer", "accept_transfer"]
    with reading(stage, "carla_chicago") as look:
        assert [one.id for one in people.find(look, "García Núñez").people] == [after["person_id"]]
        assert desk.load(look).mine.cases[0].id == case_id
        assert load(look, case_id).transfer is None
    with pytest.raises(Refused), stage.work(RECEIVER) as work:
        transfer.accept(work, transfer_id, carla)


def test_refused_it_stays_and_whoever_sent_it_is_told(two_heads: Stage) -> None:
    stage = two_heads
    case_id = stage.add_case()
    transfer_id = ask(stage, case_id)
    with pytest.raises(Invalid), stage.work(RECEIVER) as work:
        transfer.refuse(work, transfer_id, " ")
    with stage.work(RECEIVER) as work:
        transfer.refuse(work, transfer_id, "Sigue en California")

    for login, told in (("ana_los_angeles", 1), (SENDER, 1), ("beto_los_angeles", 0), (RECEIVER, 0)):
        with reading(stage, login) as look:
            found = desk.load(look)
        assert len(found.returned) == told
        assert found.arriving == ()
    with reading(stage, "ana_los_angeles") as look:
        assert [one.refused for one in desk.load(look).returned] == ["Sigue en California"]
        assert load(look, case_id).transfer is None
    ask(stage, case_id, now=NOON + HOUR)
    with reading(stage, "ana_los_angeles") as look:
        assert desk.load(look).returned == ()


def test_it_is_withdrawn_by_the_office_that_asked(two_heads: Stage) -> None:
    stage = two_heads
    case_id = stage.add_case()
    transfer_id = ask(stage, case_id)
    with pytest.raises(NotFound), stage.work(RECEIVER) as work:
        transfer.withdraw(work, case_id)
    with pytest.raises(Forbidden), stage.work() as work:
        transfer.withdraw(work, case_id)
    with stage.work(SENDER) as work:
        transfer.withdraw(work, case_id)

    with reading(stage, RECEIVER) as look:
        assert desk.load(look).arriving == ()
    with pytest.raises(Refused), stage.work(RECEIVER) as work:
        transfer.accept(work, transfer_id, stage.actors["carla_chicago"].account_id)
    with pytest.raises(Refused), stage.work(SENDER) as work:
        transfer.withdraw(work, case_id)


def test_what_cannot_be_asked(two_heads: Stage) -> None:
    stage = two_heads
    case_id = stage.add_case()
    with pytest.raises(Forbidden):
        ask(stage, case_id, login="ana_los_angeles")
    with pytest.raises(NotFound):
        ask(stage, case_id, login=RECEIVER)
    for office in ("con_los_angeles", "nada", ""):
        with pytest.raises(Invalid):
            ask(stage, case_id, office)
    with pytest.raises(Invalid), stage.work(SENDER) as work:
        transfer.ask(work, case_id, "con_chicago", "", new_id())
    key = new_id()
    for _ in range(2):
        with stage.work(SENDER) as work:
            assert transfer.ask(work, case_id, "con_chicago", "Sí", key) == key
    with pytest.raises(Refused):
        ask(stage, case_id)
    with pytest.raises(Invalid), stage.work(RECEIVER) as work:
        transfer.accept(work, key, stage.actors["ana_los_angeles"].account_id)


def test_a_restricted_case_is_answered_only_by_who_sees_such_cases(two_heads: Stage) -> None:
    stage = two_heads
    case_id = stage.add_case(case_type="case_salarios")
    transfer_id = ask(stage, case_id, login="dora_titular")
    can = {}
    for login in (RECEIVER, "carla_chicago", "karla_titular"):
        with reading(stage, login) as look:
            can[login] = len(desk.load(look).arriving)

    assert can == {RECEIVER: 1, "carla_chicago": 0, "karla_titular": 0}
    with stage.work(RECEIVER) as work:
        transfer.accept(work, transfer_id, stage.actors[RECEIVER].account_id)
    assert sees(stage, RECEIVER, case_id)
    assert not sees(stage, "carla_chicago", case_id)


def test_a_form_sent_again_after_its_answer_asks_for_nothing(two_heads: Stage) -> None:
    case_id, key = two_heads.add_case(), new_id()
    with two_heads.work(SENDER) as work:
        transfer.ask(work, case_id, "con_chicago", "Sí", key)
    with two_heads.work(SENDER) as work:
        transfer.withdraw(work, case_id)
    with pytest.raises(Refused), two_heads.work(SENDER) as work:
        transfer.ask(work, case_id, "con_chicago", "Sí", key)
