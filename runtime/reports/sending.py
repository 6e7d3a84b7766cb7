"""A report on its way out, as CSV, XLSX or PDF: the event that says so, and the bytes. Must not know pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import JsonValue

from runtime.exchange import delimited, workbook
from runtime.exchange.outgoing import MEDIA_TYPES
from runtime.ir.label import text as label_text
from runtime.reports import words
from runtime.reports.grid import Grid, list_out, plain_rows
from runtime.reports.paper import Head, print_out
from runtime.reports.table import Table
from runtime.search.columns import Lens
from runtime.storage import history
from runtime.storage.model import Model
from runtime.storage.session import Store

Format = Literal["csv", "xlsx", "pdf"]
PDF = "application/pdf"

_LINES = re.compile(r"[\r\n]+")


@dataclass(frozen=True)
class Sent:
    """A file about to be sent."""

    name: str
    media_type: str
    chunks: Iterator[bytes]


@dataclass(frozen=True)
class Answer:
    """What is sent: the numbers, how their filters are named, and whose paper they are on."""

    table: Table
    lens: Lens
    head: Head


def send_out(
    store: Store, model: Model, entry: history.Entry, answer: Answer, format_of_file: Format
) -> Sent:
    """Write the export to the trail, then give the file.

    Args:
        store: where the trail is.
        model: the instance's model.
        entry: what the trail keeps.
        answer: what is sent.
        format_of_file: ``csv``, ``xlsx`` or ``pdf``.

    Raises:
        Busy: the database does not answer.
    """
    table = answer.table
    with store.writing() as connection:
        history.record(connection, model.metadata, entry)
    name = f"{table.view.report.id}-{table.question.period.key}.{format_of_file}"
    if format_of_file == "pdf":
        return Sent(name, PDF, iter([print_out(table, answer.lens, answer.head)]))
    grid = list_out(table)
    chunks = _csv(table, grid) if format_of_file == "csv" else _xlsx(table, grid, _said(answer))
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


def _said(answer: Answer) -> list[str]:
    """What a workbook tells beside the numbers: what is counted, when, of which records."""
    table = answer.table
    view, question = table.view, table.question
    return [
        words.what(view, table.context),
        words.when(view, question, table.context),
        *(f"{heading}: {value}" for heading, value in words.narrowed(view, question, answer.lens)),
        *words.notes(table),
    ]


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
