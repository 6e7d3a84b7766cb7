"""Reading, writing, snapshots, and a database that is busy or gone."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import column, literal, select, table, text
from sqlalchemy.exc import OperationalError, ProgrammingError

from runtime.errors import Busy
from runtime.sqltypes import Instant
from runtime.storage import session
from runtime.storage.functions import local_text
from runtime.storage.session import Store, open_store
from tests.conftest import Server
from tests.stage import NOON


def test_an_exception_rolls_back(store: Store) -> None:
    with store.writing() as connection:
        connection.execute(text("CREATE TABLE t (n INTEGER)"))
    with pytest.raises(InterruptedError), store.writing() as connection:  # noqa: PT012 - the failure comes second
        connection.execute(text("INSERT INTO t VALUES (1)"))
        raise InterruptedError
    with store.reading() as connection:
        assert connection.scalar(text("SELECT count(*) FROM t")) == 0


def test_a_snapshot_sees_one_moment(store: Store) -> None:
    with store.writing() as connection:
        connection.execute(text("CREATE TABLE t (n INTEGER)"))
    with store.snapshot() as reader:
        assert reader.scalar(text("SELECT count(*) FROM t")) == 0
        with store.writing() as connection:
            connection.execute(text("INSERT INTO t VALUES (1)"))
        assert reader.scalar(text("SELECT count(*) FROM t")) == 0
    with store.reading() as reader:
        assert reader.scalar(text("SELECT count(*) FROM t")) == 1


def test_a_mistake_in_a_statement_is_not_taken_for_a_busy_database(store: Store) -> None:
    with pytest.raises((OperationalError, ProgrammingError)), store.reading() as connection:
        connection.execute(text("SELECT * FROM nowhere"))


def test_a_locked_database_is_busy_and_recovers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "BUSY_SECONDS", 0)
    store = open_store(f"sqlite:///{tmp_path / 'data' / 'registry.sqlite3'}")
    with store.writing() as connection:
        connection.execute(text("CREATE TABLE t (n INTEGER)"))
    other = sqlite3.connect(tmp_path / "data" / "registry.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Busy), store.writing():
        pass
    with store.reading() as reader:
        assert reader.scalar(text("SELECT count(*) FROM t")) == 0
    other.execute("ROLLBACK")
    other.close()
    with store.writing() as connection:
        connection.execute(text("INSERT INTO t VALUES (1)"))
    store.close()


@pytest.mark.postgresql
def test_connections_that_were_cut_are_replaced(postgresql: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "IDLE_SECONDS", 0)
    store = open_store(postgresql.create("cut"))
    with store.reading() as connection:
        mine = connection.scalar(text("SELECT pg_backend_pid()"))
    other = open_store(postgresql.url("postgres"))
    with other.reading() as connection:
        connection.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": mine})
    with store.reading() as connection:
        assert connection.scalar(text("SELECT pg_backend_pid()")) != mine
    store.close()
    other.close()
    postgresql.drop("cut")
    with pytest.raises(Busy), store.reading():
        pass


def test_an_instant_reads_as_the_offices_clock(store: Store) -> None:
    moments = table("moments", column("at", Instant()))
    with store.writing() as connection:
        kind = Instant().compile(connection.dialect) if store.is_sqlite else "TIMESTAMP WITH TIME ZONE"
        connection.execute(text(f"CREATE TABLE moments (at {kind})"))
        connection.execute(moments.insert(), {"at": NOON})
        found = connection.scalar(select(local_text(moments.c.at, literal("America/Los_Angeles"))))
    assert found == "2026-03-11 11:00"
