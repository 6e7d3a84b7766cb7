"""Possible matches say why they are matches, before a person is entered twice."""

from __future__ import annotations

from runtime.fields.values import PersonName
from runtime.search import candidates
from tests.rows import reading
from tests.stage import Stage


def test_a_misspelt_name_is_found_and_said_to_be_alike(stage: Stage) -> None:
    stage.add_person(nombre__given="Juan", nombre__first="González", nombre__second="Vega")

    with reading(stage) as look:
        found = candidates.matching(look, "gonsales").found

    assert [match.person.title for match in found] == ["Juan González Vega"]
    assert [(reason.field_id, reason.likeness) for reason in found[0].reasons] == [("nombre", "alike")]


def test_a_telephone_is_the_reason_when_it_was_typed(stage: Stage) -> None:
    stage.add_person(telefono="+1 213 373 4253")

    with reading(stage) as look:
        found = candidates.matching(look, "2133734253").found

    assert [reason.field_id for match in found for reason in match.reasons] == ["telefono"]


def test_the_same_name_is_similar_and_another_is_not(stage: Stage) -> None:
    known = stage.add_person()

    with reading(stage) as look:
        same = candidates.similar(look, {"nombre": PersonName("Ana", "Garcia", "Nunez")})
        other = candidates.similar(look, {"nombre": PersonName("Pedro", "Salinas")})

    assert [match.person.id for match in same] == [known]
    assert same[0].reasons[0].likeness == "same"
    assert other == []


def test_a_telephone_in_common_is_enough(stage: Stage) -> None:
    known = stage.add_person(telefono="+1 213 373 4253")

    with reading(stage) as look:
        found = candidates.similar(look, {"nombre": PersonName("Luz", "Ríos"), "telefono": "+12133734253"})

    assert [match.person.id for match in found] == [known]
    assert [reason.field_id for reason in found[0].reasons] == ["telefono"]


def test_people_out_of_reach_are_never_candidates(stage: Stage) -> None:
    stage.add_person("carla_chicago")

    with reading(stage) as look:
        assert candidates.similar(look, {"nombre": PersonName("Ana", "García", "Núñez")}) == []
        assert candidates.matching(look, "garcia").found == ()
