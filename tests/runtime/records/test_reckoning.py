"""A deadline that a new version brings, changes or drops: open cases have its clock without being touched."""

from __future__ import annotations

import uuid
from pathlib import Path

import pytest
from sqlalchemy import delete, select

from runtime.ir.entity import ACTIVITY, Deadline
from runtime.records import lifecycle, reckoning
from tests.runtime.records.test_inactivity import DAY, QUIET, call, with_clocks
from tests.stage import NOON, Stage, build_stage

LATER = NOON + 100 * DAY
WORKED = Deadline(
    id="trabajado", label={"es": "En trámite"}, start=ACTIVITY, within="2d", until="state.en_tramite"
)
NEW = (QUIET, WORKED)
Held = dict[str, tuple[float, float | None]]


@pytest.fixture
def renewed(stage: Stage, tmp_path: Path) -> Stage:
    """The same database under a version with two clocks more in every case."""
    return build_stage(stage.store, tmp_path, with_clocks(*NEW))


def clocks(stage: Stage, case_id: uuid.UUID) -> Held:
    """Of each clock after how many days from noon it is due and stopped."""
    table = stage.model.table("deadline")
    with stage.store.reading() as connection:
        rows = connection.execute(select(table).where(table.c.case_id == case_id)).all()
    return {
        row.key: ((row.due_at - NOON) / DAY, row.stopped_at and (row.stopped_at - NOON) / DAY) for row in rows
    }


def close(stage: Stage, case_id: uuid.UUID) -> None:
    for number, (transition, reason) in enumerate((("tramitar", None), ("cerrar", "resuelto")), 1):
        with stage.work(now=NOON + 4 * DAY) as work:
            lifecycle.move(work, case_id, transition, reason, "Se resolvió", number)


def test_open_cases_get_new_clocks_with_what_happened_before(stage: Stage, renewed: Stage) -> None:
    untouched, called, worked, closed = (
        stage.add_case(resumen="Todo bien", resultado="Sin novedad", prioridad="baja") for _ in range(4)
    )
    call(stage, called, 10)
    with stage.work(now=NOON + 3 * DAY) as work:
        lifecycle.move(work, worked, "tramitar", None, None, 1)
    close(stage, closed)
    before = clocks(stage, closed)

    seen: list[int] = []
    assert reckoning.keep_all(renewed.store, renewed.model, LATER, seen.append) == 3
    assert sum(seen) == 3

    assert clocks(renewed, untouched)["quieto"] == (30, None)
    assert clocks(renewed, untouched)["trabajado"] == (2, None)
    assert clocks(renewed, called)["quieto"] == (40, None)
    assert clocks(renewed, worked)["trabajado"] == (2, 3), "by the trail, not by when it was looked at"
    assert clocks(renewed, closed) == before, "a closed case keeps the clocks it closed with"


def test_a_changed_clock_moves_and_a_dropped_one_goes(renewed: Stage, tmp_path: Path) -> None:
    case_id = renewed.add_case()
    shorter = QUIET.model_copy(update={"within": "7d"})
    changed = build_stage(renewed.store, tmp_path, with_clocks(shorter))

    assert reckoning.keep_all(changed.store, changed.model, LATER) == 1
    assert clocks(changed, case_id) == {"quieto": (7, None)}
    assert reckoning.keep_all(changed.store, changed.model, LATER) == 0, "nothing is left to change"


def test_every_case_is_reached_in_batches(renewed: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reckoning, "_BATCH", 2)
    cases = [renewed.add_case() for _ in range(5)]
    kept = [clocks(renewed, case_id) for case_id in cases]
    with renewed.store.writing() as connection:
        connection.execute(delete(renewed.model.table("deadline")))

    seen: list[int] = []
    assert reckoning.keep_all(renewed.store, renewed.model, LATER, seen.append) == 5
    assert seen == [2, 2, 1]
    assert [clocks(renewed, case_id) for case_id in cases] == kept


def test_it_is_done_once_for_each_version_of_the_clocks_and_told_in_the_trail(
    renewed: Stage, tmp_path: Path
) -> None:
    case_id = renewed.add_case()
    changed = build_stage(renewed.store, tmp_path, with_clocks(QUIET.model_copy(update={"within": "7d"})))
    for one, moment in ((renewed, NOON), (changed, NOON + DAY), (renewed, NOON + 2 * DAY)):
        with one.store.reading() as connection:
            assert reckoning.is_due(connection, one.model)
            assert reckoning.count_open(connection, one.model) == 1
        reckoning.keep_all(one.store, one.model, moment)
        with one.store.reading() as connection:
            assert not reckoning.is_due(connection, one.model)
    event = renewed.model.table("event")
    with renewed.store.reading() as connection:
        told = connection.scalars(
            select(event.c.difference).where(event.c.verb == reckoning.VERB).order_by(event.c.at)
        ).all()
    assert [found["changed"] for found in told] == [[None, 0], [None, 1], [None, 1]]
    assert clocks(renewed, case_id)["quieto"] == (30, None)


def test_a_break_is_made_good_by_the_next_run(renewed: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reckoning, "_BATCH", 1)
    cases = [renewed.add_case() for _ in range(3)]
    with renewed.store.writing() as connection:
        connection.execute(delete(renewed.model.table("deadline")))

    class Stopped(Exception):
        pass

    def stop(_: int) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        reckoning.keep_all(renewed.store, renewed.model, LATER, stop)
    with renewed.store.reading() as connection:
        assert reckoning.is_due(connection, renewed.model)
    assert reckoning.keep_all(renewed.store, renewed.model, LATER) == 2
    assert all(clocks(renewed, case_id) for case_id in cases)
