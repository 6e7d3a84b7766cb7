"""A transaction's writes: made ready once, kept while nobody waits for their answers, sent together. Must not know tables.

A statement costs the toolkit several times what it costs the database, and every wait for an answer lengthens the
time for which others are locked out.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from sqlalchemy import Connection, Delete, Dialect, Insert, Select, Update
from sqlalchemy.exc import DBAPIError

from runtime.storage.prepared import binder_of, cursor_of

Statement = Insert | Update | Delete | Select[Any]
Values = Mapping[str, object]
Row = tuple[Any, ...]
"""A row of an answer as the driver gives it."""

_LOW_BITS = 2**63 - 1
_COMMIT = ("COMMIT", None)
_HOLD = "SELECT pg_advisory_xact_lock(%(key)s)"


class Command:
    """One statement, compiled once. Its values are given by name; of a row those that are not given stay empty."""

    def __init__(self, statement: Statement, dialect: Dialect) -> None:
        compiled = statement.compile(dialect=dialect)
        self.text = str(compiled)
        self._order = compiled.positiontup
        self._empty = dict(compiled.params)
        binders = {name: binder_of(bind.type, dialect) for name, bind in compiled.binds.items()}
        self._binders = {name: binder for name, binder in binders.items() if binder is not None}

    def bind(self, values: Values) -> Any:
        """Return values as the driver takes them.

        Raises:
            KeyError: one of them has no place in the statement.
        """
        bound = dict(self._empty)
        for name, value in values.items():
            binder = self._binders.get(name)
            bound[name] = value if binder is None or value is None else binder(value)
        if len(bound) > len(self._empty):
            raise KeyError(*(bound.keys() - self._empty.keys()))
        return bound if self._order is None else [bound[name] for name in self._order]


class Outbox:
    """The statements of one transaction that wait to be sent, in their order."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._waiting: list[tuple[str, Any]] = []

    @property
    def connection(self) -> Connection:
        """The transaction's connection; what waits is sent first, so that whoever asks finds it stored."""
        self.send()
        return self._connection

    @property
    def dialect(self) -> Dialect:
        """The dialect of the database, to compile commands for."""
        return self._connection.dialect

    @property
    def _is_sqlite(self) -> bool:
        return self._connection.dialect.name == "sqlite"

    def put(self, command: Command, values: Values) -> None:
        """Let a statement wait whose answer nobody needs."""
        self._waiting.append((command.text, command.bind(values)))

    def ask(self, command: Command, values: Values) -> list[Row]:
        """Send what waits and a statement after it; return its rows."""
        cursor = self._send([*self._take(), (command.text, command.bind(values))])
        found: list[Row] = cursor.fetchall()
        return found

    def send(self) -> None:
        """Send what waits."""
        if self._waiting:
            self._send(self._take())

    def hold(self, record_id: uuid.UUID) -> None:
        """Keep others from writing the same new record until the transaction ends; they wait, then find it stored."""
        if not self._is_sqlite:  # which has one writer at a time
            self._waiting.append((_HOLD, {"key": record_id.int & _LOW_BITS}))

    def finish(self) -> None:
        """Send what waits together with the end of the transaction: nobody is locked out while we listen.

        The toolkit ends it where this cannot: on SQLite, and when it is part of a larger one.
        """
        if self._waiting:
            is_ours = not (self._is_sqlite or self._connection.in_nested_transaction())
            self._send([*self._take(), _COMMIT] if is_ours else self._take())

    def _take(self) -> list[tuple[str, Any]]:
        taken, self._waiting = self._waiting, []
        return taken

    def _send(self, statements: list[tuple[str, Any]]) -> Any:
        dialect = self._connection.dialect
        cursor = cursor_of(self._connection)
        text = ""
        try:
            with self._together(cursor.connection, len(statements)):
                for text, values in statements:
                    cursor.execute(text, values)
        except dialect.loaded_dbapi.Error as error:
            is_lost = dialect.is_disconnect(error, self._connection.connection, cursor)
            if is_lost:
                self._connection.invalidate(error)
            raise DBAPIError.instance(
                text,
                None,
                error,
                dialect.loaded_dbapi.Error,
                hide_parameters=True,
                connection_invalidated=is_lost,
                dialect=dialect,
            ) from error
        return cursor

    def _together(self, driver: Any, count: int) -> AbstractContextManager[Any]:
        """On PostgreSQL several statements go in one message, and their answers come in one."""
        together: AbstractContextManager[Any] = (
            nullcontext() if self._is_sqlite or count == 1 else driver.pipeline()
        )
        return together
