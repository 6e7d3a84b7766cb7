"""The group of a case on a page of its own: who is of it, added and removed with a reason. Must not judge who may."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from runtime.errors import Fault, Forbidden, Invalid, NotFound
from runtime.http.context import value_of, visit_of
from runtime.http.endpoint import route
from runtime.http.notices import Notice
from runtime.http.redirects import redirect
from runtime.i18n import format as write
from runtime.records import assignment
from runtime.search import case
from runtime.search.casefile import CaseFile
from runtime.search.directory import Directory, directory
from runtime.storage.words import words
from runtime.web.addresses import as_id, id_in
from runtime.web.fragments import page
from runtime.web.noting import note_case

MOST = 20
"""So many accounts of other offices are offered; of more, those found by further words."""


def routes() -> list[BaseRoute]:
    """Return the routes."""
    return [
        route("/cases/{id}/group", show),
        route("/cases/{id}/group", add, ["POST"]),
        route("/cases/{id}/group/{account}/remove", show_remove),
        route("/cases/{id}/group/{account}/remove", remove, ["POST"]),
    ]


def show(request: Request) -> Response:
    """Show who is of the group, and the form to add somebody."""
    return _show(request, {})


def add(request: Request) -> Response:
    """Take somebody into the group."""
    visit, case_id = visit_of(request), id_in(request)
    try:
        account_id = uuid.UUID(value_of(request, "account"))
    except ValueError:
        return _show(request, {"account": Fault("submission.required")})
    try:
        with visit.writing() as work:
            assignment.add(work, case_id, account_id, value_of(request, "reason"))
    except Invalid as error:
        return _show(request, error.faults)
    visit.service.sessions.forget()
    return redirect(request, f"/cases/{case_id}/group", Notice("group.added"))


def show_remove(request: Request) -> Response:
    """Ask why somebody leaves the group."""
    return _show_remove(request, {})


def remove(request: Request) -> Response:
    """End somebody's part in the group."""
    visit, case_id = visit_of(request), id_in(request)
    try:
        with visit.writing() as work:
            assignment.remove(work, case_id, _account(request), value_of(request, "reason"))
    except Invalid as error:
        return _show_remove(request, error.faults)
    visit.service.sessions.forget()
    return redirect(request, f"/cases/{case_id}/group", Notice("group.removed"))


def _account(request: Request) -> uuid.UUID:
    return as_id(request.path_params["account"])


def _show(request: Request, faults: Mapping[str, Fault]) -> Response:
    visit = visit_of(request)
    with visit.reading() as reading:
        file = case.load(reading, id_in(request))
        known = directory(reading)
    if not assignment.may_assign(visit.model, visit.actor, file.entity, file.row):
        raise Forbidden
    note_case(visit, "page", file.entity, file.row)
    typed = request.query_params.get("find", "").strip()
    return page(
        request,
        "case/group.html",
        None,
        422 if faults else 200,
        faults=faults,
        folio=file.row["folio"],
        url=f"/cases/{file.id}",
        is_restricted=file.entity.privacy == "restricted",
        responsible=file.responsible,
        group=[
            (member.account_id, member.name, write.moment(member.added_at, visit.language, visit.zone))
            for member in file.group
        ],
        typed=typed,
        accounts=_offered(known, file, typed),
        chosen=value_of(request, "account"),
        reason=value_of(request, "reason"),
    )


def _offered(known: Directory, file: CaseFile, typed: str) -> list[tuple[str, str]]:
    """The accounts of the case's office, or those of any whose name or office has every typed word."""
    there = {member.account_id for member in file.group} | {file.row["responsible_id"]}
    wanted = words(typed)
    found = []
    for one in known.officers.values():
        office = known.office_name(one.office_id)
        name = one.name if one.office_id == file.row["office_id"] else f"{one.name} ({office})"
        has = words(f"{one.name} {office}")
        fits = all(any(word.startswith(part) for word in has) for part in wanted)
        is_here = one.office_id == file.row["office_id"]
        if one.is_enabled and one.id not in there and (fits if wanted else is_here):
            found.append((str(one.id), name))
    return found if not wanted else found[:MOST]


def _show_remove(request: Request, faults: Mapping[str, Fault]) -> Response:
    visit = visit_of(request)
    with visit.reading() as reading:
        file = case.load(reading, id_in(request))
    if not assignment.may_assign(visit.model, visit.actor, file.entity, file.row):
        raise Forbidden
    member = next((one for one in file.group if one.account_id == _account(request)), None)
    if member is None:
        raise NotFound
    names: dict[str, Any] = {
        "heading": visit.message("group.remove_title", name=member.name),
        "caption": file.row["folio"],
        "help": visit.message("group.remove_help"),
        "label_of_reason": visit.message("group.reason"),
        "reason": value_of(request, "reason"),
        "button": visit.message("group.remove"),
        "is_undoing": True,
        "back": f"/cases/{file.id}/group",
    }
    return page(request, "record/reason.html", None, 422 if faults else 200, faults=faults, **names)
