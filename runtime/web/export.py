"""Downloads: what a list shows, and the blueprint's exports. Owns the answers; files are ``runtime.exchange``'s."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import BaseRoute

from runtime.access import policy
from runtime.errors import NotFound
from runtime.exchange import outgoing
from runtime.exchange.outgoing import Format
from runtime.exchange.rows import Values
from runtime.http.context import Visit, visit_of
from runtime.http.endpoint import route
from runtime.ir.exchange import Export
from runtime.search import listing
from runtime.search.query import Query, parse
from runtime.search.views import View, may_list, subject, view_of, view_of_export
from runtime.web.fragments import page
from runtime.web.listing import find_listing, parameters_of


@dataclass(frozen=True)
class Offered:
    """An export the actor may make, with the headings of its columns."""

    export: Export
    headings: Sequence[str]


def routes() -> list[BaseRoute]:
    """Return the routes."""
    return [
        route("/lists/{list}/export.{format}", send_list),
        route("/exports", show_exports),
        route("/exports/{export}.{format}", send_export),
    ]


def send_list(request: Request) -> Response:
    """Send exactly what a list shows: its filters, its chosen columns, every page."""
    visit = visit_of(request)
    view = view_of(visit.model, visit.actor, find_listing(visit, request.path_params["list"]))
    with visit.reading() as reading:
        asked = parse(view, listing.lens_of(reading), parameters_of(request))
    return _send(request, view, asked.query, "labels", f"list {view.id}")


def show_exports(request: Request) -> Response:
    """Show the exports the actor may make."""
    visit = visit_of(request)
    offered = [
        Offered(export, [column.heading(visit.context) for column in view.columns.values()])
        for export in visit.registry.exports
        if _may(visit, export)
        for view in [view_of_export(visit.model, visit.actor, export)]
    ]
    crumbs = ((visit.message("lists.title"), "/lists"),)
    return page(request, "listing/exports.html", exports=offered, zone=visit.zone.key, crumbs=crumbs)


def send_export(request: Request) -> Response:
    """Send an export of the blueprint."""
    visit = visit_of(request)
    key = request.path_params["export"]
    export = next((one for one in visit.registry.exports if one.id == key), None)
    if export is None or not may_list(visit.model, visit.actor, subject(visit.model, export.of)):
        raise NotFound
    view = view_of_export(visit.model, visit.actor, export)
    return _send(request, view, Query(view.chosen), export.values, f"export {view.id}")


def _may(visit: Visit, export: Export) -> bool:
    entity = subject(visit.model, export.of)
    may_read = may_list(visit.model, visit.actor, entity)
    return may_read and policy.may(visit.model, visit.actor, "export", entity.id)


def _send(request: Request, view: View, query: Query, values: Values, of: str) -> Response:
    visit = visit_of(request)
    wanted = outgoing.Request(
        visit.model,
        visit.actor,
        visit.context,
        view,
        query,
        values,
        _format(request.path_params["format"]),
        of,
        visit.request_id,
    )
    sent = outgoing.send_out(visit.service.store, wanted)
    headers = {"content-disposition": f'attachment; filename="{sent.name}"'}
    if wanted.format == "xlsx":
        # Packed already: said so, the answer is not packed again on the way.
        headers["content-encoding"] = "identity"
    return StreamingResponse(sent.chunks, media_type=sent.media_type, headers=headers)


def _format(name: str) -> Format:
    for known in get_args(Format):
        if name == known:
            found: Format = known
            return found
    raise NotFound
