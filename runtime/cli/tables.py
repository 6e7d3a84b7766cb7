"""The tables of a database as text, and back. Owns what belongs in a backup; must not know files or archives."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, inspect

from runtime.cli.copytext import Kind, Value, kind_of, read_line, write_line

BATCH = 2000
_NEVER = ("alembic_version", "search_text", "sqlite_")
"""Revisions are in the manifest; the text index fills itself from its documents."""
_ONLY = {"search_document": ("person_id", "words")}
"""Columns that count where others are numbered or computed by the database itself."""


@dataclass(frozen=True)
class Column:
    """A column with its declared type."""

    name: str
    type: str

    @property
    def kind(self) -> Kind:
        """How its values are written."""
        return kind_of(self.type)


@dataclass(frozen=True)
class StoredTable:
    """A table as it stands in the database, columns parked by an undone revision included."""

    name: str
    columns: tuple[Column, ...]

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """How the values of each column are written."""
        return tuple(column.kind for column in self.columns)


def stored_tables(connection: Connection) -> list[StoredTable]:
    """Return every table with data of its own, those that others point to first."""
    inspector = inspect(connection)
    names = [name for name, _ in inspector.get_sorted_table_and_fkc_names() if name]
    return [
        StoredTable(name, tuple(_columns(connection, name, inspector.get_columns(name))))
        for name in names
        if not name.startswith(_NEVER)
    ]


def count(connection: Connection, table: StoredTable) -> int:
    """Return the number of rows."""
    found = connection.exec_driver_sql(f"SELECT count(*) FROM {_quoted(connection, table.name)}").scalar_one()  # noqa: S608 - our own names
    return int(found)


def dump(connection: Connection, table: StoredTable) -> Iterator[bytes]:
    """Yield a table as lines of COPY, in pieces that end with a line."""
    columns = _column_list(connection, table)
    name = _quoted(connection, table.name)
    driver = connection.connection.driver_connection
    assert driver is not None
    if connection.dialect.name == "postgresql":
        with driver.cursor() as cursor, cursor.copy(f"COPY {name} ({columns}) TO STDOUT") as copy:
            for piece in copy:
                yield bytes(piece)
        return
    rows = driver.execute(f"SELECT {columns} FROM {name}")  # noqa: S608 - our own names
    while batch := rows.fetchmany(BATCH):
        yield "".join(write_line(row, table.kinds) + "\n" for row in batch).encode()


def load(connection: Connection, table: StoredTable, lines: Iterable[bytes]) -> Iterator[int]:
    """Insert lines of COPY into an empty table; yield after each batch how many rows it had.

    Raises:
        ValueError: a line is not a row of this table.
    """
    columns = _column_list(connection, table)
    name = _quoted(connection, table.name)
    driver = connection.connection.driver_connection
    assert driver is not None
    remaining = iter(lines)
    if connection.dialect.name == "postgresql":
        with driver.cursor() as cursor, cursor.copy(f"COPY {name} ({columns}) FROM STDIN") as copy:
            while batch := list(itertools.islice(remaining, BATCH)):
                copy.write(b"".join(batch))
                yield len(batch)
        return
    marks = ", ".join("?" for _ in table.columns)
    insert = f"INSERT INTO {name} ({columns}) VALUES ({marks})"  # noqa: S608 - our own names
    while batch := list(itertools.islice(remaining, BATCH)):
        rows: list[list[Value]] = [read_line(line.decode().rstrip("\n"), table.kinds) for line in batch]
        driver.executemany(insert, rows)
        yield len(batch)


def clear(connection: Connection, tables: Sequence[StoredTable]) -> None:
    """Empty the tables: what ``migrate`` has seeded comes from the backup instead."""
    for table in reversed(tables):
        connection.exec_driver_sql(f"DELETE FROM {_quoted(connection, table.name)}")  # noqa: S608 - our own names


def complete(connection: Connection, wanted: Sequence[StoredTable], made_on: str) -> None:
    """Add tables and columns a backup has beyond its revisions: parked ones, whose values must not be lost.

    ``made_on`` is the database the backup was made on: on the same one they get the very types they had.
    """
    is_same = connection.dialect.name == made_on
    there = {table.name: {column.name for column in table.columns} for table in stored_tables(connection)}
    for table in wanted:
        name = _quoted(connection, table.name)
        if table.name not in there:
            columns = ", ".join(_declaration(connection, column, is_same) for column in table.columns)
            connection.exec_driver_sql(f"CREATE TABLE {name} ({columns})")
            continue
        for column in table.columns:
            if column.name not in there[table.name]:
                connection.exec_driver_sql(
                    f"ALTER TABLE {name} ADD COLUMN {_declaration(connection, column, is_same)}"
                )


_TYPE = re.compile(r"[A-Z][A-Z0-9 (),]*")
_TYPES: dict[Kind, tuple[str, str]] = {
    "text": ("TEXT", "TEXT"),
    "uuid": ("CHAR(32)", "UUID"),
    "boolean": ("BOOLEAN", "BOOLEAN"),
    "instant": ("DATETIME", "TIMESTAMP WITH TIME ZONE"),
    "time": ("TIME", "TIME"),
    "bytes": ("BLOB", "BYTEA"),
    "integer": ("INTEGER", "BIGINT"),
    "number": ("NUMERIC", "NUMERIC"),
}


def _declaration(connection: Connection, column: Column, is_same: bool) -> str:
    if is_same and _TYPE.fullmatch(column.type):
        return f"{_quoted(connection, column.name)} {column.type}"
    on_sqlite, on_postgresql = _TYPES[column.kind]
    declared = on_postgresql if connection.dialect.name == "postgresql" else on_sqlite
    return f"{_quoted(connection, column.name)} {declared}"


def _columns(connection: Connection, table: str, found: Sequence[Any]) -> Iterator[Column]:
    for column in found:
        if table not in _ONLY or column["name"] in _ONLY[table]:
            yield Column(column["name"], column["type"].compile(dialect=connection.dialect))


def _column_list(connection: Connection, table: StoredTable) -> str:
    return ", ".join(_quoted(connection, column.name) for column in table.columns)


def _quoted(connection: Connection, name: str) -> str:
    return connection.dialect.identifier_preparer.quote_identifier(name)
