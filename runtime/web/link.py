"""Links between cases, by folio. Must not show cases."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from runtime.access import policy
from runtime.errors import Fault, Forbidden, Invalid
from runtime.http.context import value_of, visit_of
from runtime.http.endpoint import route
from runtime.http.notices import Notice
from runtime.http.redirects import redirect
from runtime.records import link
from runtime.records.settled import refuse_closed
from runtime.search import case
from runtime.web.addresses import as_id, id_in
from runtime.web.fragments import page
from runtime.web.noting import note_case


def routes() -> list[BaseRoute]:
    """Return the routes."""
    return [
        route("/cases/{id}/links", show),
        route("/cases/{id}/links", add, ["POST"]),
        route("/cases/{id}/links/remove", remove, ["POST"]),
    ]


def show(request: Request) -> Response:
    """Show the linked cases, and the form to link one more."""
    return _show(request, {})


def add(request: Request) -> Response:
    """Link the case with a folio."""
    visit = visit_of(request)
    case_id, folio = id_in(request), value_of(request, "case").upper()
    with visit.reading() as reading:
        other_id = case.id_of(reading, folio) if folio else None
    if other_id is None:
        return _show(request, {"case": Fault("link.no_such_case")})
    try:
        with visit.writing() as work:
            link.add(work, case_id, other_id)
    except Invalid as error:
        return _show(request, error.faults)
    return redirect(request, f"/cases/{case_id}/links", Notice("link.added", {"folio": folio}))


def remove(request: Request) -> Response:
    """Undo a link."""
    case_id = id_in(request)
    with visit_of(request).writing() as work:
        link.remove(work, case_id, as_id(value_of(request, "case")))
    return redirect(request, f"/cases/{case_id}/links", Notice("link.removed"))


def _show(request: Request, faults: Mapping[str, Fault]) -> Response:
    visit = visit_of(request)
    with visit.reading() as reading:
        file = case.load(reading, id_in(request))
    if not policy.may(visit.model, visit.actor, "update", file.entity.id, file.row):
        raise Forbidden
    refuse_closed(visit.model, file.row)
    note_case(visit, "page", file.entity, file.row)
    return page(
        request,
        "case/links.html",
        None,
        422 if faults else 200,
        faults=faults,
        folio=file.row["folio"],
        url=f"/cases/{file.id}",
        links=file.links,
        typed=value_of(request, "case"),
    )
