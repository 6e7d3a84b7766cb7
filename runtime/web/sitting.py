"""Asking why somebody reads a restricted case that is not assigned to them. Must not judge who must say so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from runtime.access import policy
from runtime.errors import Fault, Forbidden, Invalid, NotFound
from runtime.http.context import value_of, visit_of
from runtime.http.endpoint import route
from runtime.http.links import inside
from runtime.http.redirects import redirect
from runtime.records import sitting
from runtime.web.addresses import id_in
from runtime.web.fragments import page


def routes() -> list[BaseRoute]:
    """Return the routes."""
    return [
        route("/cases/{id}/reason", show),
        route("/cases/{id}/reason", explain, ["POST"]),
    ]


def show(request: Request) -> Response:
    """Ask for the reason; whoever gave it already is sent on."""
    visit = visit_of(request)
    with visit.reading() as reading:
        given = sitting.is_explained(visit.model, reading.connection, _session(request), id_in(request))
    if given:
        # Said in this sitting, to another process perhaps: what this one remembers of the session is older.
        visit.service.sessions.forget()
        return redirect(request, _back(request))
    return _show(request, {})


def explain(request: Request) -> Response:
    """Keep the reason, and go where the reader was going."""
    visit = visit_of(request)
    try:
        with visit.writing() as work:
            sitting.explain(work, _session(request), id_in(request), value_of(request, "reason"))
    except Invalid as error:
        return _show(request, error.faults)
    visit.service.sessions.forget()
    return redirect(request, _back(request))


def _session(request: Request) -> str:
    session = visit_of(request).session
    if session is None:
        raise Forbidden
    return session.key


def _back(request: Request) -> str:
    """Where the reader was going: a page of this case, or what hangs on it."""
    return inside(request.query_params.get("next", ""), f"/cases/{id_in(request)}")


def _show(request: Request, faults: Mapping[str, Fault]) -> Response:
    visit, cases = visit_of(request), visit_of(request).model.table("cases")
    with visit.reading() as reading:
        seen = policy.rows(visit.model, visit.actor, "read", "case")
        folio = reading.connection.scalar(select(cases.c.folio).where(cases.c.id == id_in(request), seen))
    if folio is None:
        raise NotFound
    names: dict[str, Any] = {
        "heading": visit.message("sitting.title"),
        "caption": folio,
        "help": visit.message("sitting.help"),
        "label_of_reason": visit.message("sitting.reason"),
        "reason": value_of(request, "reason"),
        "button": visit.message("sitting.read"),
        "is_undoing": False,
        "back": "/",
    }
    return page(request, "record/reason.html", None, 422 if faults else 200, faults=faults, **names)
