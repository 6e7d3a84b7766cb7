"""The clock of inactivity: it starts at registration and again with every action, and ends when the case is closed."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from runtime.ir.entity import ACTIVITY, CLOSING, Deadline
from runtime.ir.registry import Registry
from runtime.records import action, lifecycle
from runtime.search import desk
from tests.rows import reading
from tests.sample import CASE, REGISTRY
from tests.stage import NOON, Stage, build_stage, new_id
from tests.statements import queries

DAY = datetime.timedelta(days=1)
QUIET = Deadline(
    id="quieto", label={"es": "Sin actuación"}, start=ACTIVITY, within="30d", until=CLOSING, warn="5d"
)


def with_clocks(*deadlines: Deadline) -> Registry:
    """The sample with clocks of every case, its look-ups built anew."""
    entities = [
        {**vars_of(entity), "deadlines": deadlines} if entity is CASE else vars_of(entity)
        for entity in REGISTRY.entities
    ]
    kept = {name: getattr(REGISTRY, name) for name in Registry.model_fields}
    return Registry.model_validate(kept | {"entities": entities})


def vars_of(entity: object) -> dict[str, object]:
    return {name: getattr(entity, name) for name in type(CASE).model_fields}


@pytest.fixture
def quiet(stage: Stage, tmp_path: Path) -> Stage:
    return build_stage(stage.store, tmp_path, with_clocks(QUIET))


def clock(stage: Stage, case_id: uuid.UUID) -> tuple[float, bool]:
    """After how many days from noon it is due, and whether it stopped."""
    table = stage.model.table("deadline")
    with stage.store.reading() as connection:
        row = connection.execute(
            select(table).where(table.c.case_id == case_id, table.c.key == "quieto")
        ).one()
    return (row.due_at - NOON) / DAY, row.stopped_at is not None


def call(stage: Stage, case_id: uuid.UUID, days: float, kind: str = "llamada") -> uuid.UUID:
    moment = NOON + days * DAY
    controls = {"lugar": "Aquí"} if kind == "visita" else {}
    submission = stage.submit(f"action_{kind}", controls)
    with stage.work(now=moment) as work:
        return action.record(work, f"action_{kind}", case_id, submission, new_id(), moment)


def test_every_case_type_has_it_and_every_action_starts_it_again(quiet: Stage) -> None:
    case_id = quiet.add_case()
    other = quiet.add_case(case_type="case_salarios")
    assert clock(quiet, case_id) == (30, False)
    assert clock(quiet, other) == (30, False)

    call(quiet, case_id, 10)
    assert clock(quiet, case_id) == (40, False)
    call(quiet, case_id, 12, "visita")
    assert clock(quiet, case_id) == (42, False)
    call(quiet, case_id, 11)
    assert clock(quiet, case_id) == (42, False), "an earlier action told later"
    assert clock(quiet, other) == (30, False)


def test_an_annulled_action_was_none(quiet: Stage) -> None:
    case_id = quiet.add_case()
    call(quiet, case_id, 5)
    last = call(quiet, case_id, 20)
    with quiet.work(now=NOON + 21 * DAY) as work:
        action.annul(work, last, "Era de otro caso")
    assert clock(quiet, case_id) == (35, False)


def test_it_ends_with_the_case_and_warns_on_the_desk(quiet: Stage) -> None:
    case_id = quiet.add_case(resumen="Todo bien", resultado="Sin novedad", prioridad="baja")
    with reading(replace(quiet, now=NOON + 26 * DAY)) as look:
        found = desk.load(look)
    assert [line.clock.key for line in found.due] == ["quieto"]
    for number, (transition, reason) in enumerate((("tramitar", None), ("cerrar", "resuelto")), 1):
        with quiet.work(now=NOON + 27 * DAY) as work:
            lifecycle.move(work, case_id, transition, reason, "Se resolvió", number)
    assert clock(quiet, case_id)[1]


def test_starting_it_again_takes_no_look_at_the_case(quiet: Stage, stage: Stage) -> None:
    counts = []
    for one in (stage, quiet):
        case_id = one.add_case()
        call(one, case_id, 1)
        with queries(one.store) as seen:
            call(one, case_id, 2)
        counts.append(len(seen))
    assert counts[1] <= counts[0] + 1


def test_a_type_may_write_its_own_under_the_same_id() -> None:
    registry = with_clocks(QUIET)
    detention = registry.by_id["case_detencion"]
    own = detention.model_copy(update={"deadlines": (QUIET.model_copy(update={"within": "5d"}),)})
    assert [(one.id, one.within) for one in registry.deadlines_of(own)] == [("quieto", "5d")]
    assert [one.id for one in registry.deadlines_of(detention)] == ["quieto", "primera_visita", "tramite"]
