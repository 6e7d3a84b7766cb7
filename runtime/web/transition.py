"""Moving a case: what is still needed beforehand, the reason, and the refusal in words. Must not judge it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from runtime.errors import Fault, Forbidden, Invalid, NotFound
from runtime.http.context import Visit, form_of, value_of, visit_of
from runtime.http.endpoint import route
from runtime.http.notices import Notice
from runtime.http.redirects import redirect
from runtime.ir.label import text
from runtime.records import closing, gates, lifecycle, protocol
from runtime.records.gates import Option
from runtime.records.stored import Stored, look
from runtime.web.addresses import id_in
from runtime.web.case import need_lines
from runtime.web.forms import version_of
from runtime.web.fragments import page, refused


def routes() -> list[BaseRoute]:
    """Return the routes."""
    return [
        route("/cases/{id}/move/{transition}", show),
        route("/cases/{id}/move/{transition}", move, ["POST"]),
    ]


def show(request: Request) -> Response:
    """Show what the transition needs and asks."""
    return page(request, "case/move.html", **_names(request))


def move(request: Request) -> Response:
    """Take the case through the transition."""
    visit = visit_of(request)
    case_id, transition_id = id_in(request), request.path_params["transition"]
    try:
        with visit.writing() as work:
            lifecycle.move(
                work,
                case_id,
                transition_id,
                value_of(request, "reason") or None,
                value_of(request, "words") or None,
                version_of(form_of(request)),
            )
    except Invalid as error:
        faults = {name: fault for name, fault in error.faults.items() if name in ("reason", "words")}
        names = _names(request)
        # What is missing stands on the page as links; the summary only says that it is.
        if len(faults) < len(error.faults):
            faults[""] = Fault("case.not_ready")
        return refused(request, "case/move.html", faults=faults, **names)
    state = next(one.target for one in visit.registry.lifecycle.transitions if one.id == transition_id)
    label = text(visit.registry.lifecycle.by_id[state].label, visit.language)
    return redirect(request, f"/cases/{case_id}", Notice("case.moved", {"state": label}))


def _names(request: Request) -> Mapping[str, Any]:
    visit = visit_of(request)
    with visit.reading() as reading:
        stored = look(reading.model, reading.connection, reading.actor, "case", id_in(request))
        stored = protocol.with_ticks(reading.model, reading.connection, stored)
    option = _option(visit, stored, request.path_params["transition"])
    asked = closing.needs_by_reason(visit.model, visit.actor, visit.now, stored, option.reasons)
    transition, states = option.transition, visit.registry.lifecycle.by_id
    may_edit = states[stored.state or ""].kind != "closed"
    return {
        "heading": text(transition.label, visit.language),
        "folio": stored.row["folio"],
        "url": f"/cases/{stored.id}",
        "version": stored.version,
        "source": text(states[stored.state or ""].label, visit.language),
        "target": text(states[transition.target].label, visit.language),
        "help": text(states[transition.target].help, visit.language),
        "needs": need_lines(visit, option.needs, stored, may_edit=may_edit),
        "asks": transition.reason,
        "reasons": _reasons(visit, option),
        "asked": [
            (code, label, need_lines(visit, asked[code], stored, may_edit=may_edit))
            for code, label in _reasons(visit, option)
            if code in asked
        ],
        "reason": value_of(request, "reason"),
        "words": value_of(request, "words"),
    }


def _option(visit: Visit, stored: Stored, transition_id: str) -> Option:
    for option in gates.options(visit.model, visit.actor, visit.now, stored):
        if option.transition.id == transition_id:
            if not option.may:
                raise Forbidden
            return option
    raise NotFound


def _reasons(visit: Visit, option: Option) -> list[tuple[str, str]]:
    catalog = visit.registry.catalog_by_id.get(option.transition.reasons or "")
    if catalog is None:
        return []
    return [(code, text(catalog.by_code[code].label, visit.language)) for code in option.reasons]
