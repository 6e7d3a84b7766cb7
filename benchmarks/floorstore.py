"""The floor's way to its database: sqlite3 and psycopg as they come. Must not know pages."""

from __future__ import annotations

import asyncio
import csv
import datetime
import io
import sqlite3
import uuid
from collections.abc import AsyncIterator, Iterator, Sequence
from typing import Any, Protocol

import psycopg
from sqlalchemy import make_url

from benchmarks import floorsql

Rows = list[tuple[Any, ...]]
Statements = Sequence[tuple[str, Sequence[Any]]]
_CONNECTIONS = 10


class Store(Protocol):
    """What the floor's pages ask of a database."""

    async def fetch(self, statement: str, values: Sequence[Any], **parts: str) -> Rows:
        """Return the rows of a statement."""
        ...

    async def add(self, first: tuple[str, Sequence[Any]], then: Any) -> None:
        """Run a statement, and in the same transaction those made of its answer; one commit."""
        ...

    def export(self) -> AsyncIterator[bytes] | Iterator[bytes]:
        """Send every case as CSV."""
        ...

    def cell(self, value: Any) -> Any:
        """Return an id or moment as the driver takes it."""
        ...


class Sqlite:
    """One connection, used where the request is: its statements take less than a change of thread."""

    def __init__(self, url: str) -> None:
        self.path = make_url(url).database or ""
        self._connection = self._connect()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, isolation_level=None, check_same_thread=False, timeout=15)
        for setting in (
            "journal_mode = WAL",
            "synchronous = FULL",  # as durable as the registry
            "foreign_keys = ON",
            "cache_size = -16000",
        ):
            connection.execute(f"PRAGMA {setting}")
        return connection

    async def fetch(self, statement: str, values: Sequence[Any], **parts: str) -> Rows:
        """Return the rows of a statement."""
        return self._connection.execute(floorsql.for_sqlite(statement, **parts), values).fetchall()

    async def add(self, first: tuple[str, Sequence[Any]], then: Any) -> None:
        """Run statements in one transaction."""
        connection = self._connection
        connection.execute("BEGIN IMMEDIATE")
        try:
            answer = connection.execute(floorsql.for_sqlite(first[0]), first[1]).fetchone()
            for statement, values in then(answer[0]):
                connection.execute(floorsql.for_sqlite(statement), values)
            connection.execute("COMMIT")
        except sqlite3.Error:
            connection.execute("ROLLBACK")
            raise

    def export(self) -> Iterator[bytes]:
        """Send every case as CSV, in pieces."""
        connection = self._connect()
        found = connection.execute(floorsql.for_sqlite(floorsql.EXPORT))
        buffer = io.StringIO()
        writer = csv.writer(buffer)
        writer.writerow([column[0] for column in found.description])
        while rows := found.fetchmany(2000):
            writer.writerows(rows)
            yield buffer.getvalue().encode()
            buffer.seek(0)
            buffer.truncate()
        connection.close()

    def cell(self, value: Any) -> Any:
        """Return an id or moment as SQLite keeps it."""
        if isinstance(value, uuid.UUID):
            return value.hex
        if isinstance(value, datetime.datetime):
            return value.strftime("%Y-%m-%d %H:%M:%S.%f")
        return value


class Postgresql:
    """A few connections, used in turn; statements are prepared after their first runs."""

    def __init__(self, url: str) -> None:
        self._url = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
        self._free: asyncio.LifoQueue[psycopg.AsyncConnection] | None = None
        self._opened = 0

    async def _take(self) -> psycopg.AsyncConnection:
        if self._free is None:
            self._free = asyncio.LifoQueue()
        if self._free.empty() and self._opened < _CONNECTIONS:
            self._opened += 1
            return await psycopg.AsyncConnection.connect(self._url, autocommit=True, prepare_threshold=2)
        return await self._free.get()

    def _give(self, connection: psycopg.AsyncConnection) -> None:
        assert self._free is not None
        self._free.put_nowait(connection)

    async def fetch(self, statement: str, values: Sequence[Any], **parts: str) -> Rows:
        """Return the rows of a statement."""
        connection = await self._take()
        try:
            found = await connection.execute(floorsql.for_postgresql(statement, **parts).encode(), values)
            return await found.fetchall()
        finally:
            self._give(connection)

    async def add(self, first: tuple[str, Sequence[Any]], then: Any) -> None:
        """Run statements in one transaction, sent together after the first."""
        connection = await self._take()
        try:
            async with connection.transaction():
                found = await connection.execute(floorsql.for_postgresql(first[0]).encode(), first[1])
                answer = await found.fetchone()
                assert answer is not None
                async with connection.pipeline():
                    for statement, values in then(answer[0]):
                        await connection.execute(floorsql.for_postgresql(statement).encode(), values)
        finally:
            self._give(connection)

    async def export(self) -> AsyncIterator[bytes]:
        """Pass on what COPY sends."""
        async with await psycopg.AsyncConnection.connect(self._url, autocommit=True) as connection:
            statement = (
                f"COPY ({floorsql.for_postgresql(floorsql.EXPORT)}) TO STDOUT WITH (FORMAT csv, HEADER)"
            )
            async with connection.cursor() as cursor, cursor.copy(statement.encode()) as copy:
                pieces: list[bytes] = []
                size = 0
                async for piece in copy:
                    pieces.append(bytes(piece))
                    size += len(piece)
                    if size > 65_536:
                        yield b"".join(pieces)
                        pieces, size = [], 0
                yield b"".join(pieces)

    def cell(self, value: Any) -> Any:
        """Return a value as it is."""
        return value


def open_store(url: str) -> Store:
    """Open the database behind a URL."""
    return Sqlite(url) if make_url(url).get_backend_name() == "sqlite" else Postgresql(url)
