"""The monthly report as a page and as CSV. Owns its order and words; counting is ``runtime.search.report``'s."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from runtime.access import policy
from runtime.errors import NotFound
from runtime.exchange import delimited
from runtime.http.context import Visit, visit_of
from runtime.http.endpoint import route
from runtime.i18n import format as write
from runtime.i18n.locales import format_number
from runtime.ir.label import text
from runtime.search import report
from runtime.search.directory import Directory, directory
from runtime.search.reading import Reading
from runtime.search.report import By, Counts, Monthly
from runtime.web.fragments import page

FIRST_YEAR = 1990


@dataclass(frozen=True)
class Asked:
    """Which month, and what the rows are."""

    year: int
    month: int
    by: By


@dataclass(frozen=True)
class Line:
    """A row of the table: its names and its counts."""

    names: Sequence[str]
    counts: Counts


def routes() -> list[BaseRoute]:
    """Return the routes."""
    return [route("/reports/monthly", show_monthly), route("/reports/monthly.csv", send_monthly)]


def show_monthly(request: Request) -> Response:
    """Show the table of a month; this month unless another is asked for."""
    visit, asked = visit_of(request), _asked(request)
    found, names = _read(visit, asked)
    language = visit.language
    months = {str(number): name for name, number in reversed(write.month_names(language).items())}
    return page(
        request,
        "report/monthly.html",
        "table",
        asked=asked,
        months=sorted(
            ((number, _capital(name)) for number, name in months.items()), key=lambda pair: int(pair[0])
        ),
        title=_capital(write.month(asked.year, asked.month, language)),
        groups=_groups(visit, asked),
        lines=_lines(visit, found, names),
        total=found.total,
        number=lambda count: format_number(count, language),
        csv=f"/reports/monthly.csv?year={asked.year}&month={asked.month}&by={asked.by}",
    )


def send_monthly(request: Request) -> Response:
    """Send the table of a month."""
    visit, asked = visit_of(request), _asked(request)
    found, names = _read(visit, asked)
    headings = [
        *_groups(visit, asked),
        *(visit.message(f"reports.{key}") for key in ("cases", "people", "actions")),
    ]
    total = Line([visit.message("reports.total"), *[""] * (len(_groups(visit, asked)) - 1)], found.total)
    rows = [
        [*line.names, line.counts.cases, line.counts.people, line.counts.actions]
        for line in (*_lines(visit, found, names), total)
    ]
    name = f"{asked.year:04}-{asked.month:02}.csv"
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(delimited.table(headings, rows), media_type=delimited.MEDIA_TYPE, headers=headers)


def _read(visit: Visit, asked: Asked) -> tuple[Monthly, Directory]:
    """Read on a snapshot.

    Raises:
        NotFound: the actor may not report, and need not know that there are reports.
    """
    if not policy.may(visit.model, visit.actor, "report", "reports"):
        raise NotFound
    with visit.service.store.snapshot() as connection:
        reading = Reading(visit.model, connection, visit.actor, visit.now, visit.context)
        return report.monthly(reading, asked.year, asked.month, asked.by), directory(reading)


def _asked(request: Request) -> Asked:
    today = visit_of(request).context.today
    query = request.query_params
    year = _number(query.get("year"), today.year, range(FIRST_YEAR, today.year + 1))
    month = _number(query.get("month"), today.month, range(1, 13))
    by: By = next((known for known in get_args(By) if known == query.get("by")), "office")
    return Asked(year, month, by)


def _number(typed: str | None, otherwise: int, allowed: range) -> int:
    number = (
        int(typed)
        if typed is not None and typed.isascii() and typed.isdigit() and len(typed) < 5
        else otherwise
    )
    return number if number in allowed else otherwise


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _groups(visit: Visit, asked: Asked) -> list[str]:
    keys = {"office": ["office"], "scope": ["scope"], "both": ["office", "scope"]}[asked.by]
    return [visit.message(f"reports.by_{key}") for key in keys]


def _lines(visit: Visit, found: Monthly, names: Directory) -> list[Line]:
    """Offices by name, scopes in the order of their catalog."""
    offices = {office: place for place, office in enumerate(names.offices)}
    catalog = visit.registry.catalog_by_id.get(visit.registry.scopes or "")
    scopes = {value.code: place for place, value in enumerate(catalog.values)} if catalog else {}
    labels = {value.code: text(value.label, visit.language) for value in catalog.values} if catalog else {}
    rows = sorted(
        found.rows,
        key=lambda row: (
            offices.get(row.office or "", len(offices)),
            scopes.get(row.scope or "", len(scopes)),
        ),
    )
    none = visit.message("reports.no_scope")
    return [
        Line(
            [
                *([names.office_name(row.office)] if row.office is not None else []),
                *([labels.get(row.scope, row.scope) or none] if row.scope is not None else []),
            ],
            row.counts,
        )
        for row in rows
    ]
