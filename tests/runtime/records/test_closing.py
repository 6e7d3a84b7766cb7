"""Closing reasons that ask for something: told beforehand, refused without it, and only for that reason."""

from __future__ import annotations

import uuid
from pathlib import Path

import pytest

from runtime.errors import Invalid
from runtime.records import closing, correction, lifecycle
from tests.sample import REGISTRY, cel
from tests.stage import ACTORS, NOON, Stage
from tests.variant import vary

NEEDS = {"resuelto": ("contacto_el", "person.sexo", "salud"), "sin_contacto": ("notificado_el",)}


@pytest.fixture
def asking(sqlite_stage: Stage, tmp_path: Path) -> Stage:
    return vary(
        sqlite_stage,
        tmp_path,
        entities={"case_detencion": {"closing_needs": NEEDS}},
        fields={"case_detencion.salud": {"visible": cel("canal == 'correo'", "canal")}},
    )


def _open(stage: Stage, **controls: str) -> uuid.UUID:
    case_id = stage.add_case(
        controls={"resultado": "libre", "resumen": "Fin", "prioridad": "media", **controls}
    )
    with stage.work() as work:
        lifecycle.move(work, case_id, "tramitar", None, None, 1)
    return case_id


def _lacks(stage: Stage, case_id: uuid.UUID) -> dict[str, list[str]]:
    stored = stage.stored("case", case_id)
    codes = REGISTRY.by_id["case_detencion"].closing_reasons
    found = closing.needs_by_reason(stage.model, ACTORS["ana_los_angeles"], NOON, stored, codes)
    return {code: [f"{need.entity_id}.{need.id}" for need in needs] for code, needs in found.items()}


def _close(stage: Stage, case_id: uuid.UUID, reason: str, version: int = 2) -> int:
    with stage.work() as work:
        return lifecycle.move(work, case_id, "cerrar", reason, None, version)


def test_what_each_reason_lacks_is_told_beforehand(asking: Stage) -> None:
    case_id = _open(asking)
    # What is hidden is never asked for.
    assert _lacks(asking, case_id) == {"resuelto": ["case_detencion.contacto_el", "person.sexo"]}


def test_a_shown_field_is_asked_for(asking: Stage) -> None:
    case_id = _open(
        asking,
        canal="correo",
        notificado="si",
        **{
            "notificado_el.day": "10",
            "notificado_el.month": "3",
            "notificado_el.year": "2026",
            "notificado_el.time": "09:30",
        },
    )
    assert _lacks(asking, case_id)["resuelto"][-1] == "case_detencion.salud"
    assert "sin_contacto" not in _lacks(asking, case_id)


def test_a_case_closes_with_a_reason_only_once_that_has_what_it_asks_for(asking: Stage) -> None:
    case_id = _open(asking)
    with pytest.raises(Invalid) as caught:
        _close(asking, case_id, "resuelto")
    assert set(caught.value.faults) == {"contacto_el", "sexo"}
    person_id = asking.stored("case", case_id).row["person_id"]
    person = asking.stored("person", person_id)
    answer = asking.submit(
        "person", {"nombre.given": "Ana", "sexo.unknown": "se_desconoce"}, only="main", current=person.current
    )
    with asking.work() as work:
        correction.correct(work, "person", person_id, answer, person.version)
    date = {
        "contacto_el.day": "1",
        "contacto_el.month": "3",
        "contacto_el.year": "2026",
        "resumen": "Fin",
        "prioridad": "media",
    }
    stored = asking.stored("case", case_id)
    with asking.work() as work:
        submission = asking.submit("case_detencion", date, only="main", current=stored.current)
        version = correction.correct(work, "case_detencion", case_id, submission, stored.version)
    _close(asking, case_id, "resuelto", version)
    assert asking.stored("case", case_id).state == "cerrado"


def test_another_reason_asks_for_nothing(asking: Stage) -> None:
    case_id = _open(asking)
    _close(asking, case_id, "sin_contacto")
    assert asking.stored("case", case_id).state == "cerrado"
