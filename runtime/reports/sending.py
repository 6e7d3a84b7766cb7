"""A report on its way out, as CSV or XLSX: the event that says so, and the bytes. Must not know pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pydantic import JsonValue

from runtime.exchange import delimited, workbook
from runtime.exchange.outgoing import MEDIA_TYPES, Format
from runtime.ir.label import text as label_text
from runtime.reports.grid import Grid, list_out, plain_rows
from runtime.reports.table import Table
from runtime.storage import history
from runtime.storage.model import Model
from runtime.storage.session import Store

_LINES = re.compile(r"[\r\n]+")


@dataclass(frozen=True)
class Sent:
    """A file about to be sent."""

    name: str
    media_type: str
    chunks: Iterator[bytes]


def send_out(
    store: Store,
    model: Model,
    entry: history.Entry,
    table: Table,
    said: Sequence[str],
    format_of_file: Format,
) -> Sent:
    """Write the export to the trail, then give the file.

    Args:
        store: where the trail is.
        model: the instance's model.
        entry: what the trail keeps.
        table: the numbers.
        said: what a workbook tells beside them: what is counted, when, of which records.
        format_of_file: ``csv`` or ``xlsx``.

    Raises:
        Busy: the database does not answer.
    """
    grid = list_out(table)
    with store.writing() as connection:
        history.record(connection, model.metadata, entry)
    name = f"{table.view.report.id}-{table.question.period.key}.{format_of_file}"
    chunks = _csv(table, grid) if format_of_file == "csv" else _xlsx(table, grid, said)
    return Sent(name, MEDIA_TYPES[format_of_file], chunks)


def difference(table: Table, filters: str, format_of_file: Format) -> Mapping[str, list[JsonValue]]:
    """Return what the trail keeps of an export: the question, the form, and how many numbers left."""
    return {
        "columns": [None, list(table.question.by)],
        "filters": [None, filters],
        "format": [None, format_of_file],
        "count": [None, sum(len(line.boxes) for line in list_out(table).lines)],
    }


def _csv(table: Table, grid: Grid) -> Iterator[bytes]:
    """The period stands on every row, so that the files of several periods can be put together."""
    say = table.context.message
    period = table.question.period.title(table.context.language, say)
    headings = [say("reports.period"), *grid.names, *grid.headings]
    yield delimited.table(headings, ([period, *row] for row in plain_rows(grid)))


def _xlsx(table: Table, grid: Grid, said: Sequence[str]) -> Iterator[bytes]:
    say = table.context.message
    rows = list(plain_rows(grid))
    title = label_text(table.view.report.label, table.context.language)
    yield workbook.book(
        [
            workbook.Sheet(title, [*grid.names, *grid.headings], rows),
            workbook.Sheet(
                say("reports.notes"),
                [title],
                [[_LINES.sub(" ", line)] for line in said],
            ),
        ]
    )
