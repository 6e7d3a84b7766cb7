"""``retention`` from the command line: a list that changes nothing, then what it said, and only by who may."""

from __future__ import annotations

import datetime

from sqlalchemy import select, update

from runtime.fields.values import PersonName
from runtime.ir.rights import Retention
from runtime.storage.session import open_store
from tests.folder import write_instance
from tests.rows import writing
from tests.runtime.cli.test_commands import Operator, operator
from tests.sample import REGISTRY
from tests.stage import add_accounts, build_stage

__all__ = ["operator"]
CLOSED = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=1000)


def test_a_rehearsal_changes_nothing_and_a_run_does_what_it_said(operator: Operator) -> None:
    registry = type(REGISTRY).model_validate(
        REGISTRY.model_dump()
        | {
            "entities": [
                entity.model_dump()
                | ({"retention": Retention(term="2y").model_dump()} if entity.id == "case" else {})
                for entity in REGISTRY.entities
            ]
        }
    )
    folder = write_instance(operator.folder.with_name("kept"), registry=registry)
    kept = Operator(folder, operator.capsys)
    assert kept.run("migrate") == 0
    store = open_store(f"sqlite:///{folder / 'data' / 'registry.sqlite3'}")
    with store.writing() as connection:
        add_accounts(connection)
    stage = build_stage(store, folder, registry)
    with writing(stage) as rows:
        case_id = rows.case(rows.person(PersonName("Ana")))
    cases, retained = stage.model.table("cases"), stage.model.table("case_retention")
    with store.writing() as connection:
        connection.execute(
            update(cases).where(cases.c.id == case_id).values(state="cerrado", closed_at=CLOSED)
        )

    assert kept.run("retention", "--as", "ana_los_angeles") == 1
    assert "no puede aplicar los plazos" in kept.complained
    assert kept.run("retention", "--as", "ines_titular") == 0
    assert "Ensayo: 1 casos vencidos" in kept.said
    with store.reading() as connection:
        assert connection.execute(select(retained)).all() == []
    assert kept.run("retention", "--as", "ines_titular", "--run") == 0
    assert "Aplicado a 1 casos" in kept.said
    with store.reading() as connection:
        assert connection.scalars(select(retained.c.act)).all() == ["block"]
    store.close()
