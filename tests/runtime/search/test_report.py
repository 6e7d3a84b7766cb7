"""The monthly table: what is counted, for whom, and that it adds up."""

from __future__ import annotations

import datetime

import pytest

from runtime.errors import Forbidden
from runtime.fields.values import PersonName
from runtime.search import report
from runtime.search.report import By, Counts, Monthly
from tests.rows import reading, writing
from tests.stage import Stage


def moment(day: int, hour: int, month: int = 3) -> datetime.datetime:
    return datetime.datetime(2026, month, day, hour, tzinfo=datetime.UTC)


def ask(stage: Stage, by: By, login: str = "elena_analista", month: int = 3) -> Monthly:
    with reading(stage, login) as look:
        return report.monthly(look, 2026, month, by)


def fill(stage: Stage) -> None:
    with writing(stage) as rows:
        ana, bea = rows.person(PersonName("Ana")), rows.person(PersonName("Bea"))
        # Half past ten in the evening of 28 February in Los Ángeles; of 31 March there, April elsewhere.
        rows.case(ana, at=moment(1, 6))
        first = rows.case(ana, at=moment(2, 12))
        rows.case(ana, at=moment(1, 6, month=4), kind="salarios")
        rows.case(bea, at=moment(3, 12))
        rows.case(ana, by="carla_chicago", at=moment(4, 12))
        rows.action(first, at=moment(5, 12))
        rows.action(first, at=moment(5, 13), is_annulled=True)
        rows.action(None, at=moment(6, 12))
        rows.action(None, by="gina_madrid", at=moment(6, 12))


def test_each_office_is_counted_by_its_own_clock_and_people_once(stage: Stage) -> None:
    fill(stage)
    found = ask(stage, "office")

    assert {row.office: row.counts for row in found.rows} == {
        "con_los_angeles": Counts(cases=3, people=2, actions=2),
        "con_chicago": Counts(cases=1, people=1, actions=0),
        "emb_esp": Counts(cases=0, people=0, actions=1),
    }
    assert found.total == Counts(cases=4, people=2, actions=3)


def test_scopes_are_those_of_the_cases(stage: Stage) -> None:
    fill(stage)
    found = ask(stage, "scope")

    assert {row.scope: row.counts for row in found.rows} == {
        "migratorio": Counts(cases=3, people=2, actions=1),
        "laboral": Counts(cases=1, people=1, actions=0),
        "": Counts(cases=0, people=0, actions=2),
    }


def test_the_total_is_the_same_whatever_the_rows(stage: Stage) -> None:
    fill(stage)
    tables = [ask(stage, by) for by in ("office", "scope", "both")]

    assert len({table.total for table in tables}) == 1
    for table in tables:
        assert sum(row.counts.cases for row in table.rows) == table.total.cases
        assert sum(row.counts.actions for row in table.rows) == table.total.actions


def test_one_reports_on_ones_own_reach(stage: Stage) -> None:
    fill(stage)

    assert ask(stage, "office", "dora_titular").total == Counts(cases=4, people=2, actions=2)
    assert ask(stage, "office", "ines_titular").total == Counts(cases=3, people=2, actions=2)
    with pytest.raises(Forbidden):
        ask(stage, "office", "ana_los_angeles")
