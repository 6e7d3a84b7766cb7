"""Finding people and folios: who is found by whom, and how a folio may be typed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from runtime.fields.values import PersonName
from runtime.search import caselines, people
from runtime.search.fulltext import Token
from tests.rows import reading, writing
from tests.sample import REGISTRY
from tests.stage import Stage


def test_people_are_found_without_accents_in_any_order_and_misspelt(stage: Stage) -> None:
    with writing(stage) as rows:
        rows.person(PersonName("María", "González", "Núñez"))
        rows.person(PersonName("Pedro", "Ortiz"))
    with reading(stage) as look:
        for typed in ("nunez gonzalez", "maria gonsales", "GONZÁLEZ María", "gonz mar"):
            found = people.find(look, typed)
            assert [person.title for person in found.people] == ["María González Núñez"], typed
        assert people.find(look, "maria gonsales").spellings == ("gonzalez",)
        assert people.find(look, "zacarías").people == ()


def test_people_of_other_offices_are_neither_found_nor_hinted_at(stage: Stage) -> None:
    with writing(stage) as rows:
        theirs = rows.person(PersonName("Zacarías", "Quiñones"), by="carla_chicago")
        shared = rows.person(PersonName("Zoila", "Quiñones"), by="carla_chicago")
        rows.case(theirs, by="carla_chicago")
        rows.case(shared, by="ana_los_angeles")
    with reading(stage) as look:
        found = people.find(look, "quinonez")
    with reading(stage, "hugo_administrador") as look:
        nobody = people.find(look, "quinonez")

    assert [person.id for person in found.people] == [shared]
    assert nobody.people == ()


def test_a_person_is_shown_with_the_newest_cases_one_may_see(stage: Stage) -> None:
    with writing(stage) as rows:
        person = rows.person(PersonName("Ana"))
        rows.case(person, by="carla_chicago")
        mine = [rows.case(person) for _ in range(caselines.MOST_CASES + 1)]
    with reading(stage) as look:
        found = caselines.of_people(look, [person])

    assert [case.id for case in found[person]] == mine[:0:-1]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("LAN-2026-000002", ["LAN-2026-000002"]),
        ("lan-2026-000002", ["LAN-2026-000002"]),
        ("2", ["LAN-2026-000002"]),
        ("LAN 2", ["LAN-2026-000002"]),
        ("2026-2", ["LAN-2026-000002"]),
        ("LAN/2026/1", ["LAN-2026-000001"]),
        ("2025-2", []),
        ("CHI-2026-000003", []),
        ("3", []),
        ("ana 2", []),
        ("", []),
    ],
)
def test_a_folio_is_found_whole_or_in_part_within_reach(
    stage: Stage, typed: str, expected: list[str]
) -> None:
    with writing(stage) as rows:
        person = rows.person(PersonName("Ana"))
        rows.case(person)
        rows.case(person)
        rows.case(person, by="carla_chicago")
    with reading(stage) as look:
        assert [case.folio for case in caselines.with_folio(look, typed)] == expected


def test_a_number_finds_the_cases_of_every_office_in_reach_the_newest_first(stage: Stage) -> None:
    with writing(stage) as rows:
        person = rows.person(PersonName("Ana"))
        rows.case(person)
        rows.count = 0
        rows.case(person, by="gina_madrid")
    with reading(stage, "elena_analista") as look:
        folios = {case.folio for case in caselines.with_folio(look, "1")}

    assert folios == {"LAN-2026-000001", "MAD-2026-000001"}


def test_what_sounds_the_same_is_nearer_than_what_looks_alike() -> None:
    token = Token("gonsales", ("gonzalez", "rosales"))
    assert token.closeness({"gonsales"}) > token.closeness({"gonzalez"}) > token.closeness({"rosales"}) > 0


def test_a_hidden_field_neither_finds_nor_ranks(stage: Stage) -> None:
    """The index holds the words of all fields: of what is hidden nothing may be read off the answer."""
    number, telephone = "5512345678", "+52 55 1234 5678"
    stage.add_person(nombre__given=f"Ana {number}x", telefono=telephone)
    stage.add_person(nombre__given=f"Eva {number}y")
    stage.add_person(nombre__given="Eli", telefono=telephone)
    roles = [
        role.model_copy(update={"hidden": (*role.hidden, "person.telefono")})
        for role in stage.model.registry.roles
    ]
    registry = REGISTRY.model_copy(update={"roles": tuple(roles)})
    blind = replace(stage, model=replace(stage.model, registry=registry))
    with reading(stage) as look:
        assert [person.score for person in people.find(look, number).people] == [1.0, 1.0, 0.9]
    with reading(blind) as look:
        found = people.find(look, number).people
    assert {person.values["nombre"].given for person in found} == {f"Ana {number}x", f"Eva {number}y"}
    assert {person.score for person in found} == {0.9}
