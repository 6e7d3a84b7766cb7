"""The way of very many rows into an empty database: what watches and sorts each row is set aside and made afterwards at once.

PostgreSQL takes everything in one transaction. SQLite takes step after step and is whole after each; only its text
index comes at the end, or from ``migrate`` if there was none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, text

from runtime.storage import index
from runtime.storage.session import Store

_QUICK = ("cache_size = -256000", "wal_autocheckpoint = 25000")
_CARELESS = "synchronous = OFF"
"""A power cut while an empty database is filled loses what nobody entered."""
_SAFE = ("synchronous = FULL", "wal_checkpoint(TRUNCATE)")

_FOREIGN_KEYS = text(
    "SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname),"
    " format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))"
    " FROM pg_constraint WHERE contype = 'f' AND connamespace = current_schema()::regnamespace"
)
_INDEXES = text(
    "SELECT format('DROP INDEX %s', indexrelid::regclass), pg_get_indexdef(indexrelid)"
    " FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid"
    " WHERE relnamespace = current_schema()::regnamespace"
    " AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)"
)


@dataclass(frozen=True)
class Load:
    """A connection on which rows are written step by step."""

    connection: Connection

    @contextmanager
    def step(self) -> Iterator[Connection]:
        """Give a transaction, the one that is open or one of its own."""
        if self.connection.in_transaction():
            yield self.connection
        else:
            with self.connection.begin():
                yield self.connection


@contextmanager
def loading(store: Store, *, is_new: bool) -> Iterator[Load]:
    """Open a database for very many rows; afterwards it is as before, with the rows.

    Args:
        store: the database.
        is_new: there are no records yet, and nobody works with it.
    """
    with store.engine.connect() as connection:
        load = Load(connection)
        way = _sqlite(load, is_new) if store.is_sqlite else _postgresql(load, is_new)
        with way:
            yield load


@contextmanager
def _sqlite(load: Load, is_new: bool) -> Iterator[None]:
    connection = load.connection
    _set(connection, [*_QUICK, _CARELESS] if is_new else _QUICK)
    try:
        if is_new:
            with load.step():
                index.suspend(connection)
        try:
            yield
        finally:
            with load.step():
                index.ensure(connection)
    finally:
        _set(connection, _SAFE)
        # The next one has the usual settings.
        connection.invalidate()


def _set(connection: Connection, settings: Sequence[str]) -> None:
    # Past the toolkit, which would begin a transaction: these settings take effect only outside one.
    cursor = connection.connection.cursor()
    for setting in settings:
        cursor.execute(f"PRAGMA {setting}")
    cursor.close()


@contextmanager
def _postgresql(load: Load, is_new: bool) -> Iterator[None]:
    if not is_new:
        yield
        return
    connection = load.connection
    with connection.begin():
        connection.execute(text("SET LOCAL maintenance_work_mem = '256MB'"))
        aside = [
            tuple(row) for statement in (_FOREIGN_KEYS, _INDEXES) for row in connection.execute(statement)
        ]
        for drop, _ in aside:
            connection.exec_driver_sql(drop)
        yield
        for _, make in reversed(aside):
            connection.exec_driver_sql(make)
