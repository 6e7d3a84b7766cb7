"""The engine of an instance and its two ways in: reading and writing. Must not know any table."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError, DisconnectionError, InterfaceError, InternalError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

from runtime.errors import Busy
from runtime.storage.functions import register_functions

BUSY_SECONDS = 15
"""How long a writer waits for another on SQLite, and a visitor for a free connection."""
IDLE_SECONDS = 30
"""After this rest a PostgreSQL connection is tried before use: a restarted server then costs nobody a page."""

# PostgreSQL: connection gone or refused, too many connections, shutting down, lock or serialisation lost.
# Read-only: a standby that has not taken over yet.
_PASSING = ("08", "53", "57P", "40001", "40P01", "55P03", "25006")
_PASSING_SQLITE = (
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_READONLY,
)


@dataclass(frozen=True)
class Store:
    """One per process. Connections are pooled and may be used by any thread, one at a time."""

    engine: Engine
    _turn: threading.Lock = field(default_factory=threading.Lock, repr=False)
    """Who writes to SQLite: threads that wait here go on at once, where the database would have them ask now and then."""
    when_closing: list[Callable[[], None]] = field(default_factory=list, repr=False)
    """Called before the connections are closed: by whoever still has something to write."""

    @property
    def is_sqlite(self) -> bool:
        """Whether the data is one SQLite file."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection for queries; without a transaction, to save two round trips.

        Raises:
            Busy: the database is down.
        """
        with _passing_trouble(), self.engine.connect().execution_options(begin=None) as connection:
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """Give a connection whose queries all see one moment: for reports and exports.

        Raises:
            Busy: the database is down.
        """
        begin = "BEGIN" if self.is_sqlite else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
        with (
            _passing_trouble(),
            self.engine.connect().execution_options(begin=begin) as connection,
            connection.begin(),
        ):
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a transaction: committed at the end, rolled back by any exception.

        Raises:
            Busy: the database is down, or another writer held it for too long.
        """
        with (
            _passing_trouble(),
            self._own_turn(),
            self.engine.connect() as connection,
            connection.begin(),
        ):
            yield connection

    @contextmanager
    def migrating(self) -> Iterator[Connection]:
        """Give a transaction in which SQLite does not watch foreign keys, as changing a table there needs.

        Raises:
            Busy: the database is down, or another writer held it for too long.
        """
        with _passing_trouble(), self.engine.connect() as connection:
            try:
                if self.is_sqlite:
                    # Outside a transaction, where alone this setting takes effect.
                    connection.connection.cursor().execute("PRAGMA foreign_keys = OFF")
                with connection.begin():
                    yield connection
            finally:
                if self.is_sqlite:
                    connection.connection.cursor().execute("PRAGMA foreign_keys = ON")

    @contextmanager
    def _own_turn(self) -> Iterator[None]:
        if not self.is_sqlite:
            yield
            return
        if not self._turn.acquire(timeout=BUSY_SECONDS):
            raise Busy("another thread writes")
        try:
            yield
        finally:
            self._turn.release()

    def close(self) -> None:
        """Close every connection that rests in the pool."""
        try:
            for act in self.when_closing:
                act()
        finally:
            self.engine.dispose()


def open_store(url: str | URL) -> Store:
    """Open the database behind a URL, ``sqlite:///file`` or ``postgresql://…``; nothing is connected yet."""
    target = make_url(url)
    if target.get_backend_name() == "sqlite":
        return Store(_sqlite_engine(target))
    return Store(_postgresql_engine(target.set(drivername="postgresql+psycopg")))


def _sqlite_engine(url: URL) -> Engine:
    if url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        url,
        # The driver's own transaction handling is off: we send BEGIN ourselves, so that a write locks at once.
        connect_args={"isolation_level": None, "timeout": BUSY_SECONDS, "check_same_thread": False},
        pool_size=16,
        max_overflow=48,
        pool_use_lifo=True,  # so that after a rush few connections, with what they read last, do the work
        pool_timeout=BUSY_SECONDS,
        query_cache_size=1500,
        hide_parameters=True,  # what people typed stays out of logs
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare_sqlite(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    for setting in (
        "journal_mode = WAL",
        "synchronous = FULL",  # what was stored survives a power cut, as on PostgreSQL
        "foreign_keys = ON",
        f"busy_timeout = {BUSY_SECONDS * 1000}",
        # Per connection, of which many threads open many: enough for what a few pages in turn read.
        "cache_size = -8000",
        "temp_store = MEMORY",
    ):
        cursor.execute(f"PRAGMA {setting}")
    cursor.close()
    register_functions(connection)


def _begin(connection: Connection) -> None:
    """Begin a transaction as its user asks, or none: the drivers leave that to us."""
    writes = "BEGIN IMMEDIATE" if connection.dialect.name == "sqlite" else "BEGIN"
    begin = connection.get_execution_options().get("begin", writes)
    if begin is not None:
        connection.exec_driver_sql(begin)


def _postgresql_engine(url: URL) -> Engine:
    engine = create_engine(
        url,
        # As on SQLite, the driver begins no transactions of its own, which readers would only have to end.
        connect_args={"connect_timeout": 5, "autocommit": True},
        pool_size=20,
        max_overflow=20,
        # The connection used last has what it needs at hand: prepared statements, and types it has met.
        pool_use_lifo=True,
        pool_timeout=BUSY_SECONDS,
        query_cache_size=1500,
        hide_parameters=True,  # what people typed stays out of logs
    )
    event.listen(engine, "begin", _begin)
    event.listen(engine, "checkout", _try_after_rest)
    event.listen(engine, "checkin", _note_rest)
    return engine


def _note_rest(_: DBAPIConnection | None, entry: ConnectionPoolEntry) -> None:
    entry.info["rested_at"] = time.monotonic()


def _try_after_rest(
    connection: DBAPIConnection, entry: ConnectionPoolEntry, _: PoolProxiedConnection
) -> None:
    # SQLAlchemy has loaded the driver by now; a registry on SQLite does without its 9 MB.
    import psycopg

    rested_at = entry.info.get("rested_at")
    if rested_at is None or time.monotonic() - rested_at < IDLE_SECONDS:
        return
    cursor = connection.cursor()
    try:
        cursor.execute("SELECT 1")
        connection.rollback()
    except psycopg.Error as gone:
        raise DisconnectionError from gone
    finally:
        cursor.close()


@contextmanager
def _passing_trouble() -> Iterator[None]:
    try:
        yield
    except PoolTimeoutError as trouble:
        raise Busy(str(trouble)) from trouble
    except (OperationalError, InterfaceError, InternalError) as trouble:
        if _passes(trouble):
            raise Busy(type(trouble.orig).__name__) from trouble
        raise


def _passes(trouble: DBAPIError) -> bool:
    if isinstance(trouble.orig, sqlite3.Error):
        return getattr(trouble.orig, "sqlite_errorcode", 0) & 0xFF in _PASSING_SQLITE
    state = getattr(trouble.orig, "sqlstate", None)
    return state is None or state.startswith(_PASSING)
