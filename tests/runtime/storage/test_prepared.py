"""Prepared queries give what the toolkit gives."""

from __future__ import annotations

import datetime

import pytest
from sqlalchemy import String, func, literal_column, select, text
from sqlalchemy.exc import DBAPIError, OperationalError, ProgrammingError

from runtime.errors import Busy
from runtime.fields.values import PersonName
from runtime.sqltypes import Instant
from runtime.storage.prepared import Prepared, parameter
from runtime.storage.session import open_store
from tests.conftest import Server
from tests.rows import writing
from tests.stage import NOON, Stage


def test_a_prepared_query_gives_the_same_rows(stage: Stage) -> None:
    with writing(stage) as rows:
        person = rows.person(PersonName("Ana"))
        for place in range(4):
            rows.case(
                person,
                at=NOON + datetime.timedelta(days=place),
                contacto_el=datetime.date(2026, 3, place + 1),
            )
    cases = stage.model.table("cases")
    own = [actor.account_id for actor in stage.actors.values()]
    statement = (
        select(cases, func.count().over().label("total"))
        .where(cases.c.responsible_id.in_(own), cases.c.contacto_el > datetime.date(2026, 3, 1))
        .where(
            cases.c.registered_at > parameter("since", Instant()),
            cases.c.office_id == parameter("office", String()),
        )
        .order_by(cases.c.id)
    )
    values = {"since": NOON + datetime.timedelta(days=1), "office": "con_los_angeles"}
    prepared = Prepared(statement, stage.store.engine.dialect)
    with stage.store.reading() as connection:
        expected = connection.execute(statement, values).mappings().all()
        found = prepared.mappings(connection, values)
        again = prepared.rows(connection, values | {"office": "con_chicago"})

    assert len(expected) == 2
    assert found == [dict(row) for row in expected]
    assert again == []


@pytest.mark.postgresql
def test_a_prepared_query_on_a_cut_connection_is_told_as_busy(postgresql: Server) -> None:
    store, other = open_store(postgresql.create("cut_prepared")), open_store(postgresql.url("postgres"))
    asks = Prepared(select(func.pg_backend_pid()), store.engine.dialect)
    with store.reading() as connection:
        [[mine]] = asks.rows(connection)
    with other.reading() as connection:
        connection.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": mine})
    with pytest.raises(Busy), store.reading() as connection:
        asks.rows(connection)
    with store.reading() as connection:
        [[found]] = asks.rows(connection)
    assert found != mine
    store.close()
    other.close()
    postgresql.drop("cut_prepared")


def test_what_a_database_refuses_is_told_as_it_was_refused_first(stage: Stage) -> None:
    """Also inside a transaction, where PostgreSQL answers every later question with something else."""
    wrong = Prepared(select(literal_column("1 / nothing")), stage.store.engine.dialect)
    with pytest.raises(DBAPIError) as failure, stage.store.writing() as connection:
        wrong.rows(connection)
    assert "nothing" in str(failure.value.orig)
    assert isinstance(failure.value, OperationalError if stage.store.is_sqlite else ProgrammingError)
