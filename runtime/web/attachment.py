"""Files of a case: added, downloaded through the gate, withdrawn with a reason. Must not know where bytes are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute
from uuid_utils.compat import uuid7

from runtime.access import policy
from runtime.errors import Fault, Forbidden, Invalid, NotFound
from runtime.http.context import form_of, upload_of, value_of, visit_of
from runtime.http.download import file_response
from runtime.http.endpoint import route
from runtime.http.notices import Notice
from runtime.http.redirects import redirect
from runtime.records import attachment
from runtime.records.attachment import Upload
from runtime.records.settled import is_closed, refuse_closed
from runtime.search import case
from runtime.web.addresses import as_id, id_in
from runtime.web.case import names_of
from runtime.web.forms import RECORD, record_id_of
from runtime.web.fragments import page
from runtime.web.noting import note_case


def routes() -> list[BaseRoute]:
    """Return the routes."""
    return [
        route("/cases/{id}/files", show),
        route("/cases/{id}/files", add, ["POST"], takes_files=True),
        route("/cases/{id}/files/{file}/withdraw", show_withdraw),
        route("/cases/{id}/files/{file}/withdraw", withdraw, ["POST"]),
        route("/files/{id}", download),
    ]


def show(request: Request) -> Response:
    """Show the files of a case, and the form to add one."""
    return _show(request, {})


def add(request: Request) -> Response:
    """Keep a file; sent twice it is one."""
    visit = visit_of(request)
    case_id, upload = id_in(request), upload_of(request, "file")
    if upload is None:
        return _show(request, {"file": Fault("attachment.none")})
    limit = visit.service.settings.upload_limit
    try:
        with visit.writing() as work:
            given = Upload(upload.filename or "", upload.file, limit)
            attachment.add(work, case_id, given, record_id_of(form_of(request)))
    except Invalid as error:
        return _show(request, error.faults)
    return redirect(request, f"/cases/{case_id}/files", Notice("attachment.added"))


def download(request: Request) -> Response:
    """Send a file to be saved, never to be shown inside the registry's own pages."""
    visit = visit_of(request)
    with visit.reading() as reading:
        file = attachment.read(reading.model, reading.connection, reading.actor, id_in(request))
    visit.note_read("attachment", "attachment", file.id, case_id=file.case_id)
    return file_response(file.name, file.content, file.media_type)


def show_withdraw(request: Request) -> Response:
    """Ask for the reason."""
    return _show_withdraw(request, {})


def withdraw(request: Request) -> Response:
    """Take the file out of the list; it is kept, and can no longer be opened."""
    case_id = id_in(request)
    try:
        with visit_of(request).writing() as work:
            attachment.withdraw(work, as_id(request.path_params["file"]), value_of(request, "reason"))
    except Invalid as error:
        return _show_withdraw(request, error.faults)
    return redirect(request, f"/cases/{case_id}/files", Notice("attachment.was_withdrawn"))


def _show(request: Request, faults: Mapping[str, Fault]) -> Response:
    visit = visit_of(request)
    with visit.reading() as reading:
        file = case.load(reading, id_in(request))
    if not policy.may(visit.model, visit.actor, "update", file.entity.id, file.row):
        raise Forbidden
    note_case(visit, "page", file.entity, file.row)
    names = names_of(request, visit, file)
    return page(
        request,
        "case/files.html",
        None,
        422 if faults else 200,
        faults=faults,
        record_name=RECORD,
        record_id=uuid7(),
        megabytes=visit.service.settings.upload_limit // 1_000_000,
        is_closed=is_closed(visit.model, file.row),
        **{name: names[name] for name in ("folio", "url", "files")},
    )


def _show_withdraw(request: Request, faults: Mapping[str, Fault]) -> Response:
    visit = visit_of(request)
    with visit.reading() as reading:
        file = case.load(reading, id_in(request))
    refuse_closed(visit.model, file.row)
    chosen = next((one for one in file.attachments if str(one.id) == request.path_params["file"]), None)
    if chosen is None or chosen.withdrawn_at is not None:
        raise NotFound
    names: dict[str, Any] = {
        "heading": visit.message("attachment.withdraw_title", name=chosen.name),
        "caption": file.row["folio"],
        "help": visit.message("attachment.withdraw_help"),
        "label_of_reason": visit.message("attachment.reason"),
        "reason": value_of(request, "reason"),
        "button": visit.message("attachment.withdraw"),
        "is_undoing": True,
        "back": f"/cases/{file.id}/files",
    }
    status = 422 if faults else 200
    return page(request, "record/reason.html", None, status, faults=faults, **names)
