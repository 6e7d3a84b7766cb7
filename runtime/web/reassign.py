"""Handing a case to another officer of its office. Must not move it to another office."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from runtime.access import policy
from runtime.auth import leave
from runtime.auth.leave import Absence
from runtime.errors import Fault, Forbidden, Invalid
from runtime.http.context import Visit, form_of, value_of, visit_of
from runtime.http.endpoint import route
from runtime.http.notices import Notice
from runtime.http.redirects import redirect
from runtime.records import case
from runtime.search.case import head
from runtime.search.directory import directory
from runtime.web.addresses import id_in
from runtime.web.forms import VERSION, version_of
from runtime.web.fragments import page
from runtime.web.leave import days


def routes() -> list[BaseRoute]:
    """Return the routes."""
    return [
        route("/cases/{id}/reassign", show),
        route("/cases/{id}/reassign", reassign, ["POST"]),
    ]


def show(request: Request) -> Response:
    """Show who may take the case."""
    return _show(request, {})


def reassign(request: Request) -> Response:
    """Make somebody else responsible."""
    visit = visit_of(request)
    case_id = id_in(request)
    try:
        account_id = uuid.UUID(value_of(request, "account"))
    except ValueError:
        return _show(request, {"account": Fault("submission.required")})
    try:
        with visit.writing() as work:
            case.reassign(work, case_id, account_id, version_of(form_of(request)))
    except Invalid as error:
        return _show(request, error.faults)
    return redirect(request, f"/cases/{case_id}", Notice("case.reassigned"))


def _show(request: Request, faults: Mapping[str, Fault]) -> Response:
    visit = visit_of(request)
    with visit.reading() as reading:
        found = head(reading, id_in(request))
        officers = directory(reading).officers.values()
        away = leave.away(reading, found.row["office_id"])
    if not policy.may(visit.model, visit.actor, "reassign", found.entity.id, found.row):
        raise Forbidden
    return page(
        request,
        "case/reassign.html",
        None,
        422 if faults else 200,
        faults=faults,
        folio=found.row["folio"],
        url=f"/cases/{id_in(request)}",
        version=value_of(request, VERSION) or found.row["version"],
        officers=[
            (str(one.id), _name(visit, one.name, away.get(one.id)))
            for one in officers
            if one.is_enabled and one.office_id == found.row["office_id"]
        ],
        chosen=value_of(request, "account") or str(found.row["responsible_id"]),
    )


def _name(visit: Visit, name: str, absence: Absence | None) -> str:
    """An officer's name, and that they are away."""
    if absence is None:
        return name
    told = {"days": days(visit, absence), "substitute": absence.substitute}
    return visit.message("leave.away", name=name, **told)
