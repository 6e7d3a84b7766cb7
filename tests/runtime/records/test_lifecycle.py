"""Moving a case: gates, guards, reasons, clocks."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

import pytest
from sqlalchemy import select

from runtime.errors import Conflict, Forbidden, Invalid, Refused
from runtime.records import correction, gates, lifecycle
from runtime.records.gates import Option
from tests.stage import ACTORS, DETAINED, NOON, Stage


def _options(stage: Stage, case_id: uuid.UUID, login: str = "ana_los_angeles") -> dict[str, Option]:
    stored = stage.stored("case", case_id, login)
    found = gates.options(stage.model, ACTORS[login], NOON, stored)
    return {option.transition.id: option for option in found}


def _move(
    stage: Stage,
    case_id: uuid.UUID,
    transition: str,
    version: int,
    reason: str | None = None,
    words: str | None = None,
    login: str = "ana_los_angeles",
) -> int:
    with stage.work(login) as work:
        return lifecycle.move(work, case_id, transition, reason, words, version)


def _fill(stage: Stage, case_id: uuid.UUID, section: str, **controls: str) -> None:
    stored = stage.stored("case", case_id)
    given = {**(DETAINED if section == "detencion" else {}), **controls}
    submission = stage.submit("case_detencion", given, only=section, current=stored.current)
    with stage.work() as work:
        correction.correct(work, "case_detencion", case_id, submission, stored.version)


def test_a_gate_is_shown_beforehand_refuses_and_then_lets_through(stage: Stage) -> None:
    case_id = stage.add_case()
    [need] = _options(stage, case_id)["tramitar"].needs
    assert (need.kind, need.id) == ("field", "resultado")
    with pytest.raises(Invalid) as caught:
        _move(stage, case_id, "tramitar", 1)
    assert {name: fault.key for name, fault in caught.value.faults.items()} == {
        "resultado": "lifecycle.field_needed"
    }
    assert stage.stored("case", case_id).state == "recibido"
    _fill(stage, case_id, "detencion", resultado="libre bajo fianza")
    assert _options(stage, case_id)["tramitar"].needs == ()
    assert _move(stage, case_id, "tramitar", 2) == 3
    assert stage.stored("case", case_id).state == "en_tramite"


def test_closing_asks_a_reason_of_the_type_and_a_guard_speaks(stage: Stage) -> None:
    case_id = stage.add_case(resultado="libre", prioridad="alta")
    _move(stage, case_id, "tramitar", 1)
    option = _options(stage, case_id)["cerrar"]
    assert option.reasons == ("resuelto", "sin_contacto")
    assert {need.id for need in option.needs} == {"resumen", "prioridad"}
    with pytest.raises(Invalid) as caught:
        _move(stage, case_id, "cerrar", 2, reason="otro")
    assert set(caught.value.faults) == {"resumen", "guard.prioridad", "reason"}
    _fill(stage, case_id, "main", resumen="Salió libre", prioridad="baja")
    _move(stage, case_id, "cerrar", 3, reason="resuelto", words="sin pendientes")
    row = _row(stage, case_id)
    assert (row.state, row.closing_reason, row.closing_words, row.closed_at) == (
        "cerrado",
        "resuelto",
        "sin pendientes",
        NOON,
    )


def test_a_closed_case_is_not_corrected_until_it_is_reopened_by_who_may(stage: Stage) -> None:
    case_id = _closed(stage)
    with pytest.raises(Refused):
        _fill(stage, case_id, "main", resumen="otra cosa")
    assert not _options(stage, case_id)["reabrir"].may
    with pytest.raises(Forbidden):
        _move(stage, case_id, "reabrir", 3, words="apareció la familia")
    with pytest.raises(Invalid):
        _move(stage, case_id, "reabrir", 3, login="ines_titular")
    _move(stage, case_id, "reabrir", 3, words="apareció la familia", login="ines_titular")
    row = _row(stage, case_id)
    assert (row.state, row.closed_at, row.closing_reason) == ("en_tramite", None, None)
    _fill(stage, case_id, "main", resumen="otra cosa")


def test_a_second_mover_is_told_of_the_first(stage: Stage) -> None:
    case_id = stage.add_case(resultado="libre")
    _move(stage, case_id, "tramitar", 1, login="beto_los_angeles")
    with pytest.raises(Conflict) as caught:
        _move(stage, case_id, "tramitar", 1)
    assert caught.value.theirs == {"state": ["recibido", "en_tramite"]}
    with pytest.raises(Refused):
        _move(stage, case_id, "tramitar", 2)


def test_a_clock_stops_in_the_state_it_waits_for_and_at_closing(stage: Stage) -> None:
    case_id = stage.add_case(
        resultado="libre", contacto_el__day="10", contacto_el__month="3", contacto_el__year="2026"
    )
    # Five working days after Tuesday the tenth end with Tuesday the seventeenth, in Los Ángeles.
    assert _clock(stage, case_id) == (datetime.datetime(2026, 3, 18, 6, 59, 59, tzinfo=datetime.UTC), None)
    _move(stage, case_id, "tramitar", 1)
    assert _clock(stage, case_id)[1] == NOON


def _closed(stage: Stage) -> uuid.UUID:
    case_id = stage.add_case(resultado="libre", resumen="Salió libre", prioridad="baja")
    _move(stage, case_id, "tramitar", 1)
    _move(stage, case_id, "cerrar", 2, reason="resuelto")
    return case_id


def _row(stage: Stage, case_id: uuid.UUID) -> Any:
    table = stage.model.table("cases")
    with stage.store.reading() as connection:
        return connection.execute(select(table).where(table.c.id == case_id)).one()


def _clock(stage: Stage, case_id: uuid.UUID) -> tuple[datetime.datetime, datetime.datetime | None]:
    table = stage.model.table("deadline")
    with stage.store.reading() as connection:
        row = connection.execute(
            select(table.c.due_at, table.c.stopped_at).where(
                table.c.case_id == case_id, table.c.key == "tramite"
            )
        ).one()
    return row.due_at, row.stopped_at
