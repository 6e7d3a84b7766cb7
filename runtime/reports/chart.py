"""The picture of a report: bars as wide as their numbers. Owns its geometry; colours and texts are attributes, as the CSP wants."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from runtime.reports.count import Spot
from runtime.reports.dimension import Group
from runtime.reports.hiding import TOTAL
from runtime.reports.table import Measure, Table

MOST_BARS = 20
LONGEST_LABEL = 44
_COLOURS = ("#12436d", "#28a197", "#801650", "#f46a25", "#3d3d3d")
_REST = "#a285d1"
_WIDEST = 78.0
"""How far the longest bar reaches, in percent: its number stands beside it."""
_LINE, _HIGH = 50, 20


@dataclass(frozen=True)
class Piece:
    """One part of a bar, in percent of the picture's width."""

    start: str
    width: str
    colour: str


@dataclass(frozen=True)
class Bar:
    """One row: its words, its number, its parts, and how far down it stands."""

    label: str
    number: str
    pieces: tuple[Piece, ...]
    end: str
    top: int


@dataclass(frozen=True)
class Chart:
    """What is drawn. ``series`` are the colours of the parts with their words; none where a bar has one part."""

    measure: str
    bars: tuple[Bar, ...]
    series: tuple[tuple[str, str], ...]
    height: int
    cut: int
    """So many bars are shown of more; zero when it is all."""


def chart_of(table: Table) -> Chart | None:
    """Draw the first measure by the first dimension, the second one as parts of the bars; ``None`` if nothing can be."""
    if not table.axes or table.is_empty:
        return None
    measure, rows = table.measures[0], table.axes[0].groups
    totals = [(row, _number(table, _spot(table, row.key), measure)) for row in rows]
    # Months stand in their order; of anything else the highest are worth drawing.
    kept = _highest(totals) if len(totals) > MOST_BARS else totals
    longest = max((number for _, number in kept), default=0)
    if not longest:
        return None
    series = _series(table, measure)
    bars = tuple(
        _bar(table, measure, row, number, series, _WIDEST / longest, place)
        for place, (row, number) in enumerate(kept)
    )
    legend = tuple((colour, label) for colour, label, _ in series)
    cut = len(kept) if len(kept) < len(totals) else 0
    return Chart(measure.label, bars, legend, len(bars) * _LINE, cut)


def _highest(totals: Sequence[tuple[Group, float]]) -> list[tuple[Group, float]]:
    least = sorted((number for _, number in totals), reverse=True)[MOST_BARS - 1]
    return [pair for pair in totals if pair[1] >= least and pair[1]][:MOST_BARS]


def _series(table: Table, measure: Measure) -> list[tuple[str, str, frozenset[str]]]:
    """The parts of the bars: the largest groups of the second dimension, and the rest together."""
    if len(table.axes) < 2 or not table.axes[1].is_exclusive:
        return []
    groups = table.axes[1].groups
    sizes = {group.key: _number(table, (TOTAL, group.key), measure) for group in groups}
    largest = sorted(groups, key=lambda group: -sizes[group.key])[: len(_COLOURS)]
    shown = [group for group in groups if group in largest]
    found = [
        (colour, group.label, frozenset([group.key])) for colour, group in zip(_COLOURS, shown, strict=False)
    ]
    rest = frozenset(group.key for group in groups if group not in largest)
    if rest:
        found.append((_REST, table.context.message("reports.rest"), rest))
    return found


def _bar(
    table: Table,
    measure: Measure,
    row: Group,
    total: float,
    series: Sequence[tuple[str, str, frozenset[str]]],
    scale: float,
    place: int,
) -> Bar:
    pieces, end = [], 0.0
    parts = [
        (colour, sum(_number(table, (row.key, key), measure) for key in keys)) for colour, _, keys in series
    ]
    if parts and sum(number for _, number in parts) < total:
        # Some parts are hidden: what is left of the bar would tell them.
        parts = [(_REST, total)]
    for colour, number in parts or [(_COLOURS[0], total)]:
        if number:
            pieces.append(Piece(_percent(end), _percent(number * scale), colour))
            end += number * scale
    label = row.label if len(row.label) <= LONGEST_LABEL else row.label[: LONGEST_LABEL - 1] + "…"
    spot = _spot(table, row.key)
    text = "*" if spot in table.hidden else table.text(spot, measure)
    return Bar(label, text, tuple(pieces), _percent(end), place * _LINE)


def _spot(table: Table, key: str) -> Spot:
    return (key,) if len(table.axes) == 1 else (key, TOTAL)


def _number(table: Table, spot: Spot, measure: Measure) -> float:
    return float(table.number(spot, measure) or 0)


def _percent(number: float) -> str:
    return f"{number:.2f}%"
