"""Queries compiled once, for the pages that are asked for all day. Must not know any query.

What the toolkit works out anew on each execution (the key of its cache, the parameters, the types of the result)
is worked out here once, and the driver is asked directly.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import BindParameter, Connection, Date, Dialect, Select, Uuid, bindparam
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.selectable import CompoundSelect
from sqlalchemy.types import TypeEngine

from runtime.sqltypes import Instant

Values = Mapping[str, object]

_LISTED: Mapping[type, TypeEngine[Any]] = {
    uuid.UUID: Uuid(),
    datetime.datetime: Instant(),
    datetime.date: Date(),
}
"""The types of values in lists of which a driver may want another form."""


_NUMERIC = 1700
"""PostgreSQL's own number of ``numeric``: reading a number there asks what the server sent."""

_CURSOR = "prepared"

_set_number, _set_safety = (vars(uuid.UUID)[name].__set__ for name in ("int", "is_safe"))
_SAFETY = uuid.SafeUUID.unknown


def parameter(name: str, kind: TypeEngine[Any]) -> BindParameter[Any]:
    """Return a parameter of a prepared query: its value is given at each run."""
    return bindparam(name, None, type_=kind)


class Prepared:
    """One query. Its ``parameter``s are given by name at each run; lists of values must be in it already."""

    def __init__(self, statement: Select[Any] | CompoundSelect[Any], dialect: Dialect) -> None:
        compiled = statement.compile(dialect=dialect, compile_kwargs={"render_postcompile": True})
        self._text = str(compiled)
        self._order: Sequence[str] | None = compiled.positiontup
        self._binders = {
            name: binder
            for name, bind in compiled.binds.items()
            if (binder := binder_of(bind.type, dialect)) is not None
        }
        # The values of a list got names of their own, which have no type: it is theirs.
        listed = {kind: binder_of(of, dialect) for kind, of in _LISTED.items()}
        for name, value in compiled.params.items():
            if name not in compiled.binds and (binder := listed.get(type(value))) is not None:
                self._binders[name] = binder
        self._values = {name: self._bound(name, value) for name, value in compiled.params.items()}
        columns = list(statement.selected_columns)
        self.names = [column.key or "" for column in columns]
        self._readers: list[tuple[int, Callable[[Any], Any]]] = [
            (place, reader)
            for place, column in enumerate(columns)
            if (reader := _reader(column.type, dialect)) is not None
        ]

    def rows(self, connection: Connection, values: Values | None = None) -> list[list[Any]]:
        """Run the query and return the values of each row in order."""
        given: Any = self._values
        if values:
            given = {**self._values, **{name: self._bound(name, value) for name, value in values.items()}}
        if self._order is not None:
            given = tuple(given[name] for name in self._order)
        found = [list(row) for row in _ask(connection, self._text, given)]
        for row in found:
            for place, reader in self._readers:
                value = row[place]
                if value is not None:
                    row[place] = reader(value)
        return found

    def stream(self, connection: Connection, size: int) -> Iterator[Sequence[Sequence[Any]]]:
        """Run the query and yield its rows as the driver gives them, some at a time: for texts, which need no reading.

        SQLite reads on as it is asked; PostgreSQL's driver would read everything first.
        """
        given: Any = self._values
        if self._order is not None:
            given = tuple(given[name] for name in self._order)
        cursor: Any = connection.connection.cursor()
        try:
            cursor.execute(self._text, given)
            while rows := cursor.fetchmany(size):
                yield rows
        finally:
            cursor.close()

    def mappings(self, connection: Connection, values: Values | None = None) -> list[dict[str, Any]]:
        """Run the query and return the values of each row by the name of their column."""
        return [dict(zip(self.names, row, strict=True)) for row in self.rows(connection, values)]

    def _bound(self, name: str, value: object) -> object:
        binder = self._binders.get(name)
        return value if binder is None else binder(value)


def _reader(kind: TypeEngine[Any], dialect: Dialect) -> Callable[[Any], Any] | None:
    if isinstance(kind, Uuid) and dialect.name == "sqlite":
        return _id_of_digits
    if isinstance(kind, Instant) and dialect.name == "sqlite":
        return _instant_of_text
    found: Callable[[Any], Any] | None = kind.dialect_impl(dialect).result_processor(dialect, _NUMERIC)
    return found


def _id_of_digits(digits: str) -> uuid.UUID:
    """Make an id of its 32 digits, without the looks its class takes at every other way of writing one."""
    made = object.__new__(uuid.UUID)
    _set_number(made, int(digits, 16))
    _set_safety(made, _SAFETY)
    return made


def _instant_of_text(text: str) -> datetime.datetime:
    """Make a moment of the text SQLite keeps, which is in UTC and does not say so."""
    return datetime.datetime.fromisoformat(f"{text}+00:00")


def cursor_of(connection: Connection) -> Any:
    """Return the driver's cursor: every connection keeps one, which knows the types it has met."""
    cursor = connection.info.get(_CURSOR)
    if cursor is None:
        cursor = connection.info[_CURSOR] = connection.connection.cursor()
    return cursor


def _ask(connection: Connection, text: str, values: Any) -> Sequence[Sequence[Any]]:
    """Run a query as the driver does."""
    cursor, dialect = cursor_of(connection), connection.dialect
    try:
        cursor.execute(text, values)
        found: Sequence[Sequence[Any]] = cursor.fetchall()
    except dialect.loaded_dbapi.Error as failure:
        if not dialect.is_disconnect(failure, connection.connection, cursor):
            # Not asked again: in a transaction the second answer would only be that there was a first.
            raise _told(connection, text, failure) from failure
        # The toolkit asks once more, and takes lost connections out of its pool.
        found = connection.exec_driver_sql(text, values).all()
    return found


def _told(connection: Connection, text: str, failure: Exception) -> Exception:
    """Return a driver's error as the toolkit raises it, without the values that were asked with."""
    dialect = connection.dialect
    return DBAPIError.instance(
        text, None, failure, dialect.loaded_dbapi.Error, hide_parameters=True, dialect=dialect
    )


def binder_of(kind: TypeEngine[Any], dialect: Dialect) -> Callable[[Any], Any] | None:
    """Return what gives a value of a type the form the driver takes, if it is another one."""
    found: Callable[[Any], Any] | None = kind.dialect_impl(dialect).bind_processor(dialect)
    return found
