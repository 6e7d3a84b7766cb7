"""Handing a case to another office, and answering another office's wish to. Owns the pages; must not judge who may."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from runtime.access import policy
from runtime.errors import Fault, Forbidden, Invalid
from runtime.http.context import form_of, value_of, visit_of
from runtime.http.endpoint import route
from runtime.http.notices import Notice
from runtime.http.redirects import redirect
from runtime.i18n import format as write
from runtime.records import transfer
from runtime.search import case, destination
from runtime.search import transfer as moving
from runtime.search.directory import directory
from runtime.web.addresses import id_in
from runtime.web.caserows import case_rows
from runtime.web.forms import RECORD, record_id_of
from runtime.web.fragments import page
from runtime.web.noting import note_case


def routes() -> list[BaseRoute]:
    """Return the routes."""
    return [
        route("/cases/{id}/transfer", show),
        route("/cases/{id}/transfer", ask, ["POST"]),
        route("/cases/{id}/transfer/withdraw", withdraw, ["POST"]),
        route("/transfers/{id}", show_arriving),
        route("/transfers/{id}/accept", accept, ["POST"]),
        route("/transfers/{id}/refuse", refuse, ["POST"]),
    ]


def show(request: Request) -> Response:
    """Show the offices a case may go to, or where it is bound for."""
    return _show(request, {})


def ask(request: Request) -> Response:
    """Ask an office to take the case over."""
    visit, case_id = visit_of(request), id_in(request)
    office_id, record_id = value_of(request, "office"), record_id_of(form_of(request))
    try:
        with visit.writing() as work:
            transfer.ask(work, case_id, office_id, value_of(request, "reason"), record_id)
    except Invalid as error:
        return _show(request, error.faults)
    with visit.reading() as reading:
        name = directory(reading).office_name(office_id)
    return redirect(request, f"/cases/{case_id}", Notice("transfer.asked", {"office": name}))


def withdraw(request: Request) -> Response:
    """Take the wish back."""
    with visit_of(request).writing() as work:
        transfer.withdraw(work, id_in(request))
    return redirect(request, f"/cases/{id_in(request)}", Notice("transfer.was_withdrawn"))


def show_arriving(request: Request) -> Response:
    """Show what another office would hand over."""
    return _show_arriving(request, {})


def accept(request: Request) -> Response:
    """Take the case."""
    visit = visit_of(request)
    try:
        account_id = uuid.UUID(value_of(request, "account"))
    except ValueError:
        return _show_arriving(request, {"account": Fault("submission.required")})
    try:
        with visit.writing() as work:
            case_id = transfer.accept(work, id_in(request), account_id)
    except Invalid as error:
        return _show_arriving(request, error.faults)
    return redirect(request, f"/cases/{case_id}", Notice("transfer.was_accepted"))


def refuse(request: Request) -> Response:
    """Send the case back."""
    try:
        with visit_of(request).writing() as work:
            transfer.refuse(work, id_in(request), value_of(request, "reason"))
    except Invalid as error:
        return _show_arriving(request, error.faults)
    return redirect(request, "/", Notice("transfer.was_refused"))


def _show(request: Request, faults: Mapping[str, Fault]) -> Response:
    visit, case_id = visit_of(request), id_in(request)
    typed = request.query_params.get("find", "").strip()
    with visit.reading() as reading:
        file = case.load(reading, case_id)
        if not policy.may(visit.model, visit.actor, "reassign", file.entity.id, file.row):
            raise Forbidden
        offices = destination.destinations(reading, file.entity, file.row, file.values, typed)
    note_case(visit, "page", file.entity, file.row)
    return page(
        request,
        "case/transfer.html",
        None,
        422 if faults else 200,
        faults=faults,
        folio=file.row["folio"],
        url=f"/cases/{case_id}",
        is_open=visit.registry.lifecycle.by_id[file.row["state"]].kind != "closed",
        waiting=file.transfer,
        record=value_of(request, RECORD) or str(record_id_of({})),
        typed=typed,
        offices=offices,
        chosen=value_of(request, "office") or (offices[0].id if offices and offices[0].because else ""),
        reason=value_of(request, "reason"),
    )


def _show_arriving(request: Request, faults: Mapping[str, Fault]) -> Response:
    visit = visit_of(request)
    with visit.reading() as reading:
        found = moving.load(reading, id_in(request))
        names = directory(reading)
        [line] = case_rows(visit, reading, [found.case])
    officers = [
        (str(one.id), one.name)
        for one in names.officers.values()
        if one.is_enabled and one.office_id == found.to_office_id
    ]
    mine = str(visit.actor.account_id)
    return page(
        request,
        "transfer/page.html",
        None,
        422 if faults else 200,
        faults=faults,
        case=line,
        source=names.office_name(found.from_office_id),
        target=names.office_name(found.to_office_id),
        asked_by=names.officer_name(found.asked_by),
        asked_at=write.moment(found.asked_at, visit.language, visit.zone),
        why=found.reason,
        url=f"/transfers/{found.id}",
        officers=officers,
        chosen=value_of(request, "account") or (mine if any(key == mine for key, _ in officers) else ""),
        reason=value_of(request, "reason"),
    )
