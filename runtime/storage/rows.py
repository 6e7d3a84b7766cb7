"""Rows of a group as text and back: one text for a row, so that they travel as codes do. Must not know forms or access.

Only what is not encrypted has rows of its own; a sealed group is one column.
"""

from __future__ import annotations

import datetime
import decimal
import json
import uuid
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import ColumnElement, FromClause, String
from sqlalchemy.dialects import sqlite
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction
from sqlalchemy.types import TypeEngine

from runtime.fields.columns import stored_columns
from runtime.fields.registry import field_type
from runtime.ir.field import Field
from runtime.sqltypes import Document, Exact, Instant

REASONS = "unknown"
_DIALECT = sqlite.dialect()


class row_text(GenericFunction[str]):  # noqa: N801 - written as a function in statements
    """The cells of a row as one JSON text of one line: ``row_text(table.c.position, table.c.place)``."""

    type = String()
    inherit_cache = True
    name = "row_text"


@compiles(row_text, "sqlite")
def _on_sqlite(element: row_text, compiler: SQLCompiler, **arguments: Any) -> str:
    return f"json_array({compiler.process(element.clause_expr.element, **arguments)})"


@compiles(row_text, "postgresql")
def _on_postgresql(element: row_text, compiler: SQLCompiler, **arguments: Any) -> str:
    return f"CAST(json_build_array({compiler.process(element.clause_expr.element, **arguments)}) AS TEXT)"


def text_of(table: FromClause) -> ColumnElement[str]:
    """Return the expression of a row's text, without the record it belongs to."""
    return row_text(*[column for column in table.c if column.name != "record_id"])


def write(field: Field, entries: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, object]]:
    """Yield the columns of each row of a value, without the record."""
    members = [(one, field_type(one.type)) for one in field_type(field.type).inner(field)]
    for position, entry in enumerate(entries):
        row: dict[str, object] = {"position": position}
        for one, kind in members:
            value = entry.get(one.id)
            parts = {} if value is None else kind.dump(one, value)
            row |= {column.name: parts.get(column.suffix) for column in stored_columns(one)}
        yield {**row, REASONS: entry.get(REASONS)}


def read(field: Field, texts: Iterable[str]) -> tuple[dict[str, Any], ...]:
    """Return the rows that their texts hold, in their order."""
    return tuple(_entry(field, cells) for cells in sorted(map(json.loads, texts), key=lambda cells: cells[0]))


def _entry(field: Field, cells: list[Any]) -> dict[str, Any]:
    entry: dict[str, Any] = {}
    place = 1
    for one in field_type(field.type).inner(field, retired=True):
        columns = stored_columns(one)
        parts = {
            column.suffix: _cell(column.type, cell)
            for column, cell in zip(columns, cells[place : place + len(columns)], strict=True)
        }
        place += len(columns)
        if not one.retired and (value := field_type(one.type).load(one, parts)) is not None:
            entry[one.id] = value
    reasons = _cell(Document(), cells[-1])
    return entry | ({REASONS: reasons} if reasons else {})


def _cell(kind: TypeEngine[Any], held: Any) -> Any:
    """What a column gives, out of what JSON keeps of it: SQLite's own texts and numbers, or PostgreSQL's."""
    if held is None:
        return None
    if isinstance(kind, Document):
        return json.loads(held) if isinstance(held, str) else held
    if isinstance(kind, Instant):
        return kind.process_result_value(datetime.datetime.fromisoformat(held), _DIALECT)
    if isinstance(kind, Exact):
        return kind.process_result_value(decimal.Decimal(str(held)), _DIALECT)
    return _FROM_TEXT.get(kind.python_type, lambda same: same)(held)


_FROM_TEXT: Mapping[type, Any] = {
    uuid.UUID: uuid.UUID,
    bool: bool,
    datetime.date: datetime.date.fromisoformat,
    datetime.time: datetime.time.fromisoformat,
}
