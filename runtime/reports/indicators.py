"""Counting a country's regional indicators over a period, with small numbers hidden. Must not write files."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select

from runtime.access.actor import Actor
from runtime.ir.report import OPEN, PERIOD, Report
from runtime.reports import hiding, nesting
from runtime.reports.aggregate import Aggregate, Row
from runtime.reports.count import DELAY, TIMED, Number, Question, Spot, count
from runtime.reports.dimension import UNSAID
from runtime.reports.hiding import TOTAL
from runtime.reports.nesting import Told
from runtime.reports.period import Period
from runtime.reports.view import View, find
from runtime.search.reading import Reading
from runtime.storage.model import Model

_PLACE = ("family", "office.country")
_COUNTS = ("cases", "people", "actions", "records")
_NAMED = {"cases": "opened", "people": "people", "actions": "actions"}
_WHOLE = (TOTAL, TOTAL)
_HOUR = 3_600


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
    rows: list[Row] = []
    wholes: dict[tuple[str, str, str], _Families] = {}
    for source in _sources(registry.reports):
        view = find(reading.model, reading.actor, source.report)
        if view is None:
            continue
        of = (view.main.entity.id, view.main.moment if view.main.dated is None else "", source.last)
        told = _tell(reading, source, view, period, least, wholes.get(of))
        if source.report.indicator is None:
            # All cases opened, all actions: of these the others are part.
            wholes.setdefault(of, told)
        rows += _rows(source, told)
        rows += _parts(reading, source, view, period, least, told)
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
        if report.indicator is not None and report.period != OPEN:
            place = ("office.country",) if "records" in report.counts else _PLACE
            changed = {"id": f"@{report.id}", "by": (), "more_by": place, "roles": (), "deadlines": ()}
            # All by one clock, so that what is part of a whole is so in every month.
            yield _Source(report.model_copy(update={**changed, "clock": "office"}), report.indicator, {})


_Families = Mapping[str, Told]
"""What is told of each family: countries by months or by bands of days."""


def _tell(
    reading: Reading, source: _Source, view: View, period: Period, least: int, whole: _Families | None
) -> _Families:
    place = tuple(name for name in _PLACE if name in view.offered)
    counted = count(reading, _by_month(view, source), Question(period, (*place, source.last)))
    own: dict[str, dict[Spot, Mapping[str, Number]]] = {}
    for spot, held in counted.numbers.items():
        family, *rest = spot if len(spot) == len(_PLACE) + 1 else (UNSAID, *spot)
        if family is not TOTAL:
            own.setdefault(family, {})[tuple(rest)] = held
    found = {}
    for family, numbers in own.items():
        here = [name for name in _COUNTS if any(name in held for held in numbers.values())]
        counts = hiding.telling(counted, here)
        hidden = nesting.hide(numbers, counts, least, (whole or {}).get(family))
        found[family] = Told(numbers, counts, hidden)
    return found


def _by_month(view: View, source: _Source) -> View:
    if source.last != PERIOD:
        return view
    return replace(view, report=view.report.model_copy(update={"every": "month"}))


def _rows(source: _Source, families: _Families) -> Iterator[Row]:
    is_monthly = source.last == PERIOD
    for family, told in families.items():
        for spot, held in told.numbers.items():
            country, last = spot
            for measure, number in _measures(held):
                yield Row(
                    indicator=source.names.get(measure, source.indicator),
                    measure=measure,
                    family=family if family != UNSAID else None,
                    country=country,
                    month=f"{last[:4]}-{last[-2:]}" if is_monthly and last else None,
                    band=None if is_monthly else last,
                    value=None if spot in told.hidden else number,
                )


def _measures(held: Mapping[str, Number]) -> Iterator[tuple[str, float]]:
    """The numbers of a spot; a share is told by its two parts, of which one is the count."""
    for name, number in held.items():
        if name == DELAY:
            yield name, round(float(number) / _HOUR, 1)
        elif name not in ("all", TIMED) and (number or name not in _COUNTS):
            yield name.rstrip("."), float(number)


def _parts(
    reading: Reading, source: _Source, view: View, period: Period, least: int, families: _Families
) -> Iterator[Row]:
    """The parts of an indicator, over the whole period and all countries."""
    report = view.report
    if report.split_by is None or report.split_by not in view.main.dimensions:
        return
    counted = count(reading, view, Question(period, ("family", report.split_by)))
    main = report.counts[0]
    for family, told in families.items():
        numbers = {
            part: sum(int(counted.numbers.get((family, code), {}).get(main, 0)) for code in codes)
            for part, codes in report.split.items()
        }
        total = None if _WHOLE in told.hidden else hiding.told(told.numbers.get(_WHOLE, {}), main)
        hidden = nesting.hide_parts(numbers, total, least)
        for part, number in numbers.items():
            yield Row(
                indicator=source.indicator,
                measure=main,
                family=family if family != UNSAID else None,
                part=part,
                value=None if part in hidden else float(number),
            )


def unknown_families(reading: Reading, known: Mapping[str, object]) -> tuple[str, ...]:
    """Return the case types whose family is not one of the region's."""
    kinds = reading.model.registry.case_types
    return tuple(kind.key for kind in kinds if kind.family is not None and kind.family not in known)


def _order(row: Row) -> tuple[str, ...]:
    band, part = row.band or "", row.part or ""
    return (
        row.indicator,
        row.measure,
        row.family or "",
        row.country or "",
        row.month or "",
        f"{band:>4}",
        part,
    )
