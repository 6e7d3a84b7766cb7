"""Breaches of personal data: a list with running clocks, one breach, whom to tell. Must not judge who may."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from runtime.access import policy
from runtime.errors import Conflict, Fault, Forbidden, Invalid, NotFound
from runtime.http.context import Visit, form_of, value_of, visit_of
from runtime.http.endpoint import route
from runtime.http.notices import Notice
from runtime.http.redirects import redirect
from runtime.i18n import format as write
from runtime.ir.label import text
from runtime.records import breach
from runtime.records.breach import SUBJECT, Facts
from runtime.search import breach as kept
from runtime.search.breach import Breach
from runtime.search.directory import directory
from runtime.web.addresses import id_in
from runtime.web.clocks import ClockLine, clock_in_words
from runtime.web.forms import VERSION, record_id_of, version_of
from runtime.web.fragments import page
from runtime.web.protection import tabs_of

LIST = "/protection/breaches"
_FACTS = ("what", "data", "persons", "measures")
_CONTROLS = (*_FACTS, "known_at", "recipient", "told_at", "how", "closing_words")


def routes() -> list[BaseRoute]:
    """Return the routes."""
    return [
        route(LIST, show_list),
        route(f"{LIST}/new", show_new),
        route(f"{LIST}/new", add, ["POST"]),
        route(f"{LIST}/{{id}}", show),
        route(f"{LIST}/{{id}}", complete, ["POST"]),
        route(f"{LIST}/{{id}}/told", tell, ["POST"]),
        route(f"{LIST}/{{id}}/close", close, ["POST"]),
    ]


@dataclass(frozen=True)
class BreachLine:
    """A breach as a line of the list."""

    url: str
    number: str
    what: str
    known: str
    clock: ClockLine
    is_open: bool


def show_list(request: Request) -> Response:
    """Show the breaches, the open ones by what is due first."""
    visit = visit_of(request)
    if policy.reach(visit.model, visit.actor, "read", SUBJECT) is None:
        raise NotFound
    with visit.reading() as reading:
        found = kept.load_all(reading)
    visit.note_read("page", breach.ENTITY, "list breaches", count=len(found))
    return page(
        request,
        "protection/breaches.html",
        tabs=tabs_of(visit),
        lines=[_line(visit, one) for one in found],
        may_add=policy.may(visit.model, visit.actor, "create", SUBJECT),
        new_url=f"{LIST}/new",
    )


def show_new(request: Request) -> Response:
    """Show the form of a breach."""
    return _show_new(request, {})


def add(request: Request) -> Response:
    """Register a breach; sent twice it is one."""
    visit, breach_id = visit_of(request), record_id_of(form_of(request))
    try:
        with visit.writing() as work:
            breach.register(work, _moment(visit, value_of(request, "known_at")), _facts(request), breach_id)
    except Invalid as error:
        return _show_new(request, error.faults)
    return redirect(request, f"{LIST}/{breach_id}", Notice("breach.registered"))


def show(request: Request) -> Response:
    """Show a breach with its clock."""
    return _show(request, {})


def complete(request: Request) -> Response:
    """Store what more is known."""
    try:
        with visit_of(request).writing() as work:
            breach.complete(work, id_in(request), _facts(request), version_of(form_of(request)))
    except Conflict as error:
        return _show(request, {name: _meanwhile(now) for name, now in error.theirs.items()})
    except Invalid as error:
        return _show(request, error.faults, value_of(request, VERSION))
    return redirect(request, f"{LIST}/{id_in(request)}", Notice("breach.saved"))


def tell(request: Request) -> Response:
    """Keep that somebody was told."""
    visit = visit_of(request)
    try:
        with visit.writing() as work:
            at = _moment(visit, value_of(request, "told_at"))
            breach.tell(work, id_in(request), value_of(request, "recipient"), at, value_of(request, "how"))
    except Invalid as error:
        return _show(request, error.faults)
    return redirect(request, f"{LIST}/{id_in(request)}", Notice("breach.was_told"))


def close(request: Request) -> Response:
    """Close the breach."""
    try:
        with visit_of(request).writing() as work:
            breach.close(work, id_in(request), value_of(request, "closing_words"))
    except Invalid as error:
        return _show(request, error.faults)
    return redirect(request, f"{LIST}/{id_in(request)}", Notice("breach.was_closed"))


def _facts(request: Request) -> Facts:
    return Facts(*(value_of(request, name) for name in _FACTS))


def _meanwhile(now: object) -> Fault:
    return (
        Fault("breach.emptied_meanwhile") if now is None else Fault("breach.meanwhile", {"words": str(now)})
    )


def _moment(visit: Visit, typed: str) -> datetime.datetime | None:
    """A moment as a browser's control gives it, on the visitor's clock."""
    try:
        return datetime.datetime.fromisoformat(typed).replace(tzinfo=visit.zone).astimezone(datetime.UTC)
    except (ValueError, OverflowError):
        return None


def _now(visit: Visit) -> str:
    return visit.now.astimezone(visit.zone).strftime("%Y-%m-%dT%H:%M")


def _show_new(request: Request, faults: Mapping[str, Fault]) -> Response:
    visit = visit_of(request)
    if not policy.may(visit.model, visit.actor, "create", SUBJECT):
        raise NotFound if policy.reach(visit.model, visit.actor, "read", SUBJECT) is None else Forbidden
    said = {name: value_of(request, name) for name in _CONTROLS}
    return page(
        request,
        "protection/breach_new.html",
        None,
        422 if faults else 200,
        faults=faults,
        said={**said, "known_at": said["known_at"] or _now(visit)},
        record=record_id_of(form_of(request)),
        back=LIST,
    )


def _show(request: Request, faults: Mapping[str, Fault], version: str = "") -> Response:
    visit = visit_of(request)
    with visit.reading() as reading:
        found = kept.load(reading, id_in(request))
        names = directory(reading)
    visit.note_read("page", breach.ENTITY, found.id)
    row, is_open = found.row, found.row["closed_at"] is None
    stored = {name: "" if row[name] is None else str(row[name]) for name in _FACTS}
    said = {name: value_of(request, name) for name in _CONTROLS}
    is_sent = request.method == "POST" and faults.keys() & set(_FACTS)
    recipients = [(one.id, text(one.label, visit.language)) for one in visit.registry.breaches.recipients]
    labels = dict(recipients)
    return page(
        request,
        "protection/breach.html",
        None,
        422 if faults else 200,
        faults=faults,
        url=f"{LIST}/{found.id}",
        list_url=LIST,
        row=row,
        version=version or row["version"],
        clock=clock_in_words(visit, visit.message("breach.due"), found.clock),
        known=write.moment(row["known_at"], visit.language, visit.zone),
        office=names.office_name(row["office_id"]),
        facts={name: said[name] for name in _FACTS} if is_sent else stored,
        told=[
            (
                labels.get(one.recipient, one.recipient),
                write.moment(one.at, visit.language, visit.zone),
                one.how,
                one.by,
            )
            for one in found.told
        ],
        missing=[label for key, label in recipients if key not in {one.recipient for one in found.told}],
        recipients=recipients,
        is_open=is_open and found.may_change,
        said={**said, "told_at": said["told_at"] or _now(visit)},
    )


def _line(visit: Visit, one: Breach) -> BreachLine:
    return BreachLine(
        f"{LIST}/{one.id}",
        one.row["number"],
        one.row["what"],
        write.moment(one.row["known_at"], visit.language, visit.zone),
        clock_in_words(visit, visit.message("breach.due"), one.clock),
        one.row["closed_at"] is None,
    )
