"""A case's page is loaded in a handful of statements, on both databases, and shows nothing out of reach."""

from __future__ import annotations

import io
import uuid

import pytest

from runtime.errors import NotFound
from runtime.records import action, attachment, correction, link, party
from runtime.records.attachment import Upload
from runtime.search import case
from tests.rows import reading
from tests.stage import DETAINED, NOON, Stage, new_id
from tests.statements import queries


def record_action(stage: Stage, case_id: uuid.UUID, text: str) -> None:
    submission = stage.submit(
        "action_visita", {"descripcion": text, "lugar": "Adelanto", "hallazgos": "maya"}
    )
    with stage.work() as work:
        action.record(work, "action_visita", case_id, submission, new_id(), NOON)


def test_everything_on_a_case_is_loaded(stage: Stage) -> None:
    case_id = stage.add_case(idiomas_hablados="maya", salud="Asma")
    relative = stage.add_person(nombre__given="Rosa", nombre__second="")
    other = stage.add_case()
    record_action(stage, case_id, "Primera visita")
    with stage.work() as work:
        party.add(work, case_id, relative, "familiar")
        link.add(work, other, case_id)
        attachment.add(work, case_id, Upload("acta.txt", io.BytesIO(b"Acta"), 1000), new_id())

    with reading(stage) as look:
        file = case.load(look, case_id)

    assert file.entity.id == "case_detencion"
    assert (file.values["idiomas_hablados"], file.values["salud"]) == (("maya",), "Asma")
    assert file.main is not None
    assert file.main.title == "Ana García Núñez"
    assert [(one.title, one.part) for one in file.parties] == [
        ("Ana García Núñez", "interesado"),
        ("Rosa García", "familiar"),
    ]
    assert [one.values["descripcion"] for one in file.actions] == ["Primera visita"]
    assert [one.id for one in file.links] == [other]
    assert [(one.name, one.size) for one in file.attachments] == [("acta.txt", 4)]
    assert (file.office, file.responsible) == ("Consulado en Los Ángeles", "Ana Los Angeles")


def test_the_number_of_statements_does_not_grow_with_the_case(stage: Stage) -> None:
    case_id = stage.add_case()
    with reading(stage) as look:
        case.load(look, case_id)  # what is remembered between requests is looked up once
    for number in range(5):
        record_action(stage, case_id, f"Visita {number}")

    with queries(stage.store) as sent, reading(stage) as look:
        file = case.load(look, case_id)

    assert len(file.actions) == 5
    assert 0 < len(sent) <= 6


def test_nobody_loads_a_case_of_another_office(stage: Stage) -> None:
    case_id = stage.add_case()

    with reading(stage, "carla_chicago") as look, pytest.raises(NotFound):
        case.load(look, case_id)
    with reading(stage, "dora_titular") as look:
        assert case.load(look, case_id).id == case_id


def test_links_to_cases_out_of_reach_are_not_told(stage: Stage) -> None:
    mine = stage.add_case()
    theirs = stage.add_case(login="carla_chicago")
    with stage.work("dora_titular") as work:
        link.add(work, mine, theirs)

    with reading(stage) as look:
        assert case.load(look, mine).links == []
    with reading(stage, "dora_titular") as look:
        assert [one.id for one in case.load(look, mine).links] == [theirs]


def test_a_case_is_found_by_its_folio_within_reach(stage: Stage) -> None:
    case_id = stage.add_case()
    folio = str(stage.stored("case", case_id).row["folio"])

    with reading(stage) as look:
        assert case.id_of(look, folio) == case_id
    with reading(stage, "carla_chicago") as look:
        assert case.id_of(look, folio) is None


def test_several_values_come_as_a_form_gives_them(stage: Stage) -> None:
    case_id = stage.add_case()
    chosen = stage.submit("case_detencion", {**DETAINED, "idiomas_hablados": ["maya", "en", "es"]})
    with stage.work() as work:
        version = correction.correct(work, "case_detencion", case_id, chosen, 1)

    with reading(stage) as look:
        assert case.load(look, case_id).values["idiomas_hablados"] == ("es", "en", "maya")
    with stage.work() as work:
        assert correction.correct(work, "case_detencion", case_id, chosen, version) == version
