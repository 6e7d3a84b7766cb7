"""Commands on both databases: what is stored, refused, and told to the second to save."""

from __future__ import annotations

import datetime
import json
import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import func, select

from runtime.errors import Conflict, Forbidden, Invalid, NotFound, Refused
from runtime.records import action, breach, case, correction, link, party, register, rights
from runtime.records.breach import Facts
from runtime.records.events import AfterCommit, BeforeCreate
from runtime.records.hooks import HookError, HookTable, on
from runtime.records.rights import Asked
from runtime.storage import history, index
from tests.stage import ACTORS, DETAINED, NOON, Stage, new_id

HOUR = datetime.timedelta(hours=1)
NOTIFIED = {
    "notificado": "si",
    "notificado_el.day": "11",
    "notificado_el.month": "3",
    "notificado_el.year": "2026",
    "notificado_el.time": "09:00",
}


def _count(stage: Stage, table: str) -> int:
    with stage.store.reading() as connection:
        return connection.scalar(select(func.count()).select_from(stage.model.table(table))) or 0


def _events(stage: Stage, entity_id: str, record_id: uuid.UUID) -> list[Any]:
    with stage.store.reading() as connection:
        return list(history.events(connection, stage.model.metadata, [entity_id], record_id))


def _correct(
    stage: Stage,
    entity_id: str,
    record_id: uuid.UUID,
    controls: dict[str, str],
    version: int,
    only: str,
    login: str = "ana_los_angeles",
) -> int:
    stored = stage.stored(entity_id, record_id, login)
    submission = stage.submit(entity_id, controls, login, only=only, current=stored.current)
    with stage.work(login) as work:
        return correction.correct(work, entity_id, record_id, submission, version)


def test_a_person_comes_back_as_entered_and_secrets_are_not_in_the_database(stage: Stage) -> None:
    person_id = stage.add_person(sexo="mujer", nota="VIH positivo", telefono="+523312345678")
    stored = stage.stored("person", person_id)
    assert stored.values["nota"] == "VIH positivo"
    assert stored.values["sexo"] == "mujer"
    table = stage.model.table("person")
    event = stage.model.table("event")
    with stage.store.reading() as connection:
        raw = connection.scalar(select(table.c.nota).where(table.c.id == person_id))
        trail = json.dumps(connection.scalar(select(event.c.difference)))
        words = connection.scalar(select(index.DOCUMENT.c.words)) or ""
    assert raw is not None
    assert b"VIH" not in raw
    assert "VIH" not in trail
    assert "vih" not in words
    assert "garcia" in words


def test_history_tells_what_was_entered_with_secrets_opened_for_who_may_see_them(stage: Stage) -> None:
    person_id = stage.add_person(nota="frágil")
    _correct(stage, "person", person_id, {"nota": "estable", "telefono": ""}, 1, "other")
    newest, first = _events(stage, "person", person_id)
    assert (newest.verb, first.verb) == ("update", "create")
    assert newest.account_id == ACTORS["ana_los_angeles"].account_id
    opened = history.open_difference(stage.model.codec, "person", person_id, newest.difference)
    assert opened == {"nota": ["frágil", "estable"]}


def test_choices_are_stored_replaced_and_emptied(stage: Stage) -> None:
    case_id = stage.add_case()
    for chosen, expected in ((["maya", "es"], ("es", "maya")), (["en"], ("en",)), ([], None)):
        stored = stage.stored("case_detencion", case_id)
        controls = {**DETAINED, "idiomas_hablados": chosen}
        submission = stage.submit("case_detencion", controls, only="detencion", current=stored.current)
        with stage.work() as work:
            correction.correct(work, "case_detencion", case_id, submission, stored.version)
        found = stage.stored("case_detencion", case_id).values.get("idiomas_hablados")
        assert (found and tuple(sorted(found))) == expected


def test_the_same_form_sent_again_changes_nothing(stage: Stage) -> None:
    person_id = stage.add_person()
    submission = stage.submit("case_detencion", DETAINED)
    record_id = new_id()
    for _ in range(2):
        with stage.work() as work:
            assert case.open_case(work, "case_detencion", person_id, submission, record_id) == record_id
    assert _count(stage, "cases") == 1
    assert _count(stage, "party") == 1
    assert len(_events(stage, "case_detencion", record_id)) == 1
    with stage.work("beto_los_angeles") as work, pytest.raises(Forbidden):
        case.open_case(work, "case_detencion", person_id, submission, record_id)


def test_a_new_case_starts_in_the_first_state_of_the_officers_office(stage: Stage) -> None:
    stored = stage.stored("case", stage.add_case())
    assert stored.entity.id == "case_detencion"
    assert stored.state == "recibido"
    assert stored.row["office_id"] == "con_los_angeles"
    assert stored.row["responsible_id"] == ACTORS["ana_los_angeles"].account_id
    assert stored.row["folio"] == "LAN-2026-000001"


def test_who_may_not_see_finds_nothing_and_who_may_not_act_is_told(stage: Stage) -> None:
    case_id = stage.add_case()
    submission = stage.submit(
        "case_detencion", {"canal": "correo"}, only="main", current=_current(stage, case_id)
    )
    with stage.work("carla_chicago") as work, pytest.raises(NotFound):
        correction.correct(work, "case_detencion", case_id, submission, 1)
    with stage.work("elena_analista") as work, pytest.raises(Forbidden):
        correction.correct(work, "case_detencion", case_id, submission, 1)
    person_id, opening = stage.add_person(), stage.submit("case_detencion", DETAINED)
    with stage.work("carla_chicago") as work, pytest.raises(NotFound):
        case.open_case(work, "case_detencion", person_id, opening, new_id())
    with stage.work("elena_analista") as work, pytest.raises(Forbidden):
        action.record(work, "action_llamada", case_id, stage.submit("action_llamada", {}), new_id(), NOON)


def test_the_second_to_save_sees_what_the_first_changed(stage: Stage) -> None:
    case_id = stage.add_case(canal="correo")
    assert (
        _correct(stage, "case_detencion", case_id, {"canal": "telefono"}, 1, "main", "beto_los_angeles") == 2
    )
    with pytest.raises(Conflict) as caught:
        _correct(stage, "case_detencion", case_id, {"canal": "presencial", "resumen": "x"}, 1, "main")
    assert caught.value.theirs == {"canal": ["correo", "telefono"]}
    assert caught.value.version == 2
    assert stage.stored("case_detencion", case_id).values["canal"] == "telefono"
    # Having seen it, she decides.
    assert _correct(stage, "case_detencion", case_id, {"canal": "presencial"}, 2, "main") == 3


def test_two_sections_may_be_corrected_side_by_side(stage: Stage) -> None:
    case_id = stage.add_case()
    _correct(stage, "case_detencion", case_id, {"canal": "telefono"}, 1, "main", "beto_los_angeles")
    version = _correct(stage, "case_detencion", case_id, {**DETAINED, "salud": "bien"}, 1, "detencion")
    stored = stage.stored("case_detencion", case_id)
    assert version == 3
    assert (stored.values["canal"], stored.values["salud"]) == ("telefono", "bien")


def test_saving_without_a_change_leaves_no_version_and_no_event(stage: Stage) -> None:
    case_id = stage.add_case(canal="correo")
    assert _correct(stage, "case_detencion", case_id, {"canal": "correo"}, 1, "main") == 1
    assert len(_events(stage, "case_detencion", case_id)) == 1


def test_a_reference_must_be_there_and_be_seen(stage: Stage) -> None:
    person_id = stage.add_person()
    counterpart = new_id()
    with stage.work() as work:
        register.add(
            work,
            "register_contraparte",
            stage.submit("register_contraparte", {"denominacion": "Adelanto"}),
            counterpart,
        )
    submission = stage.submit("case_detencion", {**DETAINED, "centro": str(new_id())})
    with stage.work() as work, pytest.raises(Invalid) as caught:
        case.open_case(work, "case_detencion", person_id, submission, new_id())
    assert set(caught.value.faults) == {"centro"}
    case_id = stage.add_case(person_id, centro=str(counterpart))
    assert stage.stored("case", case_id).values["centro"] == counterpart


def test_a_clock_runs_stops_at_the_first_visit_and_runs_again_when_it_is_annulled(stage: Stage) -> None:
    case_id = stage.add_case(controls=NOTIFIED)
    clock = _clock(stage, case_id, "primera_visita")
    # Nine in the morning in Los Ángeles.
    assert clock.started_at == datetime.datetime(2026, 3, 11, 16, tzinfo=datetime.UTC)
    assert clock.due_at - clock.started_at == 48 * HOUR
    assert clock.due_at - clock.warn_at == 12 * HOUR
    assert clock.stopped_at is None
    visit = _visit(stage, case_id, NOON - HOUR)
    assert _clock(stage, case_id, "primera_visita").stopped_at == NOON - HOUR
    with stage.work() as work:
        action.annul(work, visit, "se anotó en otro caso")
    assert _clock(stage, case_id, "primera_visita").stopped_at is None
    with stage.work() as work, pytest.raises(Refused):
        action.annul(work, visit, "otra vez")


def test_two_visits_recorded_at_once_do_not_stand_in_each_others_way(stage: Stage) -> None:
    case_id = stage.add_case(controls=NOTIFIED)
    moments = [NOON - minutes * HOUR / 60 for minutes in range(8)]
    with ThreadPoolExecutor(8) as pool:
        done = [pool.submit(_visit, stage, case_id, moment) for moment in moments]
        assert len({each.result() for each in done}) == 8
    assert _clock(stage, case_id, "primera_visita").stopped_at == min(moments)


def test_a_clock_starts_again_when_its_start_is_corrected_and_goes_when_it_is_emptied(stage: Stage) -> None:
    case_id = stage.add_case(controls=NOTIFIED)
    later = {**DETAINED, **NOTIFIED, "notificado_el.time": "10:30"}
    _correct(stage, "case_detencion", case_id, later, 1, "detencion")
    started = _clock(stage, case_id, "primera_visita").started_at
    assert started == datetime.datetime(2026, 3, 11, 17, 30, tzinfo=datetime.UTC)
    _correct(stage, "case_detencion", case_id, {**DETAINED, "notificado": "no"}, 2, "detencion")
    assert _count(stage, "deadline") == 0


def test_an_action_cannot_lie_in_the_future(stage: Stage) -> None:
    case_id = stage.add_case()
    with pytest.raises(Invalid) as caught:
        _visit(stage, case_id, NOON + HOUR)
    assert set(caught.value.faults) == {"done_at"}


def test_annulling_asks_why_and_is_the_officers_own_to_do(stage: Stage) -> None:
    case_id = stage.add_case()
    visit = _visit(stage, case_id, NOON)
    with stage.work() as work, pytest.raises(Invalid):
        action.annul(work, visit, "  ")
    with stage.work("beto_los_angeles") as work, pytest.raises(Forbidden):
        action.annul(work, visit, "no fue así")
    with stage.work("dora_titular") as work:
        action.annul(work, visit, "no fue así")
    stored = stage.stored("action", visit)
    assert stored.row["annulled_at"] == NOON
    submission = stage.submit("action_visita", {"lugar": "otro"}, only="visita", current=stored.current)
    with stage.work() as work, pytest.raises(Refused):
        correction.correct(work, "action_visita", visit, submission, 2)


def test_parties_and_links_come_and_go_and_leave_their_trace(stage: Stage) -> None:
    case_id, other_id = stage.add_case(), stage.add_case()
    person_id = stage.add_person()
    with stage.work() as work:
        party.add(work, case_id, person_id, "familiar")
        party.add(work, case_id, person_id, "familiar")
        link.add(work, case_id, other_id)
        link.add(work, other_id, case_id)
    assert (_count(stage, "party"), _count(stage, "case_link")) == (3, 1)
    with stage.work() as work:
        party.remove(work, case_id, person_id, "familiar")
        link.remove(work, other_id, case_id)
    assert (_count(stage, "party"), _count(stage, "case_link")) == (2, 0)
    main = stage.stored("case", case_id).row["person_id"]
    with stage.work() as work, pytest.raises(Refused):
        party.remove(work, case_id, main, "interesado")
    with stage.work() as work, pytest.raises(Invalid):
        party.add(work, case_id, person_id, "interesado")
    verbs = [event.verb for event in _events(stage, "case_detencion", case_id)]
    assert sorted(verbs) == ["add_party", "create", "link", "remove_party", "unlink"]


def test_a_case_is_handed_to_a_colleague_of_its_office_only(stage: Stage) -> None:
    case_id = stage.add_case(controls=NOTIFIED)
    beto, carla = ACTORS["beto_los_angeles"].account_id, ACTORS["carla_chicago"].account_id
    with stage.work() as work, pytest.raises(Forbidden):
        case.reassign(work, case_id, beto, 1)
    with stage.work("dora_titular") as work, pytest.raises(Invalid):
        case.reassign(work, case_id, carla, 1)
    with stage.work("dora_titular") as work:
        assert case.reassign(work, case_id, beto, 1) == 2
    assert stage.stored("case", case_id).row["responsible_id"] == beto
    assert _clock(stage, case_id, "primera_visita").responsible_id == beto


def test_a_request_and_a_breach_sent_many_times_at_once_are_one(stage: Stage) -> None:
    request_id, breach_id = new_id(), new_id()
    asked = Asked("acceso", "Ana", "", "Pasaporte", "Todo", "es", stage.now.date())

    def send(_: int) -> None:
        with stage.work("ines_titular") as work:
            rights.register(work, asked, request_id)
        with stage.work("ines_titular") as work:
            breach.register(work, stage.now, Facts("Se perdió una memoria", "Salud", "", ""), breach_id)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(send, range(8)))
    assert (_count(stage, "rights_request"), _count(stage, "breach")) == (1, 1)


def test_hooks_hear_their_event_and_may_refuse(stage: Stage) -> None:
    heard: list[str] = []

    @on("person", "before_create")
    def refuse_the_nameless(event: BeforeCreate[Any]) -> None:
        if event.record.nombre.given == "Nadie":
            raise Invalid({})

    @on("person", "after_commit")
    def listen(event: AfterCommit) -> None:
        heard.append(event.verb)

    hooks = stage.model.hooks
    assert isinstance(hooks, HookTable)
    hooks.add([refuse_the_nameless, listen])
    with pytest.raises(Invalid):
        stage.add_person(nombre__given="Nadie")
    assert (heard, _count(stage, "person")) == ([], 0)
    stage.add_person()
    assert heard == ["create"]


def test_a_hook_on_nothing_is_refused(stage: Stage) -> None:
    @on("pasaporte", "before_create")
    def listen(event: object) -> None:
        raise AssertionError(event)

    with pytest.raises(HookError, match="no entity 'pasaporte'"):
        HookTable(stage.model.registry).add([listen])


def _current(stage: Stage, case_id: uuid.UUID) -> Any:
    return stage.stored("case", case_id).current


def _visit(stage: Stage, case_id: uuid.UUID, done_at: datetime.datetime) -> uuid.UUID:
    submission = stage.submit("action_visita", {"lugar": "Adelanto"})
    with stage.work() as work:
        return action.record(work, "action_visita", case_id, submission, new_id(), done_at)


def _clock(stage: Stage, case_id: uuid.UUID, key: str) -> Any:
    table = stage.model.table("deadline")
    with stage.store.reading() as connection:
        return connection.execute(select(table).where(table.c.case_id == case_id, table.c.key == key)).one()
