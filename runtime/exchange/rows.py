"""Records as rows of text, formatted by the database and streamed. Owns headings and texts; must not know file formats."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Integer, Select, case, func, literal, select
from typing_extensions import override

from runtime.fields.base import Context
from runtime.fields.export import Dialect
from runtime.i18n.messages import catalogue
from runtime.search.columns import Part
from runtime.search.fieldcolumns import FieldColumn
from runtime.search.listing import condition, order_of
from runtime.search.query import Query
from runtime.search.reading import Reading
from runtime.search.tables import Tables
from runtime.search.views import View
from runtime.storage.functions import local_text
from runtime.storage.prepared import Prepared

Values = Literal["labels", "codes"]
BATCH = 1_000
FORMULA = "=+-@\t\r\n"
"""A text that begins with one of these may act as a formula in a spreadsheet."""


@dataclass(frozen=True)
class Sheet:
    """What leaves: headings, and the statement whose columns are all text, none of them null."""

    title: str
    headings: tuple[str, ...]
    statement: Select[Any]
    counted: Select[Any]


class Local(Dialect):
    """Writes for people: moments on the clock of a zone, yes and no in a language."""

    def __init__(self, name: Literal["sqlite", "postgresql"], context: Context) -> None:
        super().__init__(name)
        self.context = context

    @override
    def text(self, column: ColumnElement[Any]) -> ColumnElement[str]:
        if column.type.python_type is bool:
            say = self.context.message
            return case(
                (column.is_(True), literal(say("field.boolean.true"))),
                (column.is_(False), literal(say("field.boolean.false"))),
            )
        return super().text(column)

    @override
    def _instant(self, column: ColumnElement[Any]) -> ColumnElement[str]:
        return local_text(column, literal(self.context.zone.key))


def sheet_of(reading: Reading, view: View, query: Query, values: Values, *, is_guarded: bool) -> Sheet:
    """Return what leaves of a list or an export: the rows the actor may read and may export.

    Args:
        reading: who exports; moments are written in the zone and labels in the language of its context.
        view: the list or the export.
        query: which rows and columns.
        values: coded values as labels, or as codes with moments in UTC.
        is_guarded: texts that begin like a formula get an apostrophe, which our import takes off again.
    """
    context, is_postgresql = reading.context, reading.connection.dialect.name == "postgresql"
    name: Literal["sqlite", "postgresql"] = "postgresql" if is_postgresql else "sqlite"
    language = context.language if values == "labels" else None
    dialect = Local(name, context) if values == "labels" else Dialect(name)
    tables = Tables(reading.model, reading.actor, view.entity, is_postgresql=is_postgresql)
    headings: list[str] = []
    texts: list[ColumnElement[Any]] = []
    for key in query.columns:
        column = view.columns[key]
        for part in column.parts(tables, dialect, language):
            of = column.slot.field.type if isinstance(column, FieldColumn) else ""
            headings.append(_heading(column.heading(context), part, of, context, values))
            text = (
                _guarded(part.text, is_postgresql=is_postgresql) if is_guarded and part.is_free else part.text
            )
            texts.append(func.coalesce(text, ""))
    wanted = condition(tables, view, query, context, "export")
    order = order_of(tables, view)
    sorting = [order.key, tables.base.c.id]
    statement = (
        select(*(text.label(f"c{place}") for place, text in enumerate(texts)))
        .select_from(tables.joined)
        .where(wanted)
        .order_by(*(key.desc() if order.is_descending else key.asc() for key in sorting))
    )
    # What only the cells need is not joined again to count rows.
    bare = Tables(reading.model, reading.actor, view.entity, is_postgresql=is_postgresql)
    counting = condition(bare, view, query, context, "export")
    counted = select(func.count()).select_from(bare.joined).where(counting)
    return Sheet(context.message("exchange.sheet"), tuple(headings), statement, counted)


def batches(connection: Connection, sheet: Sheet) -> Iterator[Sequence[Sequence[str]]]:
    """Read a sheet's rows, some at a time; the cursor is closed when the reader stops."""
    if connection.dialect.name == "sqlite":
        yield from Prepared(sheet.statement, connection.dialect).stream(connection, BATCH)
        return
    with connection.execution_options(yield_per=BATCH).execute(sheet.statement) as result:
        yield from result.partitions()


def _heading(title: str, part: Part, of: str, context: Context, values: Values) -> str:
    if part.suffix:
        key = f"field.{of}.part.{part.suffix}"
        title = f"{title}: {context.message(key) if key in catalogue() else part.suffix}"
    if part.is_moment:
        title = f"{title} ({context.zone.key if values == 'labels' else 'UTC'})"
    return title


def _guarded(text: ColumnElement[str], *, is_postgresql: bool) -> ColumnElement[str]:
    """Put an apostrophe before what begins like a formula, whatever apostrophes it has already.

    A look at the first letter, as a number, spares most texts the closer look.
    """
    letter = (func.ascii if is_postgresql else func.unicode)(text, type_=Integer())
    first = func.substr(func.ltrim(text, "'"), 1, 1)
    closer = case((first.in_(list(FORMULA)), literal("'") + text), else_=text)
    return case((letter.in_([ord(sign) for sign in ("'", *FORMULA)]), closer), else_=text)
