"""A counted report as a table: groups by name, measures in order, small numbers hidden. Must not know pages or files."""

from __future__ import annotations

import decimal
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from runtime.fields.base import Context
from runtime.fields.grouping import is_moment, sum_of
from runtime.fields.values import Money
from runtime.i18n.locales import format_number
from runtime.ir.label import text as label_text
from runtime.ir.report import PERIOD
from runtime.reports import hiding
from runtime.reports.bands import PartsOfPeriod
from runtime.reports.count import DELAY, KEPT, MISSED, RUNNING, Counted, Number, Question, Spot, count
from runtime.reports.dimension import Dimension, Group
from runtime.reports.hiding import TOTAL
from runtime.reports.view import View
from runtime.search.listing import lens_of
from runtime.search.reading import Reading

Kind = Literal["count", "sum", "money", "days", "delay", "share"]

_LENGTHS = {"hours": 3_600, "days": 86_400}
"""The seconds of the units a delay is told in."""


@dataclass(frozen=True)
class Measure:
    """One number of each cell: its name in what was counted, its words, and how it is written."""

    id: str
    label: str
    kind: Kind
    currency: str = ""


@dataclass(frozen=True)
class Axis:
    """A dimension with the groups that were found, in order. Without ``is_exclusive`` they do not add up."""

    name: str
    label: str
    groups: tuple[Group, ...]
    is_exclusive: bool


@dataclass(frozen=True)
class Table:
    """A report's answer. Its first measure is the count the report is about."""

    view: View
    question: Question
    axes: tuple[Axis, ...]
    measures: tuple[Measure, ...]
    counted: Counted
    hidden: frozenset[Spot]
    context: Context

    @property
    def is_cross(self) -> bool:
        """Whether the second dimension makes the columns; with several measures it makes rows instead."""
        report = self.view.report
        more = report.sum or report.median or report.delay or report.filled or report.deadlines
        return len(self.axes) == 2 and len(report.counts) == 1 and not more

    @property
    def is_empty(self) -> bool:
        """Whether nothing was counted."""
        return not self.counted.numbers.get((TOTAL,) * len(self.axes), {}).get(self.measures[0].id)

    @property
    def are_totals_less(self) -> bool:
        """Whether somebody may stand in several rows and once in the total."""
        return "people" in self.view.report.counts or not all(axis.is_exclusive for axis in self.axes)

    def number(self, spot: Spot, measure: Measure) -> Number | None:
        """Return a number, ``None`` where there is none or it is hidden."""
        held = self.counted.numbers.get(spot, {})
        if spot in self.hidden:
            return None
        if measure.kind == "share":
            of = held.get("all", 0)
            return float(held.get(measure.id, 0)) / float(of) if of else None
        if measure.kind == "days":
            return held.get(measure.id)
        if measure.kind == "delay":
            seconds = held.get(DELAY)
            return None if seconds is None else round(float(seconds) / _LENGTHS[measure.id], 1)
        return held.get(measure.id, 0)

    def text(self, spot: Spot, measure: Measure) -> str:
        """Write a number as a person reads it; nothing where there is none."""
        number, language = self.number(spot, measure), self.context.language
        if number is None:
            return ""
        if measure.kind == "share":
            return format_number(round(float(number) * 100, 1), language) + "\u00a0%"
        if measure.kind == "money" and isinstance(number, decimal.Decimal):
            slot = self.view.sum
            assert slot is not None
            return slot.slot.type.show(slot.slot.field, Money(number, measure.currency), self.context)
        if measure.kind == "sum" and number and self.view.sum is not None:
            return self.view.sum.slot.type.show(self.view.sum.slot.field, number, self.context)
        return format_number(number, language)

    def spots(self) -> Iterator[Spot]:
        """Every cell that has something, in the order of the rows."""
        if not self.axes:
            return
        for group in self.axes[0].groups:
            if len(self.axes) == 1:
                yield (group.key,)
                continue
            for other in self.axes[1].groups:
                if (group.key, other.key) in self.counted.numbers or (group.key, other.key) in self.hidden:
                    yield (group.key, other.key)


def read_table(reading: Reading, view: View, question: Question) -> Table:
    """Count a report and name what was found. Run it on a snapshot."""
    counted, lens = count(reading, view, question), lens_of(reading)
    axes = []
    for place, name in enumerate(question.by):
        dimension = dimension_of(view, question, name)
        groups = dimension.arrange(reading, lens, counted.keys[place])
        axes.append(Axis(name, dimension.heading(reading.context), groups, dimension.is_exclusive))
    hidden = _hidden(counted, axes, view) if view.report.suppress else frozenset[Spot]()
    measures = tuple(_measures(view, counted, reading.context))
    return Table(view, question, tuple(axes), measures, counted, hidden, reading.context)


def dimension_of(view: View, question: Question, name: str) -> Dimension:
    """Return a dimension by its name, the parts of the period among them."""
    if name == PERIOD:
        return PartsOfPeriod(question.period, view.report.every)
    return view.main.dimensions[name]


def _measures(view: View, counted: Counted, context: Context) -> Iterator[Measure]:
    say, report = context.message, view.report
    for name in report.counts:
        key = "reports.open_cases" if view.is_open and name == "cases" else f"reports.count_{name}"
        yield Measure(name, say(key), "count")
    if view.sum is not None:
        field = view.sum.slot.field
        label = label_text(field.label, context.language)
        if sum_of(field) == "money":
            for currency in counted.currencies:
                yield Measure(f"sum.{currency}", f"{label} ({currency})", "money", currency)
        else:
            yield Measure("sum.", say("reports.sum_of", field=label), "sum")
    if report.median is not None:
        yield Measure("median", say("reports.median_days_open"), "days")
    if view.delay is not None:
        start, end = (label_text(held.slot.field.label, context.language) for held in view.delay)
        unit = "hours" if is_moment(view.delay[0].slot.field) else "days"
        yield Measure(unit, say(f"reports.delay_{unit}", start=start, end=end), "delay")
    for held in view.filled:
        label = label_text(held.slot.field.label, context.language)
        yield Measure(f"filled.{held.slot.field.id}", say("reports.filled", field=label), "share")
    if report.deadlines:
        for how in (KEPT, MISSED, RUNNING):
            yield Measure(how, say(f"reports.deadlines_{how}"), "count")


def _hidden(counted: Counted, axes: Sequence[Axis], view: View) -> frozenset[Spot]:
    def number(spot: Spot, name: str) -> int:
        return hiding.told(counted.numbers.get(spot, {}), name)

    keys = [[group.key for group in axis.groups] for axis in axes]
    counts = hiding.telling(counted, view.report.counts)
    return hiding.hide(number, keys, counts, view.report.suppress)
