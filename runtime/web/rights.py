"""Requests of people about their data: a register with its clocks, one request, its answer as a letter.

Must not judge who may, and must not gather the data (``extract`` does).
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from runtime.access import policy
from runtime.errors import Fault, Forbidden, Invalid, NotFound
from runtime.http.context import Visit, form_of, value_of, visit_of
from runtime.http.endpoint import route
from runtime.http.notices import Notice
from runtime.http.redirects import redirect
from runtime.i18n import format as write
from runtime.ir.label import text
from runtime.ir.rights import Right
from runtime.records import rights
from runtime.records.rights import SUBJECT, Asked
from runtime.search import candidates, record
from runtime.search import rights as kept
from runtime.search.directory import directory
from runtime.search.reading import Reading
from runtime.web.addresses import as_id, id_in
from runtime.web.clocks import ClockLine, clock_in_words
from runtime.web.forms import record_id_of
from runtime.web.fragments import page
from runtime.web.frame import name_of_language
from runtime.web.noting import note_record
from runtime.web.people import match_line
from runtime.web.protection import tabs_of

LIST = "/protection/rights"
LEADS_TO_EXTRACT = ("access", "portability")
_CONTROLS = ("kind", "name", "asker", "proof", "asked", "language", "received_on", "person")


def routes() -> list[BaseRoute]:
    """Return the routes."""
    return [
        route(LIST, show_list),
        route(f"{LIST}/new", show_new),
        route(f"{LIST}/new", add, ["POST"]),
        route(f"{LIST}/{{id}}", show),
        route(f"{LIST}/{{id}}/person", find_person),
        route(f"{LIST}/{{id}}/person", link, ["POST"]),
        route(f"{LIST}/{{id}}/extend", extend, ["POST"]),
        route(f"{LIST}/{{id}}/answer", answer, ["POST"]),
    ]


@dataclass(frozen=True)
class RequestLine:
    """A request as a line of the register."""

    url: str
    number: str
    kind: str
    name: str
    received: str
    clock: ClockLine
    answer: str


def show_list(request: Request) -> Response:
    """Show the requests that wait, by what is due first, and those that were answered."""
    visit = visit_of(request)
    refuse_outsiders(visit)
    with visit.reading() as reading:
        waiting, answered = kept.waiting(reading), kept.answered(reading)
    visit.note_read("page", rights.ENTITY, "list rights", count=len(waiting) + len(answered))
    return page(
        request,
        "protection/rights.html",
        tabs=tabs_of(visit),
        waiting=[_line(visit, one) for one in waiting],
        answered=[_line(visit, one) for one in answered],
        may_add=policy.may(visit.model, visit.actor, "create", SUBJECT),
        new_url=f"{LIST}/new",
    )


def show_new(request: Request) -> Response:
    """Show the form of a request."""
    return _show_new(request, {})


def add(request: Request) -> Response:
    """Register a request; sent twice it is one."""
    visit = visit_of(request)
    given = {name: value_of(request, name) for name in _CONTROLS}
    request_id = record_id_of(form_of(request))
    try:
        with visit.writing() as work:
            asked = Asked(
                kind=given["kind"],
                name=given["name"],
                asker=given["asker"],
                proof=given["proof"],
                asked=given["asked"],
                language=given["language"],
                received_on=_day(given["received_on"]),
                person_id=as_id(given["person"]) if given["person"] else None,
            )
            rights.register(work, asked, request_id)
    except Invalid as error:
        return _show_new(request, error.faults)
    return redirect(request, f"{LIST}/{request_id}", Notice("right.registered"))


def show(request: Request) -> Response:
    """Show a request with its clock and its answer, or the ways to it."""
    return _show(request, {})


def find_person(request: Request) -> Response:
    """Look for the person whose data is asked about."""
    return _find_person(request, {})


def _find_person(request: Request, faults: Mapping[str, Fault]) -> Response:
    visit = visit_of(request)
    typed = request.query_params.get("q", "").strip()[:200]
    with visit.reading() as reading:
        found = kept.load(reading, id_in(request))
        matches = candidates.matching(reading, typed) if typed else None
    if matches is not None:
        visit.note_read("search", "person", None, count=len(matches.found))
    return page(
        request,
        "protection/person.html",
        None,
        422 if faults else 200,
        faults=faults,
        number=found.row["number"],
        url=f"{LIST}/{found.id}",
        typed=typed or found.row["name"],
        is_asked=matches is not None,
        people=[match_line(visit, match) for match in matches.found] if matches else [],
        takes_folio=found.may_answer and policy.reach(visit.model, visit.actor, "read", "trail") is not None,
        folio=value_of(request, "folio"),
    )


def link(request: Request) -> Response:
    """Keep whose data is asked about."""
    person, folio = value_of(request, "person"), value_of(request, "folio")
    try:
        with visit_of(request).writing() as work:
            if person:
                rights.link(work, id_in(request), as_id(person))
            else:
                rights.link_by_folio(work, id_in(request), folio)
    except Invalid as error:
        return _find_person(request, error.faults)
    return redirect(request, f"{LIST}/{id_in(request)}", Notice("right.linked"))


def extend(request: Request) -> Response:
    """Take the one extension."""
    try:
        with visit_of(request).writing() as work:
            rights.extend(work, id_in(request), value_of(request, "extension_reason"))
    except Invalid as error:
        return _show(request, error.faults)
    return redirect(request, f"{LIST}/{id_in(request)}", Notice("right.was_extended"))


def answer(request: Request) -> Response:
    """Keep the answer."""
    try:
        with visit_of(request).writing() as work:
            given, words = value_of(request, "answer"), value_of(request, "answer_words")
            rights.answer(work, id_in(request), given, words)
    except Invalid as error:
        return _show(request, error.faults)
    return redirect(request, f"{LIST}/{id_in(request)}", Notice("right.was_answered"))


def refuse_outsiders(visit: Visit) -> None:
    """Refuse who has nothing to do with requests.

    Raises:
        NotFound: the visitor may not read any.
    """
    if policy.reach(visit.model, visit.actor, "read", SUBJECT) is None:
        raise NotFound


def kind_of(visit: Visit, row: Mapping[str, object]) -> Right | None:
    """Return the kind of a request, if the blueprint still has it."""
    return next((one for one in visit.registry.rights if one.id == row["kind"]), None)


def kind_name(visit: Visit, row: Mapping[str, object], language: str) -> str:
    """Return what a kind of request is called."""
    found = kind_of(visit, row)
    return text(found.label, language) if found else str(row["kind"])


def _show_new(request: Request, faults: Mapping[str, Fault]) -> Response:
    visit = visit_of(request)
    if not policy.may(visit.model, visit.actor, "create", SUBJECT):
        raise NotFound if policy.reach(visit.model, visit.actor, "read", SUBJECT) is None else Forbidden
    said = {name: value_of(request, name) for name in _CONTROLS}
    person = said["person"] or request.query_params.get("person", "")
    title = ""
    if person:
        with visit.reading() as reading:
            found = record.load(reading, "person", as_id(person))
            title = found.title(reading)
        note_record(visit, "page", found.entity, found.row)
    today = visit.now.astimezone(visit.zone).date().isoformat()
    return page(
        request,
        "protection/right_new.html",
        None,
        422 if faults else 200,
        faults=faults,
        said={**said, "name": said["name"] or title, "received_on": said["received_on"] or today},
        person=person,
        person_title=title,
        record=record_id_of(form_of(request)),
        kinds=[(one.id, text(one.label, visit.language)) for one in visit.registry.rights],
        languages=[(code, name_of_language(code)) for code in visit.registry.languages],
        back=LIST,
    )


def _show(request: Request, faults: Mapping[str, Fault]) -> Response:
    visit = visit_of(request)
    with visit.reading() as reading:
        found = kept.load(reading, id_in(request))
        title, is_seen = _person(reading, found.row["person_id"])
        names = directory(reading)
    visit.note_read("page", rights.ENTITY, found.id, person_id=found.row["person_id"])
    right, row = kind_of(visit, found.row), found.row
    is_open = row["answered_at"] is None and found.may_answer
    return page(
        request,
        "protection/right.html",
        None,
        422 if faults else 200,
        faults=faults,
        url=f"{LIST}/{found.id}",
        list_url=LIST,
        row=row,
        kind=kind_name(visit, row, visit.language),
        right=right,
        clock=clock_in_words(visit, visit.message("right.due"), found.clock),
        facts=_facts(visit, row, names.office_name(row["office_id"])),
        person=title,
        person_url=f"/people/{row['person_id']}" if is_seen else "",
        is_open=is_open,
        may_extend=is_open
        and right is not None
        and right.extension is not None
        and row["extended_at"] is None,
        has_extract=is_seen and right is not None and right.kind in LEADS_TO_EXTRACT,
        leads_to_correction=is_seen and is_open and right is not None and right.kind == "rectification",
        leads_to_retention=right is not None and right.kind in ("erasure", "limitation", "objection"),
        answered_by=names.officer_name(row["answered_by"]),
        answers=[(one, visit.message(f"right.answer.{one}")) for one in ("granted", "refused")],
        said={name: value_of(request, name) for name in ("answer", "answer_words", "extension_reason")},
    )


def _person(reading: Reading, person_id: uuid.UUID | None) -> tuple[str, bool]:
    """The name of whom it is about, and whether this visitor sees them."""
    if person_id is None:
        return "", False
    try:
        found = record.load(reading, "person", person_id)
    except NotFound:
        return "", False
    return found.title(reading) or reading.context.message("record.no_name"), True


def _facts(visit: Visit, row: Mapping[str, object], office: str) -> list[tuple[str, str]]:
    message = visit.message
    received = row["received_on"]
    assert isinstance(received, datetime.date)
    facts = [
        (message("right.name"), row["name"]),
        (message("right.asker"), row["asker"]),
        (message("right.proof"), row["proof"]),
        (message("right.asked"), row["asked"]),
        (message("right.language"), name_of_language(str(row["language"]))),
        (message("right.received_on"), write.date(received, visit.language)),
        (message("case.office"), office),
    ]
    return [(name, str(value)) for name, value in facts if value]


def _line(visit: Visit, one: kept.Request) -> RequestLine:
    row = one.row
    return RequestLine(
        f"{LIST}/{one.id}",
        row["number"],
        kind_name(visit, row, visit.language),
        row["name"],
        write.date(row["received_on"], visit.language, length="medium"),
        clock_in_words(visit, visit.message("right.due"), one.clock),
        visit.message(f"right.answer.{row['answer']}") if row["answer"] else "",
    )


def _day(typed: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(typed)
    except ValueError:
        return None
