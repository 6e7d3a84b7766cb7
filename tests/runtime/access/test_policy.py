"""The gate: one answer in Python and in SQL, for every role, verb and kind of record."""

from __future__ import annotations

import itertools
import random
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeAlias, cast, get_args

import pytest
from sqlalchemy import Connection, insert, select

from runtime.access.actor import Actor
from runtime.access.mask import hidden_fields, visible_fields
from runtime.access.policy import base_table, may, rows
from runtime.ir.access import Emergency, Grant, Reach, Role, Verb
from runtime.storage.memory import Memory
from runtime.storage.model import Model
from tests.sample import REGISTRY
from tests.stage import ACTORS, NOON, Stage, actor, new_id

VERBS: tuple[Verb, ...] = get_args(Verb)
REACHES: tuple[Reach, ...] = get_args(Reach)
Stored: TypeAlias = dict[str, list[dict[str, Any]]]
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


def _random_role(random_: random.Random, name: str) -> Role:
    """A role of any grants: no author has to have written it."""
    states = ("recibido", "cerrado")
    grants = [
        Grant(
            subject=subject,
            verb=verb,
            reach=random_.choice(REACHES),
            states=random_.choice([(), (), states[:1], states[1:]])
            if subject.startswith(("case", "action"))
            else (),
        )
        for subject in (
            "person",
            "case",
            "case_detencion",
            "case_salarios",
            "action",
            "action_llamada",
            "register",
        )
        for verb in VERBS
        if random_.random() < (0.8 if verb == "read" else 0.3)
    ]
    return Role(
        id=name,
        label={"es": name},
        grants=tuple(grants),
        restricted=random_.choice(REACHES),
        emergency=random_.choice(
            [
                None,
                Emergency(
                    reach="everything", minutes=60, reasons="motivo", opens=tuple(random_.sample(VERBS, 2))
                ),
            ]
        ),
    )


def _facts(random_: random.Random, who: Actor, cases: Sequence[Mapping[str, Any]]) -> Actor:
    """The actor as a member of some groups, with some emergencies, standing in for somebody."""
    members = random_.sample(cases, random_.choice([0, 1, 6]))
    opened = random_.sample(cases, random_.choice([0, 1, 4]))
    away = random_.sample([found.account_id for found in ACTORS.values()], random_.choice([0, 0, 1, 2]))
    return replace(
        who,
        assigned=frozenset(found["id"] for found in members),
        visiting=frozenset(found["id"] for found in members if found["office_id"] != who.office_id),
        opened=frozenset(found["id"] for found in opened),
        standing_for=frozenset(away),
    )


def _compare(model: Model, connection: Connection, stored: Stored, who: Actor) -> int:
    """Ask everything of one actor in both ways; return how often the answer was yes."""
    granted = 0
    for entity_id, verb in itertools.product(RECORDS, VERBS):
        table = model.table(base_table(model, entity_id))
        found = set(connection.scalars(select(table.c.id).where(rows(model, who, verb, entity_id))))
        expected = {
            record["id"]
            for record in stored[table.name]
            if _of_type(entity_id, record) and may(model, who, verb, entity_id, record)
        }
        assert found == expected, (entity_id, who, verb)
        granted += len(found)
    return granted


@pytest.mark.parametrize("seed", [1, 2])
def test_sql_and_python_give_the_same_answer(stage: Stage, seed: int) -> None:
    stored = _fill(stage, seed)
    several = actor("jana_varias", "con_los_angeles", "becario", "analista")
    with stage.store.reading() as connection:
        granted = sum(_compare(stage.model, connection, stored, who) for who in (*ACTORS.values(), several))
    assert granted > 1000


@pytest.mark.parametrize("seed", range(4))
def test_they_agree_on_roles_of_any_grants(stage: Stage, seed: int) -> None:
    """Every reach, states, groups, restricted cases, emergencies, and two roles at once."""
    random_ = random.Random(seed)
    stored = _fill(stage, seed)
    made = tuple(_random_role(random_, f"rol_{number}") for number in range(6))
    model = replace(stage.model, registry=REGISTRY.model_copy(update={"roles": made}))
    granted = 0
    with stage.store.reading() as connection:
        for login, own in ACTORS.items():
            names = tuple(role.id for role in random_.sample(made, random_.choice([1, 1, 2])))
            who = _facts(random_, replace(own, login=login, roles=names), stored["cases"])
            granted += _compare(model, connection, stored, who)
    assert granted > 1000


@pytest.mark.parametrize("narrow", ["office", "jurisdiction", "country"])
def test_a_wider_reach_holds_what_a_narrower_holds(stage: Stage, narrow: Reach) -> None:
    wide = REACHES[REACHES.index(narrow) + 1]
    stored = _fill(stage, 3)
    who = _facts(random.Random(3), ACTORS["dora_titular"], stored["cases"])
    seen = []
    for reach in (narrow, wide):
        role = Role(
            id="titular",
            label={"es": "x"},
            restricted=reach,
            grants=tuple(
                Grant(subject=subject, verb="read", reach=reach) for subject in ("person", "case", "action")
            ),
        )
        model = replace(stage.model, registry=REGISTRY.model_copy(update={"roles": (role,)}))
        seen.append(
            {
                record["id"]
                for name, entity_id in (("cases", "case"), ("person", "person"), ("actions", "action"))
                for record in stored[name]
                if may(model, who, "read", entity_id, record)
            }
        )
    assert seen[0] <= seen[1]


@pytest.mark.parametrize("reach", REACHES[1:])
def test_a_group_reaches_its_case_wherever_it_is(stage: Stage, reach: Reach) -> None:
    case_id = stage.add_case(case_type="case_salarios", login="carla_chicago")
    role = Role(id="oficial", label={"es": "x"}, grants=(Grant(subject="case", verb="read", reach=reach),))
    model = replace(stage.model, registry=REGISTRY.model_copy(update={"roles": (role,)}))
    stranger = ACTORS["gina_madrid"]
    member = replace(stranger, assigned=frozenset([case_id]), visiting=frozenset([case_id]))
    table = model.table("cases")
    for who, sees in ((stranger, False), (member, True)):
        with stage.store.reading() as connection:
            found = connection.scalars(select(table.c.id).where(rows(model, who, "read", "case"))).all()
        assert (case_id in found) is sees


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
