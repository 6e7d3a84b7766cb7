"""Statistics: what is counted, split how, over which periods. Owns the description; must not know SQL or pages."""

from __future__ import annotations

from typing import Literal

from runtime.ir.label import Label, Part

Count = Literal["cases", "people", "actions", "records"]
"""What is counted: never mixed in one number. ``records`` are those of a register."""

Every = Literal["month", "quarter", "cuatrimestre", "semester", "year"]
Clock = Literal["office", "registry"]
Median = Literal["days_open"]

OPEN = "open"
"""The period of a report on what was open at its end."""

PERIOD = "period"
"""The dimension that splits the period into months, quarters…"""

DEFAULT_AGES = (0, 6, 12, 18, 26, 41, 66)
"""The first year of each age group where a report says nothing else; the last group has no end."""

DAYS_OPEN = ((0, 30), (31, 90), (91, 365), (366, None))
"""The bands of the days a case has been open."""

SYSTEM_DIMENSIONS: dict[str, tuple[str, ...]] = {
    "case": (
        "office",
        "office.country",
        "office.city",
        "case_type",
        "scope",
        "family",
        "state",
        "open",
        "days_open",
        "closing_reason",
        "responsible",
    ),
    "action": (
        "office",
        "office.country",
        "office.city",
        "action_type",
        "officer",
        "case_type",
        "scope",
        "family",
    ),
    "register": ("office", "office.country", "office.city"),
}
"""What records can be split by besides fields, by the kind of what is counted."""

MOMENTS: dict[str, tuple[str, ...]] = {
    "case": ("registered_at", "closed_at", OPEN),
    "action": ("done_at",),
    "register": ("created_at",),
}
"""What a period may go by besides a date field; the first is usual."""


class Report(Part):
    """A table of statistics.

    ``of`` is what is counted: ``case``, a case type, ``action``, an action type or a register; ``None`` for several
    ``counts`` that each have a table of their own (cases and actions side by side). ``by`` are the dimensions
    shown first, ``more_by`` those that may be chosen instead, both named as columns of a list of ``case`` or
    ``action`` are. ``period`` is what dates a record: a system moment, ``open``, a date field; ``""`` where each
    count goes by its own. A cell that stands for fewer than ``suppress`` is hidden with what would tell it.
    ``indicator`` names the regional indicator it feeds; ``split`` says by which values of the field ``split_by`` a
    record belongs to a part of it. ``delay`` are two dates between which the median of the time is told.
    """

    id: str
    label: Label
    help: Label = {}
    counts: tuple[Count, ...]
    of: str | None = None
    by: tuple[str, ...] = ()
    more_by: tuple[str, ...] = ()
    period: str = ""
    every: Every = "month"
    clock: Clock = "office"
    where: dict[str, tuple[str, ...]] = {}
    filters: tuple[str, ...] = ()
    ages: tuple[int, ...] = DEFAULT_AGES
    sum: str | None = None
    median: Median | None = None
    delay: tuple[str, str] | None = None
    filled: tuple[str, ...] = ()
    deadlines: tuple[str, ...] = ()
    suppress: int = 0
    roles: tuple[str, ...] = ()
    indicator: str | None = None
    split_by: str | None = None
    split: dict[str, tuple[str, ...]] = {}
    source: str = ""
    assumed: bool = False
