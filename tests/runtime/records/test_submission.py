"""Reading a form: every fault at once, hidden and computed fields, warnings."""

from __future__ import annotations

import pytest

from runtime.errors import Invalid
from runtime.fields.values import Money, PersonName
from runtime.records.submission import Current, defaults
from tests.sample import REGISTRY
from tests.stage import DETAINED, Stage, new_id

NAME = {"nombre.given": "Ana", "nombre.first": "García"}


def _faults(stage: Stage, entity_id: str, controls: dict[str, str], **more: object) -> dict[str, str]:
    with pytest.raises(Invalid) as caught:
        stage.submit(entity_id, controls, **more)  # type: ignore[arg-type]  # keywords of the reader
    return {name: fault.key for name, fault in caught.value.faults.items()}


@pytest.fixture
def stage(sqlite_stage: Stage) -> Stage:
    """Reading a form does not touch the database: one kind is enough."""
    return sqlite_stage


def test_every_fault_is_told_at_once(stage: Stage) -> None:
    faults = _faults(
        stage,
        "case_detencion",
        {
            "detenido_el.day": "40",
            "detenido_el.month": "3",
            "detenido_el.year": "2026",
            "detenido_el.time": "08:30",
            "notificado": "quizas",
            "idiomas_hablados": "klingon",
            "contacto_el.day": "1",
            "contacto_el.month": "1",
            "contacto_el.year": "2030",
        },
    )
    assert {name.split(".")[0] for name in faults} == {
        "detenido_el",
        "notificado",
        "idiomas_hablados",
        "contacto_el",
    }


def test_a_required_field_may_be_answered_by_a_reason_only_where_the_blueprint_says_so(stage: Stage) -> None:
    assert _faults(stage, "person", {"sexo": "mujer"}) == {"nombre": "submission.required"}
    assert _faults(stage, "person", {**NAME, "sexo.unknown": "no_aplica"}) == {
        "sexo.unknown": "submission.reason_not_offered"
    }
    assert _faults(stage, "person", {**NAME, "sexo": "mujer", "sexo.unknown": "se_desconoce"}) == {
        "sexo.unknown": "submission.value_and_reason"
    }
    read = stage.submit("person", {**NAME, "sexo.unknown": "se_desconoce"})
    assert read.values["nombre"] == PersonName("Ana", "García")
    assert read.values["sexo"] is None
    assert read.unknown["sexo"] == "se_desconoce"


def test_a_hidden_field_is_neither_required_nor_kept(stage: Stage) -> None:
    notified = {f"notificado_el.{part}": text for part, text in _parts("11", "09:00").items()}
    assert _faults(stage, "case_detencion", {**DETAINED, "notificado": "si"}) == {
        "notificado_el": "submission.required"
    }
    kept = stage.submit("case_detencion", {**DETAINED, "notificado": "si", **notified})
    assert kept.values["notificado_el"] is not None
    cleared = stage.submit("case_detencion", {**DETAINED, "notificado": "no", **notified})
    assert cleared.values["notificado_el"] is None
    # A wrong value in a hidden field stands in nobody's way.
    wrong = {**notified, "notificado_el.day": "99"}
    assert (
        stage.submit("case_detencion", {**DETAINED, "notificado": "no", **wrong}).values["notificado_el"]
        is None
    )


def test_a_check_speaks_in_the_blueprints_words(stage: Stage) -> None:
    early = {f"notificado_el.{part}": text for part, text in _parts("9", "09:00").items()}
    with pytest.raises(Invalid) as caught:
        stage.submit("case_detencion", {**DETAINED, "notificado": "si", **early})
    fault = caught.value.faults["notificado_el"]
    assert fault.text is not None
    assert fault.text["en"] == "Notification cannot precede detention"


def test_a_bound_may_be_computed(stage: Stage) -> None:
    tomorrow = {f"detenido_el.{part}": text for part, text in _parts("12", "08:30").items()}
    assert set(_faults(stage, "case_detencion", tomorrow)) == {"detenido_el.day"}


def test_a_doubtful_value_is_asked_about_and_then_taken(stage: Stage) -> None:
    doubtful = {**NAME, "curp": "GAXA900101MDFRNN00"}
    with pytest.raises(Invalid) as caught:
        stage.submit("person", doubtful)
    assert [fault.is_warning for fault in caught.value.faults.values()] == [True]
    read = stage.submit("person", {**doubtful, "curp.confirm": "1"})
    assert read.values["curp"] == "GAXA900101MDFRNN00"
    assert read.confirmed == {"curp"}
    # Once it is stored nobody is asked again.
    current = Current(values=read.values, is_new=False)
    assert stage.submit("person", doubtful, current=current).values["curp"] == "GAXA900101MDFRNN00"


def test_values_are_computed_from_others(stage: Stage) -> None:
    wages = {"patron": "Granja Sol", "monto.amount": "1500", "monto.currency": "USD"}
    read = stage.submit("case_salarios", wages)
    assert isinstance(read.values["monto"], Money)
    assert read.values["es_mayor"] is True
    assert stage.submit("case_salarios", {"patron": "Granja Sol"}).values.get("es_mayor") is None


def test_a_section_is_read_alone_but_judged_with_the_rest(stage: Stage) -> None:
    stored = stage.submit("case_detencion", {**DETAINED, "notificado": "no"})
    current = Current(
        {k: v for k, v in stored.values.items() if v is not None}, {}, "recibido", {}, is_new=False
    )
    read = stage.submit("case_detencion", {"canal": "correo"}, only="main", current=current)
    assert read.values["canal"] == "correo"
    assert "detenido_el" not in read.values


def test_what_an_actor_does_not_see_is_not_read(stage: Stage) -> None:
    read = stage.submit("person", {**NAME, "nota": "secreto"}, hidden=frozenset({"nota"}))
    assert "nota" not in read.values


def test_a_gate_that_was_passed_is_not_emptied(stage: Stage) -> None:
    stored = stage.submit("case_detencion", {**DETAINED, "resultado": "libre"})
    values = {name: value for name, value in stored.values.items() if value is not None}
    passed = Current(values, {}, "en_espera", {}, is_new=False)
    assert _faults(stage, "case_detencion", DETAINED, current=passed) == {
        "resultado": "submission.not_emptied"
    }
    before = Current(values, {}, "recibido", {}, is_new=False)
    assert stage.submit("case_detencion", DETAINED, current=before).values["resultado"] is None


def test_a_new_form_begins_with_the_defaults(stage: Stage) -> None:
    assert defaults(stage.model, "case_detencion", stage.context()) == {"prioridad": "media"}


def test_references_are_ids(stage: Stage) -> None:
    assert set(_faults(stage, "case_detencion", {**DETAINED, "centro": "no soy un id"})) == {"centro"}
    assert stage.submit("case_detencion", {**DETAINED, "centro": str(new_id())}).values["centro"] is not None
    assert REGISTRY.by_id["case_detencion"].fields_by_id["centro"].type == "reference"


def _parts(day: str, time: str) -> dict[str, str]:
    return {"day": day, "month": "3", "year": "2026", "time": time}
