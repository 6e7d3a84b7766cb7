"""What a role may not see reaches it by no way round: titles, words, clocks, files, links, old fields, conflicts."""

from __future__ import annotations

import dataclasses
import io
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import pytest
from sqlalchemy import update

from runtime.errors import Conflict, Forbidden, Invalid, NotFound
from runtime.fields.values import Attached
from runtime.ir.entity import Entity
from runtime.ir.field import Field
from runtime.ir.label import Part
from runtime.records import action, attachment, correction, link, person
from runtime.records.attachment import Upload
from runtime.records.submission import Submission
from runtime.search import case, desk, history, people, reference
from runtime.search.reading import Reading
from tests.sample import CASE, DETENTION, REGISTRY, VISIT, field
from tests.site import Visitor
from tests.stage import DETAINED, Stage, build_stage, new_id

SignIn = Callable[[str], Visitor]
T = TypeVar("T", bound=Part)


@contextmanager
def reading(stage: Stage, login: str) -> Iterator[Reading]:
    with stage.store.reading() as connection:
        yield Reading(stage.model, connection, stage.actors[login], stage.now, stage.context(login))


def other(part: T, **more: object) -> T:
    """Return a part of a blueprint that says some things otherwise, without what it had worked out."""
    said = {name: getattr(part, name) for name in type(part).model_fields}
    return type(part)(**{**said, **more})


def changed(entity: Entity, name: str, **more: object) -> Entity:
    """Return an entity one of whose fields is another."""
    return other(entity, fields=tuple(other(one, **more) if one.id == name else one for one in entity.fields))


def later(stage: Stage, *entities: Entity, hidden: str = "") -> Stage:
    """Return the stage under a later version of the blueprint; ``hidden`` is a field only officers see."""
    by_id = {entity.id: entity for entity in entities}
    registry = other(
        REGISTRY,
        entities=tuple(by_id.get(entity.id, entity) for entity in REGISTRY.entities),
        roles=tuple(
            role if role.id == "oficial" or not hidden else other(role, hidden=(*role.hidden, hidden))
            for role in REGISTRY.roles
        ),
    )
    return dataclasses.replace(stage, model=build_stage(stage.store, stage.versions.parent, registry).model)


def attach(stage: Stage, case_id: uuid.UUID, login: str = "ana_los_angeles") -> uuid.UUID:
    with stage.work(login) as work:
        return attachment.add(work, case_id, Upload("acta.txt", io.BytesIO(b"secreto"), 1000), new_id())


@pytest.mark.parametrize("way", ["", "/history", "/edit/main", "/print"])
def test_who_may_not_see_a_name_does_not_read_it_above_a_page(
    as_account: SignIn, stage: Stage, way: str
) -> None:
    case_id = stage.add_case(stage.add_person(nombre__given="Quetzalli"))
    intern = as_account("fidel_becario").open(f"/cases/{case_id}{way}")
    assert intern.status_code == 200
    assert "Quetzalli" not in intern.text


def test_nobody_is_found_by_what_the_seeker_may_not_see(stage: Stage) -> None:
    person_id = stage.add_person(telefono="+52 55 5123 4567", curp="GAMA850315MDFRRN07")
    with stage.work() as work:
        work.connection.execute(
            update(stage.model.table("person")).values(created_by=stage.actors["fidel_becario"].account_id)
        )
    for typed in ("5551234567", "GAMA850315MDFRRN07", "Ana García", "Garcia Nunes"):
        with reading(stage, "fidel_becario") as intern:
            assert people.find(intern, typed).people == ()
            assert people.find(intern, typed).total == 0
            assert reference.search(intern, "person", typed) == []
        with reading(stage, "ana_los_angeles") as ana:
            assert [found.id for found in people.find(ana, typed).people] == [person_id]


def test_a_clock_does_not_tell_the_date_it_starts_at(stage: Stage) -> None:
    hiding = later(stage, hidden="case_detencion.notificado_el")
    told = {**DETAINED, "notificado": "si"} | {
        f"notificado_el.{part}": text
        for part, text in {"day": "10", "month": "3", "year": "2026", "time": "09:00"}.items()
    }
    case_id = hiding.add_case(controls=told)
    with hiding.store.writing() as connection:
        connection.execute(
            update(stage.model.table("cases")).values(
                responsible_id=stage.actors["elena_analista"].account_id
            )
        )
        connection.execute(
            update(stage.model.table("deadline")).values(
                responsible_id=stage.actors["elena_analista"].account_id
            )
        )
    late = dataclasses.replace(hiding, now=hiding.now.replace(day=20))
    with reading(late, "elena_analista") as analyst:
        assert case.load(analyst, case_id).clocks == []
        assert (desk.load(analyst).due, desk.load(analyst).overdue) == ((), 0)
    with reading(late, "ana_los_angeles") as ana:
        assert [clock.key for clock in case.load(ana, case_id).clocks] == ["primera_visita"]


def test_files_take_sight_of_sensitive_data(as_account: SignIn, stage: Stage) -> None:
    case_id = stage.add_case()
    file_id = attach(stage, case_id)
    analyst = as_account("elena_analista")
    assert analyst.open(f"/files/{file_id}").status_code == 404
    for way in ("", "/history", "/print"):
        page = analyst.open(f"/cases/{case_id}{way}")
        assert page.status_code == 200
        assert "acta.txt" not in page.text
    assert as_account("ana_los_angeles").open(f"/files/{file_id}").content == b"secreto"


def test_the_history_of_a_case_does_not_tell_of_cases_elsewhere(as_account: SignIn, stage: Stage) -> None:
    here = stage.add_case()
    there = stage.add_case(login="carla_chicago")
    with stage.work("dora_titular") as work:
        link.add(work, here, there)
    folio = stage.stored("case", there, "carla_chicago").row["folio"]
    assert folio not in as_account("ana_los_angeles").open(f"/cases/{here}/history").text
    assert folio in as_account("dora_titular").open(f"/cases/{here}/history").text


def test_the_past_of_a_retired_or_dropped_field_keeps_its_mask(stage: Stage) -> None:
    case_id = stage.add_case(salud="diabetes", resumen="la palabra")
    without = tuple(one for one in CASE.fields if one.id != "resumen")
    after = later(stage, changed(DETENTION, "salud", retired=True), other(CASE, fields=without))
    entity = after.model.registry.by_id["case_detencion"]
    for login in ("elena_analista", "fidel_becario"):
        with reading(after, login) as asked:
            told = [name for event in history.load(asked, entity, case_id) for name in event.changes]
        assert "state" in told
        assert not {"salud", "resumen"} & set(told)


def test_a_conflict_tells_nothing_of_a_retired_field(stage: Stage) -> None:
    case_id = stage.add_case(salud="sana")
    with stage.work() as work:
        given = Submission("case_detencion", {"salud": "diabetes", "canal": "telefono"}, {})
        correction.correct(work, "case_detencion", case_id, given, 1)
    after = later(stage, changed(DETENTION, "salud", retired=True))
    given = Submission("case_detencion", {"canal": "correo"}, {})
    with pytest.raises(Conflict) as conflict, after.work("fidel_becario") as work:
        correction.correct(work, "case_detencion", case_id, given, 1)
    assert list(conflict.value.theirs) == ["canal"]


def test_commands_write_no_field_the_actor_does_not_see(stage: Stage) -> None:
    case_id = stage.add_case(salud="sana")
    seen = Submission("case_detencion", {"salud": "robada"}, {})
    with pytest.raises(Forbidden), stage.work("fidel_becario") as work:
        correction.correct(work, "case_detencion", case_id, seen, 1)
    emptied = Submission("case_detencion", {"salud": None}, {})
    with pytest.raises(Forbidden), stage.work("fidel_becario") as work:
        correction.correct(work, "case_detencion", case_id, emptied, 1)
    call = Submission("action_llamada", {"descripcion": "vista"}, {})
    with pytest.raises(Forbidden), stage.work("fidel_becario") as work:
        action.record(work, "action_llamada", None, call, new_id(), stage.now)
    assert stage.stored("case", case_id).values["salud"] == "sana"


def test_what_follows_from_an_answer_is_written_all_the_same(stage: Stage) -> None:
    hiding = later(stage, hidden="case_detencion.notificado_el")
    told = {**DETAINED, "notificado": "si"} | {
        f"notificado_el.{part}": text
        for part, text in {"day": "10", "month": "3", "year": "2026", "time": "09:00"}.items()
    }
    case_id = hiding.add_case(controls=told)
    hidden = frozenset({"notificado_el", "salud"})
    given = hiding.submit(
        "case_detencion",
        {**DETAINED, "notificado": "no"},
        "fidel_becario",
        only="detencion",
        hidden=hidden,
        current=hiding.stored("case", case_id).current,
    )
    with hiding.work("fidel_becario") as work:
        correction.correct(work, "case_detencion", case_id, given, 1)
    assert "notificado_el" not in hiding.stored("case", case_id).values


def test_a_record_points_to_no_file_of_another_case(stage: Stage) -> None:
    here, there = stage.add_case(), stage.add_case(login="carla_chicago")
    file_id = attach(stage, there, "carla_chicago")
    one: Field = field("recibo", "file", section="visita")
    after = later(stage, other(VISIT, fields=(*VISIT.fields, one)))
    given = Submission("action_visita", {"lugar": "Penal", "recibo": Attached(file_id, "acta.pdf")}, {})
    with pytest.raises(Invalid) as refusal, after.work() as work:
        action.record(work, "action_visita", here, given, new_id(), stage.now)
    assert list(refusal.value.faults) == ["recibo"]


def test_a_person_of_another_office_is_nobody(stage: Stage) -> None:
    theirs = stage.add_person("carla_chicago")
    given = stage.submit("person", {"nombre.given": "Otra", "nombre.first": "Persona"})
    with pytest.raises(Forbidden), stage.work() as work:
        person.register(work, given, theirs)
    with pytest.raises(NotFound):
        stage.stored("person", theirs)
