"""What is over its term of retention: rehearsed as a list, then run with consent; and legal holds.

Owns the pages; must not reckon terms, nor judge who may.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from runtime.access import policy
from runtime.errors import Fault, Forbidden, Invalid, NotFound
from runtime.http.context import Visit, form_of, value_of, visit_of
from runtime.http.endpoint import route
from runtime.http.notices import Notice
from runtime.http.redirects import redirect
from runtime.i18n import format as write
from runtime.ir.label import text
from runtime.ir.rights import Act
from runtime.records import retention
from runtime.records.expiry import Due
from runtime.records.retention import BY_PAGE, SUBJECT, Order
from runtime.search import case, record
from runtime.search import retention as kept
from runtime.search.reading import Reading
from runtime.search.retention import Hold
from runtime.web.addresses import as_id, id_in
from runtime.web.fragments import page
from runtime.web.noting import note_case, note_record
from runtime.web.protection import tabs_of
from runtime.web.told import term_of

LIST = "/protection/retention"
CONSENT = "sure"
MOST = 200
"""So many lines of a rehearsal are shown, and so many cases a run does before it answers; all are counted."""


def routes() -> list[BaseRoute]:
    """Return the routes."""
    return [
        route(LIST, show),
        route(LIST, run, ["POST"]),
        route("/cases/{id}/hold", show_case),
        route("/cases/{id}/hold", hold_case, ["POST"]),
        route("/people/{id}/hold", show_person),
        route("/people/{id}/hold", hold_person, ["POST"]),
    ]


@dataclass(frozen=True)
class DueLine:
    """A case over its term, with what would be done and why, or what keeps it. Without ``url`` it is not named."""

    url: str
    folio: str
    kind: str
    over: str
    term: str
    act: str
    kept_by: str


@dataclass(frozen=True)
class HoldLine:
    """A hold in words."""

    id: str
    reason: str
    placed: str
    lifted: str


def show(request: Request) -> Response:
    """Show what would be done today, and what was done before."""
    return _show(request, {})


def run(request: Request) -> Response:
    """Do what the list said, for who ticked that they read it."""
    visit = visit_of(request)
    if not value_of(request, CONSENT):
        return _show(request, {CONSENT: Fault("retention.consent")})
    order = Order(BY_PAGE, most=MOST)
    ran = retention.run(visit.service.store, visit.model, visit.actor, order, visit.now)
    words = "retention.was_run_in_part" if ran.left else "retention.was_run"
    return redirect(request, LIST, Notice(words, {"count": len(ran.done), "left": ran.left}))


def show_case(request: Request) -> Response:
    """Show the holds of a case."""
    return _show_case(request, {})


def hold_case(request: Request) -> Response:
    """Put a hold on a case, or lift one."""
    return _hold(request, _show_case, f"/cases/{id_in(request)}")


def show_person(request: Request) -> Response:
    """Show the holds of a person."""
    return _show_person(request, {})


def hold_person(request: Request) -> Response:
    """Put a hold on a person, or lift one."""
    return _hold(request, _show_person, f"/people/{id_in(request)}")


def _hold(
    request: Request, show_again: Callable[[Request, Mapping[str, Fault]], Response], url: str
) -> Response:
    visit, lifted = visit_of(request), value_of(request, "hold")
    is_case = url.startswith("/cases/")
    try:
        with visit.writing() as work:
            if lifted:
                retention.lift(work, as_id(lifted), value_of(request, "lift_reason"))
            else:
                which = {"case_id": id_in(request)} if is_case else {"person_id": id_in(request)}
                retention.hold(work, value_of(request, "hold_reason"), **which)
    except Invalid as error:
        return show_again(request, error.faults)
    return redirect(request, f"{url}/hold", Notice("hold.was_lifted" if lifted else "hold.was_placed"))


def _show(request: Request, faults: Mapping[str, Fault]) -> Response:
    visit = visit_of(request)
    if faults and not policy.may(visit.model, visit.actor, "administer", SUBJECT):
        raise Forbidden
    with visit.reading() as reading:
        waiting = retention.rehearse(visit.model, reading.connection, visit.actor, visit.now)
        done = kept.done(reading)
        free = [one for one in waiting if not one.waits]
        shown = [*free[:MOST], *[one for one in waiting if one.waits][:MOST]]
        told = [*(one.case_id for one in shown), *(one.case_id for one in done)]
        readable = kept.readable(reading, told)
    visit.note_read("page", "case", "list retention", count=len(waiting) + len(done))
    registry = visit.registry
    without = [
        text(one.label, visit.language)
        for one in registry.case_types
        if not one.retired and registry.retention_of(one).term is None
    ]
    return page(
        request,
        "protection/retention.html",
        None,
        422 if faults else 200,
        faults=faults,
        tabs=tabs_of(visit),
        url=LIST,
        free=[_line(visit, one, readable) for one in shown if not one.waits],
        free_count=len(free),
        held=[_line(visit, one, readable) for one in shown if one.waits],
        by_act=_counts(visit, free),
        by_command=any(one.act not in BY_PAGE for one in free),
        may_run=policy.may(visit.model, visit.actor, "administer", SUBJECT)
        and any(one.act in BY_PAGE for one in free),
        done=[
            (
                *_named(visit, one.case_id, one.folio, readable),
                visit.message(f"retention.done.{one.act}"),
                write.moment(one.at, visit.language, visit.zone),
            )
            for one in done
        ],
        without=sorted(without, key=str.casefold),
    )


def _counts(visit: Visit, free: Sequence[Due]) -> list[str]:
    acts: tuple[Act, ...] = ("block", "anonymise", "archive", "delete")
    counts = {act: sum(one.act == act for one in free) for act in acts}
    return [visit.message(f"retention.count.{act}", count=count) for act, count in counts.items() if count]


def _named(visit: Visit, case_id: uuid.UUID, folio: str, readable: Collection[uuid.UUID]) -> tuple[str, str]:
    """The address and the folio of a case its keeper may read; of any other, only that it is one of those."""
    return (
        (f"/cases/{case_id}", folio) if case_id in readable else ("", visit.message("retention.restricted"))
    )


def _line(visit: Visit, one: Due, readable: Collection[uuid.UUID]) -> DueLine:
    kept_by = ""
    if one.waits:
        kept_by = visit.message("retention.is_held" if one.is_held else "retention.is_asked")
    url, folio = _named(visit, one.case_id, one.folio, readable)
    return DueLine(
        url,
        folio,
        text(one.entity.label, visit.language) if url else "",
        write.date(one.expired_on, visit.language, length="medium"),
        term_of(visit, one.retention.term or ""),
        visit.message(f"retention.act.{one.act}"),
        kept_by,
    )


def _show_case(request: Request, faults: Mapping[str, Fault]) -> Response:
    visit = visit_of(request)
    with visit.reading() as reading:
        head = case.head(reading, id_in(request))
        holds = kept.holds_of_case(reading, id_in(request))
    may_change = _may_change(visit, head.row)
    note_case(visit, "page", head.entity, head.row)
    return _show_holds(
        request, faults, f"/cases/{id_in(request)}", str(head.row["folio"]), holds, may_change=may_change
    )


def _show_person(request: Request, faults: Mapping[str, Fault]) -> Response:
    visit = visit_of(request)
    with visit.reading() as reading:
        found = record.load(reading, "person", id_in(request))
        title = _title(reading, found)
        holds = kept.holds_of_person(reading, id_in(request))
    may_change = _may_change(visit, found.row)
    note_record(visit, "page", found.entity, found.row)
    return _show_holds(request, faults, f"/people/{id_in(request)}", title, holds, may_change=may_change)


def _title(reading: Reading, found: record.Record) -> str:
    return found.title(reading) or reading.context.message("record.no_name")


def _may_change(visit: Visit, row: Mapping[str, Any]) -> bool:
    """Whether the visitor puts holds on a record.

    Raises:
        NotFound: they do not keep it at all.
    """
    if not retention.may_keep(visit.model, visit.actor, "read", row):
        raise NotFound
    return retention.may_keep(visit.model, visit.actor, "administer", row)


def _show_holds(
    request: Request,
    faults: Mapping[str, Fault],
    url: str,
    title: str,
    holds: Sequence[Hold],
    *,
    may_change: bool,
) -> Response:
    visit = visit_of(request)

    def line(one: Hold) -> HoldLine:
        placed = write.moment(one.placed_at, visit.language, visit.zone)
        lifted = ""
        if one.lifted_at is not None:
            when = write.moment(one.lifted_at, visit.language, visit.zone)
            lifted = visit.message("hold.lifted", moment=when, reason=one.lifted_reason)
        by = visit.message("hold.placed", officer=one.placed_by, moment=placed)
        return HoldLine(str(one.id), one.reason, by, lifted)

    return page(
        request,
        "protection/hold.html",
        None,
        422 if faults else 200,
        faults=faults,
        url=url,
        title=title,
        holds=[line(one) for one in holds],
        may_change=may_change,
        said={name: value_of(request, name) for name in ("hold_reason", "lift_reason")},
        chosen=next(iter(form_of(request).get("hold", ())), ""),
    )
