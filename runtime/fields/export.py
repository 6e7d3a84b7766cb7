"""Export text, in Python and in SQL alike. Owns one way of writing each kind of column; must not know field types."""

from __future__ import annotations

import datetime
import decimal
from typing import Any, Literal

from sqlalchemy import ColumnElement, String, case, cast, func, type_coerce
from sqlalchemy.sql import literal

from runtime.sqltypes import Exact, Instant


def plain(value: object) -> str:
    """Write a column's value: ISO dates, ``true`` and ``false``, plain numbers, nothing for nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, datetime.time):
        return value.strftime("%H:%M")
    if isinstance(value, decimal.Decimal):
        return f"{value:f}"
    return str(value)


class Dialect:
    """Writes SQL text expressions for one of the two databases."""

    def __init__(self, name: Literal["sqlite", "postgresql"]) -> None:
        self.name = name

    def text(self, column: ColumnElement[Any]) -> ColumnElement[str]:
        """Return an expression that gives ``plain`` of the column; null stays null."""
        kind = column.type
        if isinstance(kind, Instant):
            return self._instant(column)
        if isinstance(kind, Exact):
            return self._exact(column, kind.scale)
        python = kind.python_type
        if python is bool:
            return case((column.is_(True), "true"), (column.is_(False), "false"))
        if python is datetime.date:
            return self._shaped(column, "YYYY-MM-DD", "%Y-%m-%d")
        if python is datetime.time:
            return self._shaped(column, "HH24:MI", "%H:%M")
        if python is str:
            return type_coerce(column, String())
        return self._cast(column, python)

    def _cast(self, column: ColumnElement[Any], python: type) -> ColumnElement[str]:
        if self.name == "sqlite" and python.__name__ == "UUID":
            # SQLite keeps the 32 digits; the others give the text with dashes.
            digits = type_coerce(column, String())
            ends = ((1, 8), (9, 4), (13, 4), (17, 4), (21, 12))
            parts = [func.substr(digits, start, length) for start, length in ends]
            return parts[0] + "-" + parts[1] + "-" + parts[2] + "-" + parts[3] + "-" + parts[4]
        return cast(column, String())

    def _instant(self, column: ColumnElement[Any]) -> ColumnElement[str]:
        if self.name == "sqlite":
            return func.strftime("%Y-%m-%dT%H:%M:%SZ", type_coerce(column, String()), type_=String())
        utc = func.timezone("UTC", column)
        return func.to_char(utc, 'YYYY-MM-DD"T"HH24:MI:SS"Z"', type_=String())

    def _shaped(self, column: ColumnElement[Any], postgresql: str, sqlite: str) -> ColumnElement[str]:
        if self.name == "sqlite":
            return func.strftime(sqlite, type_coerce(column, String()), type_=String())
        return func.to_char(column, postgresql, type_=String())

    def _exact(self, column: ColumnElement[Any], scale: int) -> ColumnElement[str]:
        if self.name == "sqlite":
            return func.printf(literal(f"%.{scale}f"), column, type_=String())
        return cast(column, String())


SQLITE = Dialect("sqlite")
POSTGRESQL = Dialect("postgresql")
