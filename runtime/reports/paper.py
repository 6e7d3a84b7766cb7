"""A report on paper: what stands on the sheet, in which tables. Must not know how it is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pydantic import JsonValue

from runtime.documents.layouts import report as layout
from runtime.documents.legible import print_legibly
from runtime.ir.label import text as label_text
from runtime.reports import words
from runtime.reports.chart import Chart, chart_of
from runtime.reports.grid import Grid, Line, lay_out
from runtime.reports.table import Table
from runtime.search.columns import Lens

UPRIGHT = 5
"""So many columns of numbers stand on an upright sheet."""
MOST_COLUMNS = 9
"""So many on a turned one; what is more goes into a further table with the same rows."""


@dataclass(frozen=True)
class Head:
    """Whose paper it is: the organisation, who made it of which office and when, what marks it as not real."""

    organisation: str
    office: str
    made: str
    mark: str = ""


def print_out(table: Table, lens: Lens, head: Head) -> bytes:
    """Print a report as a tagged PDF.

    Args:
        table: the numbers.
        lens: how its filters are named.
        head: whose paper it is.
    """
    context, report = table.context, table.view.report
    say, language = context.message, context.language
    grid, chart = lay_out(table), chart_of(table)
    is_wide = len(grid.headings) > UPRIGHT
    data: dict[str, JsonValue] = {
        "language": language,
        "organisation": head.organisation,
        "mark": head.mark,
        "title": label_text(report.label, language),
        "counted": words.what(table.view, context),
        "help": label_text(report.help, language),
        "period": table.question.period.title(language, say),
        "wide": is_wide,
        "facts": _facts(table, lens, head),
        "empty": say("reports.empty") if table.is_empty else "",
        "chart": None if chart is None else _drawn(table, chart),
        "table": _caption(table),
        "tables": [] if table.is_empty else list(_tables(grid)),
        "notes": [*words.notes(table)],
        "meaning": say("reports.what"),
        "meanings": [[heading, meaning] for heading, meaning in words.meanings(table.view, context)],
        "ends": [*_ends(table)],
    }
    return print_legibly(layout(), data, context.now)


def _facts(table: Table, lens: Lens, head: Head) -> list[JsonValue]:
    """When, of which records, for which office, made by whom."""
    say, view = table.context.message, table.view
    pairs = [
        (say("reports.period"), words.when(view, table.question, table.context)),
        *words.narrowed(view, table.question, lens),
        (say("reports.asked_from"), head.office),
        (say("reports.made"), head.made),
    ]
    return [[name, value] for name, value in pairs]


def _ends(table: Table) -> Iterator[str]:
    say, report = table.context.message, table.view.report
    if report.source:
        yield say("reports.source", source=report.source) + "."
    if report.assumed:
        yield say("reports.assumed") + "."


def _caption(table: Table) -> str:
    """Say by what the rows and columns are, and what a number is where no column says it."""
    by = " × ".join(axis.label for axis in table.axes) or table.context.message("reports.total")
    return f"{table.measures[0].label} · {by}" if table.is_cross else by


def _tables(grid: Grid) -> Iterator[JsonValue]:
    """The grid in tables no wider than a sheet, as even as can be."""
    many = len(grid.headings)
    parts = -(-many // MOST_COLUMNS)
    each = -(-many // parts) if parts else 0
    for start in range(0, many, each or 1):
        end = start + each
        yield {
            "names": [*grid.names],
            "headings": [*grid.headings[start:end]],
            "rows": [_row(line, start, end) for line in grid.lines],
            "total": _row(grid.total, start, end),
        }


def _row(line: Line, start: int, end: int) -> list[JsonValue]:
    return [*line.names, *(box.text for box in line.boxes[start:end])]


def _drawn(table: Table, chart: Chart) -> JsonValue:
    say = table.context.message
    bars: Sequence[JsonValue] = [
        {
            "label": bar.label,
            "number": bar.number,
            "pieces": [
                {"width": float(piece.width.rstrip("%")), "colour": piece.colour} for piece in bar.pieces
            ],
        }
        for bar in chart.bars
    ]
    label = label_text(table.view.report.label, table.context.language)
    return {
        "title": f"{chart.measure} · {table.axes[0].label}",
        "alt": f"{say('reports.chart', what=chart.measure, label=label)}. {say('reports.chart_help')}",
        "series": [[colour, name] for colour, name in chart.series],
        "bars": [*bars],
        "cut": say("reports.chart_cut", count=chart.cut) if chart.cut else "",
    }
