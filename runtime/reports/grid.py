"""A table laid out in rows and columns of text, for pages and for files. Must not know either."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from runtime.reports.count import Number, Spot
from runtime.reports.hiding import TOTAL
from runtime.reports.table import Measure, Table

HIDDEN = "*"
"""What stands for a number that is hidden."""


@dataclass(frozen=True)
class Box:
    """One number as it is shown."""

    text: str
    number: Number | None
    is_hidden: bool = False


@dataclass(frozen=True)
class Line:
    """One row: the names it begins with, then its numbers."""

    names: tuple[str, ...]
    boxes: tuple[Box, ...]


@dataclass(frozen=True)
class Grid:
    """Headings of the names and of the numbers, the rows, and the row of totals."""

    names: tuple[str, ...]
    headings: tuple[str, ...]
    lines: tuple[Line, ...]
    total: Line


def lay_out(table: Table) -> Grid:
    """Lay a table out for reading: two dimensions cross where there is one number a cell."""
    return _cross(table) if table.is_cross else _long(table)


def list_out(table: Table) -> Grid:
    """Lay a table out for a file: one row for each cell, totals among them, so that other programs can turn it."""
    if not table.is_cross:
        return _long(table)
    first, second = table.axes
    total = table.context.message("reports.total")
    rows = [(group.key, group.label) for group in first.groups]
    columns = [(group.key, group.label) for group in second.groups]
    lines = [
        Line((label, other), _boxes(table, (key, column)))
        for key, label in rows
        for column, other in columns
        if (key, column) in table.counted.numbers or (key, column) in table.hidden
    ]
    lines += [Line((label, total), _boxes(table, (key, TOTAL))) for key, label in rows]
    lines += [Line((total, label), _boxes(table, (TOTAL, key))) for key, label in columns]
    return Grid(
        (first.label, second.label),
        tuple(measure.label for measure in table.measures),
        tuple(lines),
        Line((total, total), _boxes(table, (TOTAL, TOTAL))),
    )


def _cross(table: Table) -> Grid:
    first, second = table.axes
    measure, total = table.measures[0], table.context.message("reports.total")
    columns = [*(group.key for group in second.groups), TOTAL]

    def line(key: str | None, label: str) -> Line:
        return Line((label,), tuple(_box(table, (key, column), measure) for column in columns))

    return Grid(
        (first.label,),
        (*(group.label for group in second.groups), total),
        tuple(line(group.key, group.label) for group in first.groups),
        line(TOTAL, total),
    )


def _long(table: Table) -> Grid:
    labels = [{group.key: group.label for group in axis.groups} for axis in table.axes]
    many, total = len(table.axes), table.context.message("reports.total")
    return Grid(
        tuple(axis.label for axis in table.axes),
        tuple(measure.label for measure in table.measures),
        tuple(Line(_names(labels, spot), _boxes(table, spot)) for spot in table.spots()),
        Line((total, *[""] * (many - 1)) if many else (), _boxes(table, (TOTAL,) * many)),
    )


def _names(labels: list[dict[str, str]], spot: Spot) -> tuple[str, ...]:
    return tuple(known[key or ""] for known, key in zip(labels, spot, strict=True))


def _boxes(table: Table, spot: Spot) -> tuple[Box, ...]:
    return tuple(_box(table, spot, measure) for measure in table.measures)


def _box(table: Table, spot: Spot, measure: Measure) -> Box:
    if spot in table.hidden:
        return Box(HIDDEN, None, is_hidden=True)
    return Box(table.text(spot, measure), table.number(spot, measure))


def plain_rows(grid: Grid) -> Iterator[list[str | Number]]:
    """Write the rows for a file: numbers as they are, what is hidden as a star."""
    for line in (*grid.lines, grid.total):
        yield [
            *line.names,
            *(HIDDEN if box.is_hidden else "" if box.number is None else box.number for box in line.boxes),
        ]
