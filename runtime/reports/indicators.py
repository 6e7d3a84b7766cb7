"""Counting a country's regional indicators over a period, with small numbers hidden. Must not write files."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select

from runtime.access.actor import Actor
from runtime.ir.report import OPEN, PERIOD, Report
from runtime.reports import hiding
from runtime.reports.aggregate import Aggregate, Row
from runtime.reports.count import Counted, Number, Question, Spot, count
from runtime.reports.dimension import UNSAID
from runtime.reports.period import Period
from runtime.reports.view import View, find
from runtime.search.reading import Reading
from runtime.storage.model import Model

_PLACE = ("family", "office.country")
_COUNTS = ("cases", "people", "actions")
_NAMED = {"cases": "opened", "people": "people", "actions": "actions"}


@dataclass(frozen=True)
class _Source:
    """A report behind indicators. ``names`` say which indicator each measure is; the others are ``indicator``'s."""

    report: Report
    indicator: str
    names: Mapping[str, str]
    last: str = PERIOD
    """The dimension beside family and country: the months, or the days open at the end."""


def operator(model: Model, offices: Sequence[str]) -> Actor:
    """Return who counts for the whole country: with the reach of all its roles together, over every office."""
    registry = model.registry
    return Actor(
        account_id=uuid.UUID(int=0),
        login="",
        name="",
        roles=tuple(role.id for role in registry.roles),
        office_id=offices[0],
        offices_below=frozenset(offices),
        language=registry.languages[0],
        zone=registry.time_zone,
        counts_all=True,
    )


def offices_of(reading: Reading) -> tuple[str, ...]:
    """Return the ids of all offices, closed ones too."""
    office = reading.model.table("office")
    return tuple(reading.connection.scalars(select(office.c.id).order_by(office.c.id)))


def aggregate(reading: Reading, period: Period, least: int, *, is_practice: bool) -> Aggregate:
    """Count every indicator the registry can tell. Run it on a snapshot.

    Args:
        reading: of the ``operator``.
        period: a year, or a part of one.
        least: the smallest number that is shown.
        is_practice: the data is made up.
    """
    registry = reading.model.registry
    rows = [
        row
        for source in _sources(registry.reports)
        for view in [find(reading.model, reading.actor, source.report)]
        if view is not None
        for row in _rows(reading, source, view, period, least)
    ]
    return Aggregate(
        country=registry.country,
        blueprint=registry.id,
        blueprint_version=registry.version,
        first=period.first,
        last=period.last,
        least=least,
        is_practice=is_practice,
        rows=tuple(sorted(rows, key=_order)),
    )


def _sources(reports: Sequence[Report]) -> Iterator[_Source]:
    def made(name: str, **more: object) -> Report:
        whole: dict[str, object] = {"id": f"@{name}", "label": {}, "more_by": _PLACE, **more}
        return Report.model_validate(whole)

    opened = made("opened", counts=("cases", "people"), of="case", period="registered_at")
    yield _Source(opened, "opened", _NAMED)
    closed = made("closed", counts=("cases",), of="case", period="closed_at", median="days_open")
    yield _Source(closed, "closed", {"median": "days_open"})
    still = made("open", counts=("cases",), of="case", period=OPEN)
    still = still.model_copy(update={"more_by": (*_PLACE, "days_open")})
    yield _Source(still, "open", {}, "days_open")
    yield _Source(made("actions", counts=("actions",), of="action", period="done_at"), "actions", {})
    for report in reports:
        if report.indicator is not None and "records" not in report.counts and report.period != OPEN:
            changed = {"id": f"@{report.id}", "by": (), "more_by": _PLACE, "roles": (), "deadlines": ()}
            yield _Source(report.model_copy(update=changed), report.indicator, {})


def _rows(reading: Reading, source: _Source, view: View, period: Period, least: int) -> Iterator[Row]:
    is_monthly = source.last == PERIOD
    asked = _by_month(view) if is_monthly else view
    counted = count(reading, asked, Question(period, (*_PLACE, source.last)))
    counts = [name for name in _COUNTS if any(name in held for held in counted.numbers.values())]
    hidden = _hidden(counted, counts, least)
    # A share's part is a count of its own: few of many are few.
    parts = {held.slot.field.id for held in view.filled}
    few = {f"filled.{name}": _hidden(counted, [f"filled.{name}"], least) for name in parts}
    for spot, held in counted.numbers.items():
        family, country, last = spot
        if family is None:
            continue
        for measure, number in _measures(held):
            yield Row(
                indicator=source.names.get(measure, source.indicator),
                measure=measure,
                family=family if family != UNSAID else None,
                country=country,
                month=f"{last[:4]}-{last[-2:]}" if is_monthly and last else None,
                band=None if is_monthly else last,
                value=None if spot in hidden or spot in few.get(measure, ()) else float(number),
            )


def _by_month(view: View) -> View:
    return replace(view, report=view.report.model_copy(update={"every": "month"}))


def _measures(held: Mapping[str, Number]) -> Iterator[tuple[str, Number]]:
    """The numbers of a spot; a share is told by its two parts, of which one is the count."""
    for name, number in held.items():
        if name != "all" and (number or name not in _COUNTS):
            yield name.rstrip("."), number


def _hidden(counted: Counted, counts: Sequence[str], least: int) -> frozenset[Spot]:
    """Hide within each family: countries by months or bands, with the totals of both."""
    hidden: set[Spot] = set()
    for family in {spot[0] for spot in counted.numbers} - {None}:
        own = {spot[1:]: held for spot, held in counted.numbers.items() if spot[0] == family}

        def number(spot: Spot, name: str, own: Mapping[Spot, Mapping[str, Number]] = own) -> int:
            return hiding.told(own.get(spot, {}), name)

        keys = [sorted({key for spot in own if (key := spot[place]) is not None}) for place in (0, 1)]
        counted_here = [name for name in _COUNTS if any(name in held for held in own.values())]
        counts = hiding.telling(counted, counted_here)
        hidden |= {(family, *spot) for spot in hiding.hide(number, keys, counts, least)}
    return frozenset(hidden)


def unknown_families(reading: Reading, known: Mapping[str, object]) -> tuple[str, ...]:
    """Return the case types whose family is not one of the region's."""
    kinds = reading.model.registry.case_types
    return tuple(kind.key for kind in kinds if kind.family is not None and kind.family not in known)


def _order(row: Row) -> tuple[str, ...]:
    band = row.band or ""
    return row.indicator, row.measure, row.family or "", row.country or "", row.month or "", f"{band:>4}"
