"""The desk: what waits, for whom."""

from __future__ import annotations

import datetime
import uuid

from sqlalchemy import insert

from runtime.fields.values import PersonName
from runtime.search import desk
from tests.rows import Rows, reading, writing
from tests.stage import NOON, Stage
from tests.statements import queries

HOUR = datetime.timedelta(hours=1)


def clock(
    rows: Rows, case: uuid.UUID, by: str, due: datetime.timedelta, warn: datetime.timedelta | None = None
) -> None:
    who = rows.stage.actors[by]
    rows.connection.execute(
        insert(rows.stage.model.table("deadline")),
        {
            "case_id": case,
            "key": "primera_visita",
            "office_id": who.office_id,
            "responsible_id": who.account_id,
            "started_at": NOON - 48 * HOUR,
            "due_at": NOON + due,
            "warn_at": None if warn is None else NOON + warn,
        },
    )


def test_my_open_cases_and_what_came_in(stage: Stage) -> None:
    with writing(stage) as rows:
        person = rows.person(PersonName("Ana"))
        mine = rows.case(person, at=NOON - 30 * 24 * HOUR)
        rows.case(person, state="cerrado", at=NOON - 20 * 24 * HOUR)
        beside = rows.case(person, by="beto_los_angeles", at=NOON - HOUR)
        rows.case(person, by="carla_chicago", at=NOON - HOUR)
    with reading(stage) as look:
        found = desk.load(look)

    assert [case.id for case in found.mine.cases] == [mine]
    assert found.mine.total == 1
    assert [case.id for case in found.recent.cases] == [beside]
    assert found.recent.cases[0].person == "Ana"


def test_deadlines_are_mine_or_those_of_the_offices_i_head(stage: Stage) -> None:
    with writing(stage) as rows:
        person = rows.person(PersonName("Ana"))
        late, soon, far = (rows.case(person) for _ in range(3))
        theirs = rows.case(person, by="carla_chicago")
        clock(rows, late, "ana_los_angeles", -3 * HOUR)
        clock(rows, soon, "ana_los_angeles", 10 * HOUR, -HOUR)
        clock(rows, far, "ana_los_angeles", 10 * HOUR, HOUR)
        clock(rows, theirs, "carla_chicago", -HOUR)
    with reading(stage) as look:
        mine = desk.load(look)
    with reading(stage, "dora_titular") as look:
        headed = desk.load(look)
    with reading(stage, "beto_los_angeles") as look:
        beside = desk.load(look)

    assert [line.case.id for line in mine.due] == [late, soon]
    assert (mine.overdue, mine.soon, mine.is_for_office) == (1, 1, False)
    assert [line.case.id for line in headed.due] == [late, theirs, soon]
    assert (headed.overdue, headed.soon, headed.is_for_office) == (2, 1, True)
    assert beside.due == ()


def test_who_sees_no_cases_has_an_empty_desk(stage: Stage) -> None:
    with reading(stage, "hugo_administrador") as look:
        found = desk.load(look)

    assert (found.mine.cases, found.recent.cases, found.due, found.drafts) == ((), (), (), ())


def test_a_desk_takes_five_statements(stage: Stage) -> None:
    with reading(stage) as look:
        desk.load(look)
    with queries(stage.store) as seen, reading(stage) as look:
        desk.load(look)

    assert len(seen) == 5
