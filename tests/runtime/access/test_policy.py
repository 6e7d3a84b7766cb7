"""The gate: one answer in Python and in SQL, for every role, verb and kind of record."""

from __future__ import annotations

import random
import uuid
from collections.abc import Mapping
from typing import Any, cast, get_args

import pytest
from sqlalchemy import insert, select

from runtime.access.mask import hidden_fields, visible_fields
from runtime.access.policy import base_table, may, rows
from runtime.ir.access import Verb
from runtime.storage.memory import Memory
from runtime.storage.model import Model
from tests.sample import REGISTRY
from tests.stage import ACTORS, NOON, Stage, actor, new_id

OFFICES = [office.id for office in REGISTRY.offices]
RECORDS = (
    "person",
    "case",
    "case_detencion",
    "case_salarios",
    "action",
    "action_llamada",
    "register_contraparte",
)


def _stamps(who: uuid.UUID) -> dict[str, Any]:
    return {
        "version": 1,
        "created_at": NOON,
        "created_by": who,
        "updated_at": NOON,
        "updated_by": who,
        "blueprint_version": "1",
        "synthetic": False,
        "unknown": {},
    }


def _people(random_: random.Random) -> list[dict[str, Any]]:
    accounts = [found.account_id for found in ACTORS.values()]
    return [
        {"id": new_id(), "office_id": random_.choice(OFFICES), **_stamps(random_.choice(accounts))}
        for _ in range(40)
    ]


def _cases(random_: random.Random, people: list[dict[str, Any]]) -> list[dict[str, Any]]:
    accounts = [found.account_id for found in ACTORS.values()]
    return [
        {
            "id": new_id(),
            "folio": str(number),
            "case_type": random_.choice(["detencion", "salarios"]),
            "state": random_.choice(["recibido", "cerrado"]),
            "office_id": random_.choice(OFFICES),
            "responsible_id": random_.choice(accounts),
            "person_id": random_.choice(people)["id"],
            "registered_at": NOON,
            **_stamps(random_.choice(accounts)),
        }
        for number in range(60)
    ]


def _actions(random_: random.Random, cases: list[dict[str, Any]]) -> list[dict[str, Any]]:
    accounts = [found.account_id for found in ACTORS.values()]
    return [
        {
            "id": new_id(),
            "action_type": random_.choice(["llamada", "visita", "ayuda"]),
            "case_id": random_.choice([None, random_.choice(cases)["id"]]),
            "office_id": random_.choice(OFFICES),
            "officer_id": random_.choice(accounts),
            "done_at": NOON,
            **_stamps(random_.choice(accounts)),
        }
        for _ in range(90)
    ]


def _fill(stage: Stage, seed: int) -> dict[str, list[dict[str, Any]]]:
    """Store random records and return them as ``may`` wants them."""
    random_ = random.Random(seed)
    people = _people(random_)
    cases = _cases(random_, people)
    actions = _actions(random_, cases)
    registers = [
        {
            "id": new_id(),
            "office_id": random_.choice(OFFICES),
            **_stamps(random_.choice(people)["created_by"]),
        }
        for _ in range(20)
    ]
    parts = {(found["id"], found["person_id"]): "interesado" for found in cases}
    parts |= {(random_.choice(cases)["id"], random_.choice(people)["id"]): "familiar" for _ in range(20)}
    party = [
        {
            "case_id": case_id,
            "person_id": person_id,
            "part": part,
            "added_at": NOON,
            "added_by": people[0]["created_by"],
        }
        for (case_id, person_id), part in parts.items()
    ]
    stored = {
        "person": people,
        "cases": cases,
        "party": party,
        "actions": actions,
        "register_contraparte": registers,
    }
    with stage.store.writing() as connection:
        for name, found in stored.items():
            connection.execute(insert(stage.model.table(name)), found)
    by_id = {found["id"]: found for found in cases}
    for person in people:
        person["cases"] = [by_id[case_id] for case_id, person_id in parts if person_id == person["id"]]
    for action in actions:
        action["case"] = by_id.get(action["case_id"])
    return stored


def _of_type(entity_id: str, record: Mapping[str, Any]) -> bool:
    entity = REGISTRY.by_id[entity_id]
    return entity.base is None or record[f"{entity.base}_type"] == entity.key


@pytest.mark.parametrize("seed", [1, 2])
def test_sql_and_python_give_the_same_answer(stage: Stage, seed: int) -> None:
    stored = _fill(stage, seed)
    several = actor("jana_varias", "con_los_angeles", "becario", "analista")
    granted = 0
    with stage.store.reading() as connection:
        for entity_id in RECORDS:
            table = stage.model.table(base_table(stage.model, entity_id))
            for who in (*ACTORS.values(), several):
                for verb in get_args(Verb):
                    found = set(
                        connection.scalars(select(table.c.id).where(rows(stage.model, who, verb, entity_id)))
                    )
                    expected = {
                        record["id"]
                        for record in stored[table.name]
                        if _of_type(entity_id, record) and may(stage.model, who, verb, entity_id, record)
                    }
                    assert found == expected, (entity_id, who.login, verb)
                    granted += len(found)
    assert granted > 1000


def test_another_offices_case_does_not_exist_for_an_officer(stage: Stage) -> None:
    case_id = stage.add_case(login="carla_chicago")
    table = stage.model.table("cases")
    with stage.store.reading() as connection:
        for login, sees in (("ana_los_angeles", False), ("carla_chicago", True), ("dora_titular", True)):
            condition = rows(stage.model, stage.actors[login], "read", "case")
            found = connection.scalars(select(table.c.id).where(condition)).all()
            assert (case_id in found) is sees


def test_a_restricted_case_is_its_officers_and_of_roles_that_see_restricted(stage: Stage) -> None:
    case_id = stage.add_case(case_type="case_salarios")
    seen = {login: case_id in _visible(stage, login) for login in stage.actors}
    assert seen["ana_los_angeles"]
    assert seen["ines_titular"]
    assert not seen["beto_los_angeles"]
    assert not seen["elena_analista"]


def test_a_person_is_seen_where_one_of_their_cases_is(stage: Stage) -> None:
    person_id = stage.add_person("carla_chicago")
    assert person_id not in _people_seen(stage, "ana_los_angeles")
    other = stage.add_case()
    with stage.store.writing() as connection:
        row = {"case_id": other, "person_id": person_id, "part": "familiar", "added_at": NOON}
        connection.execute(
            insert(stage.model.table("party")),
            {**row, "added_by": stage.actors["ana_los_angeles"].account_id},
        )
    assert person_id in _people_seen(stage, "ana_los_angeles")
    assert person_id not in _people_seen(stage, "gina_madrid")


def test_fields_are_masked_by_what_the_roles_see() -> None:
    model = cast("Model", _Described())
    wages = REGISTRY.by_id["case_salarios"]
    person = REGISTRY.by_id["person"]
    officer, head = ACTORS["ana_los_angeles"], ACTORS["dora_titular"]
    analyst, intern = ACTORS["elena_analista"], ACTORS["fidel_becario"]
    assert "monto" in hidden_fields(model, officer, wages)
    assert "monto" not in hidden_fields(model, head, wages)
    assert hidden_fields(model, analyst, person) == {"nota"}
    names = {field.id for field in visible_fields(model, intern, person)}
    assert names == {"sexo", "idiomas"}


class _Described:
    registry = REGISTRY
    memory = Memory()


def _visible(stage: Stage, login: str) -> list[uuid.UUID]:
    table = stage.model.table("cases")
    with stage.store.reading() as connection:
        return list(
            connection.scalars(
                select(table.c.id).where(rows(stage.model, stage.actors[login], "read", "case"))
            )
        )


def _people_seen(stage: Stage, login: str) -> list[uuid.UUID]:
    table = stage.model.table("person")
    with stage.store.reading() as connection:
        return list(
            connection.scalars(
                select(table.c.id).where(rows(stage.model, stage.actors[login], "read", "person"))
            )
        )
