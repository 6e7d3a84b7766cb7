"""Absences with their substitutes: entered, listed, ended. Owns that page; the rules are ``runtime.auth.leave``'s."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from runtime.auth import leave
from runtime.auth.leave import Absence, Plan
from runtime.errors import Fault, Invalid, NotFound
from runtime.http.context import Visit, value_of, visit_of
from runtime.http.endpoint import route
from runtime.http.notices import Notice
from runtime.http.redirects import redirect
from runtime.i18n import format as write
from runtime.web.fragments import page

LEAVE_PAGE = "/leave"


def routes() -> list[BaseRoute]:
    """Return the routes."""
    return [
        route(LEAVE_PAGE, show_leave),
        route(LEAVE_PAGE, begin_leave, ["POST"]),
        route(f"{LEAVE_PAGE}/{{id:uuid}}/end", end_leave, ["POST"]),
    ]


def show_leave(request: Request) -> Response:
    """Show the absences, and the form of one's own or of the officer chosen."""
    own = visit_of(request).actor.account_id
    return _show(request, _id(request.query_params.get("account", "")) or own, {})


def begin_leave(request: Request) -> Response:
    """Enter an absence."""
    visit = visit_of(request)
    account_id = _id(value_of(request, "account"))
    if account_id is None:
        raise NotFound
    plan = Plan(
        account_id, _id(value_of(request, "substitute")), _day(request, "first_on"), _day(request, "last_on")
    )
    try:
        with visit.writing() as work:
            leave.begin(work, plan)
    except Invalid as error:
        return _show(request, account_id, error.faults)
    visit.service.sessions.forget()
    return redirect(request, LEAVE_PAGE, Notice("leave.begun"))


def end_leave(request: Request) -> Response:
    """End an absence now."""
    visit = visit_of(request)
    with visit.writing() as work:
        leave.end(work, request.path_params["id"])
    visit.service.sessions.forget()
    return redirect(request, LEAVE_PAGE, Notice("leave.ended"))


def days(visit: Visit, absence: Absence) -> str:
    """Say from when to when."""
    first, last = (
        write.date(day, visit.language, length="medium") for day in (absence.first_on, absence.last_on)
    )
    return visit.message("leave.days", first=first, last=last)


def _show(request: Request, account_id: uuid.UUID, faults: Mapping[str, Fault]) -> Response:
    visit = visit_of(request)
    with visit.reading() as reading:
        officers = leave.officers(reading)
        chosen = next((row for row in officers if row.id == account_id), None)
        if chosen is None:
            raise NotFound
        substitutes = leave.substitutes(reading, chosen.id, chosen.office_id)
        absences = leave.listed(reading)
    return page(
        request,
        "account/leave.html",
        status=422 if faults else 200,
        faults=faults,
        absences=[(one, days(visit, one)) for one in absences],
        officers=[(str(row.id), row.name) for row in officers],
        chosen=chosen,
        substitutes=[(str(one), name) for one, name in substitutes],
        substitute=value_of(request, "substitute"),
        first_on=value_of(request, "first_on"),
        last_on=value_of(request, "last_on"),
        crumbs=((visit.message("account.title"), "/account"),),
    )


def _id(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _day(request: Request, name: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(value_of(request, name).strip())
    except ValueError:
        return None
