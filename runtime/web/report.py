"""Reports: their list, the page of one with its controls, print and files. Owns the pages; counting is ``runtime.reports``'s."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, get_args
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import BaseRoute

from runtime.access import policy
from runtime.errors import NotFound
from runtime.http.context import Visit, is_fragment, visit_of
from runtime.http.endpoint import route
from runtime.i18n import format as write
from runtime.ir.label import text
from runtime.ir.report import PERIOD
from runtime.reports import sending, words
from runtime.reports.chart import chart_of
from runtime.reports.count import Question
from runtime.reports.dimension import Group
from runtime.reports.grid import lay_out
from runtime.reports.paper import Head
from runtime.reports.period import FIRST_YEAR, Period, all_of
from runtime.reports.table import Table, dimension_of, read_table
from runtime.reports.view import View, view_of, views
from runtime.search.columns import Lens
from runtime.search.listing import lens_of
from runtime.search.reading import Reading
from runtime.storage import history
from runtime.web.fragments import page

WHERE = "where."
"""What leads the control of a filter."""


@dataclass(frozen=True)
class Offered:
    """A report in the list: its address, words, and what it counts."""

    href: str
    label: str
    what: str
    help: str
    is_assumed: bool


@dataclass(frozen=True)
class Box:
    """A control: a name, words, what may be chosen (groups by their heading), what is."""

    name: str
    label: str
    offers: Sequence[tuple[str, Sequence[Group]]]
    chosen: str


@dataclass(frozen=True)
class Answer:
    """A report read for a page."""

    view: View
    question: Question
    table: Table
    lens: Lens


def routes() -> list[BaseRoute]:
    """Return the routes."""
    return [
        route("/reports", show_reports),
        route("/reports/{report}", show_report),
        route("/reports/{report}/print", print_report),
        route("/reports/{report}/export.{format}", send_report),
    ]


def show_reports(request: Request) -> Response:
    """Show which reports there are."""
    visit = visit_of(request)
    if not policy.may(visit.model, visit.actor, "report", "reports"):
        raise NotFound
    language = visit.language
    found = [
        Offered(
            f"/reports/{view.report.id}",
            text(view.report.label, language),
            words.what(view, visit.context),
            text(view.report.help, language),
            view.report.assumed,
        )
        for view in views(visit.model, visit.actor)
    ]
    return page(request, "report/reports.html", reports=found)


def show_report(request: Request) -> Response:
    """Show a report; htmx gets the results alone, and the address that stands for them."""
    visit = visit_of(request)
    answer = _read(request)
    response = page(
        request,
        "report/page.html",
        "results",
        **_names(visit, answer),
        boxes=[] if is_fragment(request) else _boxes(visit, answer),
        filters=[] if is_fragment(request) else _filters(visit, answer),
        crumbs=((visit.message("reports.title"), "/reports"),),
    )
    if is_fragment(request):
        response.headers["HX-Push-Url"] = _address(answer.view, answer.question)
    return response


def print_report(request: Request) -> Response:
    """Show a report as it is printed: who printed it and when stand on it."""
    visit = visit_of(request)
    answer = _read(request)
    when = write.moment(visit.now, visit.language, visit.zone)
    printed = visit.message("reports.printed", who=visit.actor.name, when=when)
    back = _address(answer.view, answer.question)
    return page(request, "report/print.html", **_names(visit, answer), printed=printed, url=back)


def send_report(request: Request) -> Response:
    """Send a report as a file; the trail keeps the question."""
    visit = visit_of(request)
    wanted = _format(request.path_params["format"])
    answer = _read(request)
    view, table = answer.view, answer.table
    entry = history.Entry(
        verb="export",
        entity=view.main.entity.id,
        record_id=f"report {view.report.id}",
        at=visit.now,
        account_id=visit.actor.account_id,
        office_id=visit.actor.office_id,
        difference=sending.difference(table, _parameters(answer.question), wanted),
        request_id=visit.request_id,
        channel="report",
    )
    sent = sending.send_out(
        visit.service.store,
        visit.model,
        entry,
        sending.Answer(table, answer.lens, _head(visit)),
        wanted,
    )
    headers = {"content-disposition": f'attachment; filename="{sent.name}"'}
    if wanted != "csv":
        # Packed already: said so, the answer is not packed again on the way.
        headers["content-encoding"] = "identity"
    return StreamingResponse(sent.chunks, media_type=sent.media_type, headers=headers)


def _head(visit: Visit) -> Head:
    """Whose paper it is."""
    session, when = visit.session, write.moment(visit.now, visit.language, visit.zone)
    is_real = not (visit.service.is_practice or (session is not None and session.is_synthetic))
    return Head(
        organisation=text(visit.registry.theme.organisation, visit.language)
        or text(visit.registry.title, visit.language),
        office=session.office if session is not None else "",
        made=visit.message("reports.made_by", who=visit.actor.name, when=when),
        mark="" if is_real else visit.message("document.mark"),
    )


def _read(request: Request) -> Answer:
    """Read a report on a snapshot.

    Raises:
        NotFound: there is none, or the actor need not know that there is.
    """
    visit = visit_of(request)
    view = view_of(visit.model, visit.actor, request.path_params["report"])
    with visit.service.store.snapshot() as connection:
        reading = Reading(visit.model, connection, visit.actor, visit.now, visit.context)
        lens = lens_of(reading)
        question = _question(request, view, lens)
        return Answer(view, question, read_table(reading, view, question), lens)


def _question(request: Request, view: View, lens: Lens) -> Question:
    query, today = request.query_params, visit_of(request).context.today
    usual = Period.around(today, view.usual)
    typed = query.get("year", "")
    year = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 5 else usual.year
    year = year if FIRST_YEAR <= year <= today.year else usual.year
    period = Period.from_code(year, query.get("when") or usual.code) or usual
    if not view.may_last(period.every):
        period = Period.around(period.first, view.usual)
    asked = [query.get(name) for name in ("rows", "columns")]
    by = view.by if asked == [None, None] else tuple(name for name in asked if name in view.offered and name)
    chosen = []
    for name in view.filters:
        code = query.get(WHERE + name, "")
        if code and code in {group.key for group in view.main.dimensions[name].groups(lens)}:
            chosen.append((name, code))
    return Question(period, tuple(dict.fromkeys(by)), tuple(chosen))


def _parameters(question: Question) -> str:
    rows, columns = (*question.by, "", "")[:2]
    pairs = [
        ("year", str(question.period.year)),
        ("when", question.period.code),
        ("rows", rows),
        ("columns", columns),
        *((WHERE + name, code) for name, code in question.chosen),
    ]
    return urlencode(pairs)


def _address(view: View, question: Question, end: str = "") -> str:
    return f"/reports/{view.report.id}{end}?{_parameters(question)}"


def _names(visit: Visit, answer: Answer) -> dict[str, Any]:
    """What the templates of a report see."""
    view, question, table = answer.view, answer.question, answer.table
    report, language = view.report, visit.language
    return {
        "report": report,
        "what": words.what(view, visit.context),
        "when": words.when(view, question, visit.context),
        "title": question.period.title(language, visit.message),
        "year": question.period.year,
        "narrowed": words.narrowed(view, question, answer.lens),
        "notes": words.notes(table),
        "meanings": words.meanings(view, visit.context),
        "grid": lay_out(table),
        "is_empty": table.is_empty,
        "is_cross": table.is_cross,
        "column_heading": table.axes[1].label if table.is_cross else "",
        "chart": chart_of(table),
        "here": f"/reports/{report.id}",
        "csv": _address(view, question, "/export.csv"),
        "xlsx": _address(view, question, "/export.xlsx"),
        "pdf": _address(view, question, "/export.pdf"),
        "paper": _address(view, question, "/print"),
    }


def _boxes(visit: Visit, answer: Answer) -> list[Box]:
    view, question, say = answer.view, answer.question, visit.message
    by_length: dict[str, list[Group]] = {}
    for period in filter(lambda period: view.may_last(period.every), all_of(question.period.year)):
        heading = say(f"reports.every_{period.every}")
        by_length.setdefault(heading, []).append(
            Group(period.code, period.name(visit.language, visit.message))
        )
    boxes = [Box("when", say("reports.period"), list(by_length.items()), question.period.code)]
    dimensions = [
        Group("", say("reports.undivided")),
        *(Group(name, _heading(visit, answer, name)) for name in view.offered),
    ]
    rows, columns = (*question.by, "", "")[:2]
    return [
        *boxes,
        Box("rows", say("reports.rows"), [("", dimensions)], rows),
        Box("columns", say("reports.columns"), [("", dimensions)], columns),
    ]


def _filters(visit: Visit, answer: Answer) -> list[Box]:
    view, boxes, chosen = answer.view, [], dict(answer.question.chosen)
    for name in view.filters:
        dimension = view.main.dimensions[name]
        offers = [Group("", visit.message("lists.any")), *dimension.groups(answer.lens)]
        heading = dimension.heading(visit.context)
        boxes.append(Box(WHERE + name, heading, [("", offers)], chosen.get(name, "")))
    return boxes


def _heading(visit: Visit, answer: Answer, name: str) -> str:
    heading = dimension_of(answer.view, answer.question, name).heading(visit.context)
    return visit.message("reports.over_time") if name == PERIOD else heading


def _format(name: str) -> sending.Format:
    for known in get_args(sending.Format):
        if name == known:
            found: sending.Format = known
            return found
    raise NotFound
