"""A report tells nothing of a field its reader does not see, not even by its deadlines."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from sqlalchemy import insert

from runtime.fields.values import PersonName
from runtime.ir.access import Role
from runtime.ir.registry import Registry
from runtime.ir.report import Report
from runtime.reports.count import MISSED, Question, count
from runtime.reports.hiding import TOTAL
from runtime.reports.period import Period
from runtime.reports.table import read_table
from runtime.reports.view import find
from tests.rows import reading, writing
from tests.stage import NOON, Stage, build_stage

DEADLINES = Report(
    id="plazos",
    label={"es": "Plazos"},
    counts=("cases",),
    of="case",
    deadlines=("primera_visita", "tramite"),
)


@pytest.fixture
def masked(bare: Stage, tmp_path: Path) -> Stage:
    """Heads of office do not see when the consulate was notified."""
    known = bare.model.registry
    said = {name: getattr(known, name) for name in type(known).model_fields}
    roles = tuple(
        Role(**{**role.model_dump(), "hidden": ("case_detencion.notificado_el",)})
        if role.id == "titular"
        else role
        for role in known.roles
    )
    return build_stage(bare.store, tmp_path, Registry(**{**said, "roles": roles}))


@pytest.mark.parametrize(("login", "missed"), [("dora_titular", 1), ("elena_analista", 2)])
def test_a_deadline_that_would_tell_a_hidden_date_is_not_counted(
    masked: Stage, login: str, missed: int
) -> None:
    with writing(masked) as rows:
        case = rows.case(rows.person(PersonName("Ana")))
        who = masked.actors["ana_los_angeles"]
        for key in ("primera_visita", "tramite"):
            clock = {
                "case_id": case,
                "key": key,
                "office_id": who.office_id,
                "responsible_id": who.account_id,
            }
            moments = {"started_at": NOON - datetime.timedelta(2), "due_at": NOON - datetime.timedelta(1)}
            rows.connection.execute(insert(masked.model.table("deadline")), clock | moments)
    view = find(masked.model, masked.actors[login], DEADLINES)
    assert view is not None
    with reading(masked, login) as look:
        found = count(look, view, Question(Period("year", 2026), ()))
    assert found.numbers[()][MISSED] == missed


def test_a_share_of_one_record_is_hidden_where_small_numbers_are(bare: Stage) -> None:
    with writing(bare) as rows:
        for place in range(24):
            by = "ana_los_angeles" if place < 12 else "carla_chicago"
            case = rows.case(rows.person(PersonName("Ana"), by=by), by=by)
            rows.action(case, by=by, kind="visita", centro=rows.counterpart("Centro") if place == 0 else None)
    wanted = Report(
        id="calidad",
        label={"es": "Calidad"},
        counts=("actions",),
        of="action_visita",
        by=("office",),
        filled=("visita.centro",),
        suppress=5,
    )
    view = find(bare.model, bare.actors["dora_titular"], wanted)
    assert view is not None
    with reading(bare, "dora_titular") as look:
        table = read_table(look, view, Question(Period("year", 2026), ("office",)))
    share = table.measures[-1]
    assert [table.number((office,), share) for office in ("con_los_angeles", "con_chicago")] == [None, 0.0]
    assert table.number((TOTAL,), share) is None
