"""A list as one parameter and a join that begins on its left, on both databases."""

from __future__ import annotations

from sqlalchemy import select, text

from runtime.fields.values import PersonName
from runtime.storage.constructs import LeftFirst, Several, is_among
from runtime.storage.prepared import Prepared, parameter
from tests.rows import writing
from tests.stage import Stage


def test_a_list_is_one_parameter_and_the_join_begins_with_it(stage: Stage) -> None:
    with writing(stage) as rows:
        ana, eva = rows.person(PersonName("Ana")), rows.person(PersonName("Eva"))
        cases = [rows.case(person) for person in (ana, eva, ana)]
    party, case = stage.model.table("party"), stage.model.table("cases")
    statement = (
        select(case.c.id)
        .select_from(LeftFirst(party, case, case.c.id == party.c.case_id))
        .where(is_among(party.c.person_id, parameter("people", Several())))
        .where(case.c.office_id == "con_los_angeles")
        .order_by(case.c.registered_at.desc(), case.c.id.desc())
    )
    prepared = Prepared(statement, stage.store.engine.dialect)
    with stage.store.reading() as connection:
        hers = prepared.rows(connection, {"people": [ana]})
        both = prepared.rows(connection, {"people": [eva, ana]})
        nobodys = prepared.rows(connection, {"people": []})

    assert [row[0] for row in hers] == [cases[2], cases[0]]
    assert [row[0] for row in both] == cases[::-1]
    assert nobodys == []


def test_sqlite_does_not_walk_an_office_for_the_cases_of_one_person(stage: Stage) -> None:
    if not stage.store.is_sqlite:
        return
    party, case = stage.model.table("party"), stage.model.table("cases")
    joined = LeftFirst(party, case, case.c.id == party.c.case_id)
    statement = (
        select(case.c.id)
        .select_from(joined)
        .where(party.c.person_id == text("'x'"), case.c.office_id == text("'x'"))
        .order_by(case.c.registered_at.desc(), case.c.id.desc())
    )
    compiled = statement.compile(dialect=stage.store.engine.dialect)
    with stage.store.reading() as connection:
        plan = connection.execute(text(f"EXPLAIN QUERY PLAN {compiled}")).all()

    assert "party" in plan[0][3]
