"""Two people on one record, and one form sent twice: nothing typed is lost, and nothing is kept that was not meant."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from runtime.records import correction
from runtime.records.submission import Submission
from tests.site import Visitor
from tests.stage import DETAINED, Stage

SignIn = Callable[[str], Visitor]
NOTIFIED = {
    "notificado": "si",
    "notificado_el.day": "10",
    "notificado_el.month": "3",
    "notificado_el.year": "2026",
    "notificado_el.time": "09:00",
}


def later_by_beto(stage: Stage, case_id: uuid.UUID, **values: object) -> None:
    stored = stage.stored("case", case_id)
    with stage.work("beto_los_angeles") as work:
        given = Submission("case_detencion", values, {})
        correction.correct(work, "case_detencion", case_id, given, stored.version)


def test_what_does_not_go_with_what_another_saved_is_said_on_the_form(
    as_account: SignIn, stage: Stage
) -> None:
    case_id = stage.add_case(controls={**DETAINED, **NOTIFIED, "detenido_el.time": "06:00"})
    ana = as_account("ana_los_angeles")
    ana.open(f"/cases/{case_id}/edit/detencion")
    was = stage.stored("case", case_id).values["notificado_el"]
    later_by_beto(stage, case_id, detenido_el=was)
    mine = {**DETAINED, **NOTIFIED, "detenido_el.time": "06:00", "notificado_el.time": "07:15"}
    answer = ana.submit(f"/cases/{case_id}/edit/detencion", {**mine, "resultado": "Quetzal", "version": "1"})
    assert answer.status_code == 422
    assert "La notificación no puede ser anterior" in answer.text
    assert 'value="07:15"' in answer.text
    assert 'value="Quetzal"' in answer.text
    assert stage.stored("case", case_id).version == 2


def test_a_wrong_value_in_a_conflict_is_said_on_the_form(as_account: SignIn, stage: Stage) -> None:
    case_id = stage.add_case(canal="correo")
    ana = as_account("ana_los_angeles")
    ana.open(f"/cases/{case_id}/edit/main")
    later_by_beto(stage, case_id, canal="telefono")
    answer = ana.submit(
        f"/cases/{case_id}/edit/main", {"canal": "presencial", "contacto_el.day": "99", "version": "1"}
    )
    assert answer.status_code == 422
    assert 'value="99"' in answer.text
