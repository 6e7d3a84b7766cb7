"""Documents of a case: which can be made, a look at what one will say, making it. Must not know their words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from babel import Locale
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from runtime.access import policy
from runtime.access.mask import sees_files
from runtime.documents import UnprintableError, render
from runtime.errors import Fault, Forbidden, NotFound
from runtime.http.context import Visit, form_of, value_of, visit_of
from runtime.http.endpoint import route
from runtime.http.notices import Notice
from runtime.http.redirects import redirect
from runtime.i18n import format as write
from runtime.ir.document import Document
from runtime.ir.label import text
from runtime.records import document as documents
from runtime.records.document import Wanted
from runtime.records.settled import is_closed, refuse_closed
from runtime.schema import refused_characters
from runtime.search import case
from runtime.search.case import Head
from runtime.search.casefile import CaseFile
from runtime.search.directory import directory
from runtime.search.reading import Reading
from runtime.search.record import Record
from runtime.web.addresses import id_in
from runtime.web.forms import RECORD, record_id_of
from runtime.web.fragments import page
from runtime.web.letters import Letter, action_of, letter
from runtime.web.noting import note_case

_ASK = "ask."
"""Begins the name of the control with a text that is asked for."""
_LONGEST = 6000


def routes() -> list[BaseRoute]:
    """Return the routes."""
    return [
        route("/cases/{id}/documents", show),
        route("/cases/{id}/documents/{document}", preview),
        route("/cases/{id}/documents/{document}", make, ["POST"]),
    ]


@dataclass(frozen=True)
class Choice:
    """A document that can be made, with the action it would be made from."""

    label: str
    help: str
    url: str
    about: str = ""


@dataclass(frozen=True)
class Made:
    """A document that was made."""

    number: str
    label: str
    url: str
    by: str
    language: str
    is_withdrawn: bool


@dataclass(frozen=True)
class _Subject:
    """What a document would be made of, as far as the visitor may."""

    file: CaseFile
    document: Document
    language: str
    action: Record | None


def choices_of_action(visit: Visit, action: Record, of: Head | None) -> list[Choice]:
    """Return the documents that the visitor can make from an action of a case."""
    if of is None or is_closed(visit.model, of.row) or not _may_make(visit, of):
        return []
    return [
        _choice(visit, one, f"/cases/{of.row['id']}/documents/{one.id}?action={action.id}")
        for one in visit.registry.documents
        if one.action == action.entity.id
    ]


def show(request: Request) -> Response:
    """Show the documents that can be made of a case, and those that were."""
    visit = visit_of(request)
    with visit.reading() as reading:
        file = _file(visit, reading, request)
        names = directory(reading)
        made = documents.issued(visit.model, reading.connection, visit.actor, file.id)
        kinds = {one.id: one for one in visit.registry.documents}
        listed = [
            Made(
                one.number,
                text(kinds[one.document].label, visit.language) if one.document in kinds else one.document,
                f"/files/{one.id}" if one.is_open else "",
                names.officer_name(one.added_by),
                _language(one.language, visit.language),
                one.is_withdrawn,
            )
            for one in made
        ]
    note_case(visit, "page", file.entity, file.row)
    return page(
        request,
        "case/documents.html",
        None,
        folio=file.row["folio"],
        url=f"/cases/{file.id}",
        is_closed=is_closed(visit.model, file.row),
        choices=_choices(visit, file),
        made=listed,
    )


def preview(request: Request) -> Response:
    """Show what a document will say before it is made."""
    return _preview(request, request.query_params.get("language", ""), {})


def _preview(request: Request, language: str, faults: Mapping[str, Fault]) -> Response:
    visit = visit_of(request)
    with visit.reading() as reading:
        subject = _subject(visit, reading, request, language)
        shown = _letter(visit, reading, subject)
    note_case(visit, "document", subject.file.entity, subject.file.row)
    here = f"/cases/{subject.file.id}/documents/{subject.document.id}"
    action = f"&action={subject.action.id}" if subject.action is not None else ""
    names: dict[str, Any] = {
        "title": text(subject.document.label, subject.language),
        "help": text(subject.document.help, visit.language),
        "folio": subject.file.row["folio"],
        "url": f"/cases/{subject.file.id}",
        "lines": shown.lines,
        "chosen": subject.language,
        "languages": [
            (one, _language(one, visit.language), f"{here}?language={one}{action}")
            for one in subject.document.languages
        ],
        "action": subject.action.id if subject.action is not None else "",
        "asks": [
            (f"{_ASK}{ask.id}", text(ask.label, visit.language), text(ask.help, visit.language))
            for ask in subject.document.asks
        ],
        "asked": {f"{_ASK}{ask.id}": value_of(request, f"{_ASK}{ask.id}") for ask in subject.document.asks},
        "record_name": RECORD,
        "record_id": record_id_of(form_of(request)),
    }
    return page(request, "case/document.html", None, 422 if faults else 200, faults=faults, **names)


def make(request: Request) -> Response:
    """Make the document: numbered, printed, kept with the case. Sent twice it is one."""
    visit = visit_of(request)
    with visit.reading() as reading:
        subject = _subject(visit, reading, request, value_of(request, "language"))
        told = _letter(visit, reading, subject)
    asked, faults = _asked(request, subject.document)
    if faults:
        return _preview(request, subject.language, faults)
    wanted = Wanted(
        subject.document,
        subject.file.id,
        subject.language,
        subject.action.id if subject.action is not None else None,
    )
    try:
        with visit.writing() as work:
            number = documents.issue(
                work,
                wanted,
                record_id_of(form_of(request)),
                lambda number: render(subject.document.template, told.data(number, asked), visit.now),
            )
    except UnprintableError as error:
        return _preview(request, subject.language, {"": Fault("document.unprintable", {"sign": error.sign})})
    return redirect(
        request, f"/cases/{subject.file.id}/documents", Notice("document.made", {"number": number})
    )


def _may_make(visit: Visit, of: CaseFile | Head) -> bool:
    """Whether the visitor may make documents of a case: it takes what keeping a file takes."""
    return sees_files(visit.model, visit.actor) and policy.may(
        visit.model, visit.actor, "update", of.entity.id, of.row
    )


def _file(visit: Visit, reading: Reading, request: Request) -> CaseFile:
    file = case.load(reading, id_in(request))
    if not _may_make(visit, file):
        raise Forbidden
    return file


def _subject(visit: Visit, reading: Reading, request: Request, language: str) -> _Subject:
    """What the request is about.

    Raises:
        NotFound: there is no such document for this case, or no such action.
        Forbidden: the visitor may not make documents of it.
        Refused: the case is closed.
    """
    file = _file(visit, reading, request)
    refuse_closed(visit.model, file.row)
    document = next(
        (one for one in visit.registry.documents if one.id == request.path_params["document"]), None
    )
    if document is None:
        raise NotFound
    action_id = value_of(request, "action") or request.query_params.get("action", "")
    action = action_of(reading, file, action_id, document) if document.action is not None else None
    is_offered = file.entity.id in document.case_types if document.action is None else action is not None
    if not is_offered:
        raise NotFound
    known = document.languages
    preferred = (language, visit.language, known[0])
    return _Subject(file, document, next(one for one in preferred if one in known), action)


def _letter(visit: Visit, reading: Reading, subject: _Subject) -> Letter:
    return letter(visit, reading, subject.file, subject.document, subject.language, subject.action)


def _asked(request: Request, document: Document) -> tuple[dict[str, str], dict[str, Fault]]:
    """Read what was typed for this document alone, and what is wrong with it."""
    asked, faults = {}, {}
    for ask in document.asks:
        name = f"{_ASK}{ask.id}"
        words = value_of(request, name).replace("\r\n", "\n")
        if len(words) > _LONGEST:
            faults[name] = Fault("document.too_long", {"letters": _LONGEST})
        elif refused_characters(words.replace("\n", " ")):
            faults[name] = Fault("document.strange_letters")
        asked[ask.id] = words
    return asked, faults


def _choices(visit: Visit, file: CaseFile) -> list[Choice]:
    """What can be made of the case itself, then of each of its actions."""
    url = f"/cases/{file.id}/documents"
    found = [
        _choice(visit, one, f"{url}/{one.id}")
        for one in visit.registry.documents
        if file.entity.id in one.case_types
    ]
    for action in file.actions:
        when = write.moment(action.row["done_at"], visit.language, visit.zone)
        about = f"{text(action.entity.label, visit.language)}, {when}"
        found += [
            _choice(visit, one, f"{url}/{one.id}?action={action.id}", about)
            for one in visit.registry.documents
            if one.action == action.entity.id and not action.is_annulled
        ]
    return found


def _choice(visit: Visit, document: Document, url: str, about: str = "") -> Choice:
    return Choice(text(document.label, visit.language), text(document.help, visit.language), url, about)


def _language(code: str, shown_in: str) -> str:
    """A language's name, in the page's language."""
    name = Locale.parse(code.replace("-", "_")).get_display_name(shown_in.replace("-", "_"))
    return name.capitalize() if name else code
