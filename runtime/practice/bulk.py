"""Rows in bulk, as the driver takes them: COPY on PostgreSQL, one prepared statement a table on SQLite. Must not know records."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import Any

from sqlalchemy import Column, Connection, Dialect, MetaData, Table, TypeDecorator

Cell = Any
"""A value as the driver takes it: text, number, bytes or nothing, which also travel well between processes."""
Row = list[Cell]
Rows = Mapping[str, Sequence[Row]]
"""Rows by table."""
_Process = Callable[[Any], Cell]
_REMEMBERED = 50_000


class Places:
    """Some columns of a table, to put values into a row in their order."""

    def __init__(self, places: Sequence[int], processes: Sequence[_Process | None]) -> None:
        self._columns = tuple(zip(places, processes, strict=True))

    def cells(self, values: Sequence[Any]) -> tuple[tuple[int, Cell], ...]:
        """Return where each value goes, and as what."""
        return tuple(
            (place, value if value is None or process is None else process(value))
            for (place, process), value in zip(self._columns, values, strict=True)
        )

    def put(self, row: Row, *values: Any) -> None:
        """Put values into a row."""
        for (place, process), value in zip(self._columns, values, strict=True):
            row[place] = value if value is None or process is None else process(value)


class Layout:
    """A table's columns by position, and how the driver wants their values."""

    def __init__(self, table: Table, dialect: Dialect) -> None:
        self.name = table.name
        self.columns = tuple(column.name for column in table.columns)
        self.position = {name: place for place, name in enumerate(self.columns)}
        self._processes = [_process(column, dialect) for column in table.columns]

    def empty(self) -> Row:
        """Return a row without values."""
        return [None] * len(self.columns)

    def places(self, *names: str) -> Places:
        """Return the columns of these names."""
        found = [self.position[name] for name in names]
        return Places(found, [self._processes[place] for place in found])

    def put(self, row: Row, columns: Mapping[str, Any]) -> None:
        """Put values into a row by column name."""
        self.places(*columns).put(row, *columns.values())


class Bulk:
    """Rows that wait to be written, by table."""

    def __init__(self, metadata: MetaData, dialect: Dialect) -> None:
        self.layouts = {table.name: Layout(table, dialect) for table in metadata.sorted_tables}
        """In an order in which no row points at one that is not there yet."""
        self._rows: dict[str, list[Row]] = {name: [] for name in self.layouts}

    def add(self, table: str, row: Row) -> None:
        """Let a row wait."""
        self._rows[table].append(row)

    def waiting(self, table: str) -> Sequence[Row]:
        """Return the rows of a table that wait."""
        return self._rows[table]

    def take(self) -> dict[str, list[Row]]:
        """Give away every waiting row, by table, in an order in which they can be written."""
        taken = {name: rows for name, rows in self._rows.items() if rows}
        self._rows = {name: [] for name in self.layouts}
        return taken

    def write(self, connection: Connection, taken: Rows) -> None:
        """Write rows that were taken."""
        for name, rows in taken.items():
            write(connection, name, self.layouts[name].columns, rows)


def write(connection: Connection, table: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
    """Write rows of one table."""
    if connection.dialect.name == "sqlite":
        marks = ", ".join("?" * len(columns))
        names = ", ".join(f'"{name}"' for name in columns)
        driver = connection.connection.driver_connection
        assert driver is not None
        # Past the toolkit, which looks at every row.
        driver.cursor().executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', rows)  # noqa: S608 - our own names
        return
    # Imported where it is used: a registry on SQLite does without the driver.
    from psycopg import Connection as Postgres
    from psycopg import sql

    driver = connection.connection.driver_connection
    assert isinstance(driver, Postgres)
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    with driver.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def _process(column: Column[Any], dialect: Dialect) -> _Process | None:
    """The column type's own way to the driver, of which it leaves no more than text: that travels well.

    Days and moments repeat all the time: they are remembered.
    """
    kind = column.type
    own = kind.dialect_impl(dialect).bind_processor(dialect)
    python_type = (kind.impl_instance if isinstance(kind, TypeDecorator) else kind).python_type
    if python_type is uuid.UUID:
        return attrgetter("hex")
    if issubclass(python_type, datetime.date | datetime.time):
        return lru_cache(_REMEMBERED)(lambda value: str(value if own is None else own(value)))
    return own
