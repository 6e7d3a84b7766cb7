"""Rows in bulk, as the driver takes them: COPY on PostgreSQL, one prepared statement a table on SQLite. Must not know records."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from psycopg import Connection as Postgres
from psycopg import sql
from sqlalchemy import Connection, Dialect, MetaData, Table

Cell = Any
"""A value as the driver takes it."""
Row = list[Cell]
_Process = Callable[[Any], Any] | None


class Layout:
    """A table's columns by position, and how the driver wants their values."""

    def __init__(self, table: Table, dialect: Dialect) -> None:
        self.name = table.name
        self.columns = tuple(column.name for column in table.columns)
        self.position = {name: place for place, name in enumerate(self.columns)}
        self._processes: list[_Process] = [
            column.type.dialect_impl(dialect).bind_processor(dialect) for column in table.columns
        ]

    def empty(self) -> Row:
        """Return a row without values."""
        return [None] * len(self.columns)

    def row(self, **values: Any) -> Row:
        """Return a row of values by column name."""
        row = self.empty()
        self.put(row, **values)
        return row

    def put(self, row: Row, **values: Any) -> None:
        """Put values into a row by column name."""
        for name, value in values.items():
            place = self.position[name]
            process = self._processes[place]
            row[place] = value if process is None or value is None else process(value)


class Bulk:
    """Rows that wait to be written, by table. Whoever fills it takes them and writes them."""

    def __init__(self, metadata: MetaData, dialect: Dialect) -> None:
        self.is_sqlite = dialect.name == "sqlite"
        self.layouts = {table.name: Layout(table, dialect) for table in metadata.sorted_tables}
        """In an order in which no row points at one that is not there yet."""
        self._rows: dict[str, list[Row]] = {name: [] for name in self.layouts}

    def add(self, table: str, row: Row) -> None:
        """Let a row wait."""
        self._rows[table].append(row)

    def take(self) -> dict[str, list[Row]]:
        """Give away every waiting row, by table, in an order in which they can be written."""
        taken = {name: rows for name, rows in self._rows.items() if rows}
        self._rows = {name: [] for name in self.layouts}
        return taken

    def write(self, connection: Connection, taken: Mapping[str, Sequence[Row]]) -> None:
        """Write rows that were taken."""
        for name, rows in taken.items():
            self._write(connection, self.layouts[name], rows)

    def _write(self, connection: Connection, layout: Layout, rows: Sequence[Row]) -> None:
        if self.is_sqlite:
            marks = ", ".join("?" * len(layout.columns))
            names = ", ".join(f'"{name}"' for name in layout.columns)
            statement = f'INSERT INTO "{layout.name}" ({names}) VALUES ({marks})'  # noqa: S608 - our own names
            connection.exec_driver_sql(statement, [tuple(row) for row in rows])
            return
        driver = connection.connection.driver_connection
        assert isinstance(driver, Postgres)
        statement_parts = sql.SQL("COPY {} ({}) FROM STDIN").format(
            sql.Identifier(layout.name), sql.SQL(", ").join(map(sql.Identifier, layout.columns))
        )
        with driver.cursor() as cursor, cursor.copy(statement_parts) as copy:
            for row in rows:
                copy.write_row(row)
