"""The log as a verifier reads it: entries, heads and anchored heads in the order of their chains, some at a time.

Reads past the toolkit: a million entries pass by, as text, whatever the database. Must not judge.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Connection

_SOME = 2000
_PLAIN = ("office_id", "verb", "entity", "record_id")
_IDS = ("case_id", "person_id")
_END = ("reason", "request_id", "channel")


class Stored(NamedTuple):
    """An entry as it stands in the database; ``told`` is what its digest covers, the difference as JSON text."""

    chain: str
    seq: int
    digest: bytes
    told: Sequence[Any]
    emptied: bytes = b""
    """The proof that its difference and reason were taken away, where they were."""


class Head(NamedTuple):
    """The head of a chain; ``anchored`` is what the database says of it, which proves nothing."""

    chain: str
    seq: int
    digest: bytes
    seal: bytes
    kind: str
    record_id: str
    anchored: bool


class Anchored(NamedTuple):
    """The head of a chain as an anchor knows it."""

    chain: str
    seq: int
    number: int
    digest: bytes


class Log:
    """The log on one moment of the database, by a connection whose queries all see it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._is_sqlite = connection.dialect.name == "sqlite"

    def count(self) -> int:
        """Return how many entries there are."""
        return self._number("SELECT count(*) FROM event")

    def unplaced(self, most: int) -> list[tuple[str, str, str]]:
        """Return id, moment and verb of entries that are in no chain, some of them."""
        cells = f"{self._hex('id')}, {self._moment('at')}, verb"
        where = "chain IS NULL OR seq IS NULL OR digest IS NULL"
        found = self._connection.exec_driver_sql(f"SELECT {cells} FROM event WHERE {where} LIMIT {most}")  # noqa: S608 - our own names
        return [(row[0], row[1], row[2]) for row in found]

    def chains(self) -> Iterator[tuple[str, Iterator[Stored]]]:
        """Give each chain with its entries in order."""
        return groupby(self._entries(), itemgetter(0))

    def heads(self) -> Iterator[Head]:
        """Give every chain's head."""
        cells = f"{self._hex('chain')}, seq, digest, seal, kind, record_id, anchored"
        for row in self._stream("heads", f"SELECT {cells} FROM chain_head ORDER BY chain"):  # noqa: S608 - our own names
            yield Head(row[0], row[1], _bytes(row[2]), _bytes(row[3]), row[4], row[5], bool(row[6]))

    def anchored(self) -> Iterator[Anchored]:
        """Give every head any anchor knows."""
        cells = f"{self._hex('chain')}, seq, number, digest"
        for row in self._stream("anchored", f"SELECT {cells} FROM anchor_head ORDER BY chain, seq"):  # noqa: S608 - our own names
            yield Anchored(row[0], row[1], row[2], _bytes(row[3]))

    def without_chain(self, table: str, most: int) -> list[str]:
        """Return ids of records of a table that have no chain, some of them."""
        found = self._connection.exec_driver_sql(
            f"SELECT {self._hex('id')} FROM {table}"  # noqa: S608 - our own names
            f" WHERE NOT EXISTS (SELECT 1 FROM chain_head WHERE chain = {table}.id) LIMIT {most}"
        )
        return [row[0] for row in found]

    def _entries(self) -> Iterator[Stored]:
        ids, text = [self._hex(name) for name in _IDS], "difference"
        cells = ", ".join(
            (
                self._hex("chain"),
                "CAST(seq AS INTEGER)",
                "digest",
                self._hex("id"),
                self._moment("at"),
                self._hex("account_id"),
                *_PLAIN,
                *ids,
                text if self._is_sqlite else f"{text}::text",
                *_END,
                "emptied",
            )
        )
        where = "chain IS NOT NULL AND seq IS NOT NULL AND digest IS NOT NULL"
        query = f"SELECT {cells} FROM event WHERE {where} ORDER BY chain, seq"  # noqa: S608 - our own names
        for row in self._stream("entries", query):
            yield Stored(row[0], row[1], _bytes(row[2]), row[3:-1], _bytes(row[-1]))

    def _stream(self, name: str, query: str) -> Iterator[Any]:
        driver: Any = self._connection.connection.driver_connection
        cursor = driver.cursor() if self._is_sqlite else driver.cursor(f"audit_{name}")
        try:
            cursor.execute(query)
            while rows := cursor.fetchmany(_SOME):
                yield from rows
        finally:
            cursor.close()

    def _number(self, query: str) -> int:
        found: int = self._connection.exec_driver_sql(query).scalar_one()
        return found

    def _hex(self, column: str) -> str:
        return column if self._is_sqlite else f"replace({column}::text, '-', '')"

    def _moment(self, column: str) -> str:
        if self._is_sqlite:
            return column
        return f"to_char({column} AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')"


def _bytes(value: object) -> bytes:
    """Take bytes as they are; whatever somebody put in their place is none."""
    return bytes(value) if isinstance(value, bytes | memoryview) else b""
