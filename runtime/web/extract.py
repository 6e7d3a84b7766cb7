"""What this registry holds of one person, for a request of theirs, and the letter that answers it.

Shows what the visitor's own roles show them, nothing more; each is told to the trail as an export. Must not change anything.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pydantic import JsonValue
from sqlalchemy import select
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from runtime.documents import UnprintableError, layouts, render
from runtime.errors import Fault, NotFound, Refused
from runtime.exchange import delimited
from runtime.http.context import Visit, visit_of
from runtime.http.endpoint import route
from runtime.i18n import format as write
from runtime.i18n.messages import message
from runtime.ir.entity import Entity
from runtime.ir.label import text
from runtime.search import case, consent, record, titles
from runtime.search import person as person_search
from runtime.search import rights as kept
from runtime.search.casefile import CaseFile
from runtime.search.reading import Reading
from runtime.web.addresses import id_in
from runtime.web.consent import line_of
from runtime.web.fragments import page
from runtime.web.noting import note_case
from runtime.web.outline import outline
from runtime.web.rights import LEADS_TO_EXTRACT, LIST, kind_name, kind_of

PDF = "application/pdf"


def routes() -> list[BaseRoute]:
    """Return the routes."""
    return [
        route(f"{LIST}/{{id}}/extract", show),
        route(f"{LIST}/{{id}}/extract.csv", send),
        route(f"{LIST}/{{id}}/letter", send_letter),
    ]


@dataclass(frozen=True)
class Chapter:
    """One record of the extract: what it is, and its filled fields in words."""

    title: str
    facts: Sequence[tuple[str, str]]
    is_inner: bool = False
    """Whether it hangs on the record before it."""


def show(request: Request) -> Response:
    """Show the extract as a page to read and print."""
    visit = visit_of(request)
    found, chapters = _extract(visit, request)
    return page(
        request,
        "protection/extract.html",
        number=found.row["number"],
        url=f"{LIST}/{found.id}",
        chapters=chapters,
        printed=visit.message(
            "case.printed", who=visit.actor.name, when=write.moment(visit.now, visit.language, visit.zone)
        ),
    )


def send(request: Request) -> Response:
    """Send the extract as a table: one line for each value."""
    visit = visit_of(request)
    found, chapters = _extract(visit, request)
    headings = [visit.message(f"extract.{name}") for name in ("record", "field", "value")]
    lines = [[chapter.title, name, value] for chapter in chapters for name, value in chapter.facts]
    headers = {"content-disposition": f'attachment; filename="{found.row["number"]}.csv"'}
    return Response(delimited.table(headings, lines), media_type=delimited.MEDIA_TYPE, headers=headers)


def send_letter(request: Request) -> Response:
    """Print the answer of a request."""
    visit = visit_of(request)
    with visit.reading() as reading:
        found = kept.load(reading, id_in(request))
        if found.row["answered_at"] is None:
            raise NotFound
        data = _letter(visit, reading, found.row)
    visit.note_read("document", "rights_request", found.id, person_id=found.row["person_id"])
    try:
        content = render(layouts.answer(), data, found.row["answered_at"])
    except UnprintableError as error:
        raise Refused(Fault("document.unprintable", {"sign": error.sign})) from error
    headers = {"content-disposition": f'inline; filename="{found.row["number"]}.pdf"'}
    return Response(content, media_type=PDF, headers=headers)


def _extract(visit: Visit, request: Request) -> tuple[kept.Request, Sequence[Chapter]]:
    """The extract of a request; the trail is told of the person, and of each case that goes out with them."""
    with visit.reading() as reading:
        found = _request(visit, reading, request)
        person_id = found.row["person_id"]
        files = [case.load(reading, one) for one in _cases(reading, person_id)]
        chapters = [*_of_person(visit, reading, person_id)]
        chapters += [chapter for file in files for chapter in _of_case(visit, reading, file, person_id)]
    visit.note_read("export", "person", person_id, person_id=person_id, count=len(chapters))
    for file in files:
        note_case(visit, "export", file.entity, file.row)
    return found, chapters


def _request(visit: Visit, reading: Reading, request: Request) -> kept.Request:
    found = kept.load(reading, id_in(request))
    right = kind_of(visit, found.row)
    if found.row["person_id"] is None or right is None or right.kind not in LEADS_TO_EXTRACT:
        raise NotFound
    if not found.may_answer:
        raise NotFound
    return found


def _cases(reading: Reading, person_id: uuid.UUID) -> Sequence[uuid.UUID]:
    """The cases to tell of: those about the person, and others they have a part in unless these are restricted."""
    found = person_search.cases_of(reading, person_id)
    cases = reading.model.table("cases")
    about = select(cases.c.id).where(
        cases.c.person_id == person_id, cases.c.id.in_([one.id for one in found])
    )
    own = set(reading.connection.scalars(about))
    return [one.id for one in found if one.id in own or one.entity.privacy != "restricted"]


def _of_person(visit: Visit, reading: Reading, person_id: uuid.UUID) -> Iterator[Chapter]:
    person = record.load(reading, "person", person_id)
    named = titles.load(reading, titles.wanted(visit.model, [("person", person.values)]))
    label = text(person.entity.label, visit.language)
    title = person.title(reading) or visit.message("record.no_name")
    yield Chapter(f"{label}: {title}", _facts(visit, person.entity, person.values, person.unknown, named))


def _of_case(visit: Visit, reading: Reading, file: CaseFile, person_id: uuid.UUID) -> Iterator[Chapter]:
    """A case about the person whole; of one about somebody else, what is of this person: their part in it."""
    message_, language = visit.message, visit.language
    folio, kind = file.row["folio"], text(file.entity.label, language)
    head = [
        (message_("case.office"), file.office),
        (message_("case.registered"), write.moment(file.row["registered_at"], language, visit.zone)),
        (message_("history.state"), text(visit.registry.lifecycle.by_id[file.row["state"]].label, language)),
    ]
    if file.row["person_id"] != person_id:
        named = {one.id: text(one.label, language) for one in visit.registry.parties}
        parts = [named.get(one.part, one.part) for one in file.parties if one.id == person_id]
        yield Chapter(f"{folio} · {kind}", [*head[:2], (message_("party.part"), write.join(parts, language))])
        return
    facts = _facts(visit, file.entity, file.values, file.unknown, file.titles)
    yield Chapter(f"{folio} · {kind}", [*head, *facts])
    for action in file.actions:
        name = text(action.entity.label, language)
        done = write.moment(action.row["done_at"], language, visit.zone)
        about = [(message_("action.done_at"), done), (message_("case.office"), action.office)]
        told = _facts(visit, action.entity, action.values, action.row["unknown"], file.titles)
        yield Chapter(f"{folio} · {name}", [*about, *told], is_inner=True)
    files = [(message_("history.file"), one.name) for one in file.attachments if one.withdrawn_at is None]
    if files:
        yield Chapter(f"{folio} · {message_('case.files')}", files, is_inner=True)
    told = list(_consents(visit, reading, file))
    if told:
        yield Chapter(f"{folio} · {message_('consent.title')}", told, is_inner=True)


def _consents(visit: Visit, reading: Reading, file: CaseFile) -> Iterator[tuple[str, str]]:
    for one in consent.consents(reading, file.id):
        line = line_of(visit, one)
        yield line.purpose, ". ".join(part for part in (line.given, line.ended) if part)


def _facts(
    visit: Visit,
    entity: Entity,
    values: Mapping[str, Any],
    unknown: Mapping[str, str],
    named: Mapping[Any, str],
) -> list[tuple[str, str]]:
    """The filled fields this visitor sees, in words."""
    context = replace(visit.context, titles=named)
    found = []
    for piece in outline(visit.model, visit.actor, entity.id, visit.language).pieces.values():
        if values.get(piece.id) is not None:
            found.append((piece.label, piece.type.show(piece.field, values[piece.id], context)))
        elif piece.id in unknown:
            code = unknown[piece.id]
            found.append((piece.label, text(visit.registry.unknown.get(code, {}), visit.language) or code))
    return found


def _letter(visit: Visit, reading: Reading, row: Mapping[str, Any]) -> dict[str, JsonValue]:
    language = row["language"]
    say = message(language)
    office = visit.model.table("office")
    home = reading.connection.execute(select(office).where(office.c.id == row["office_id"])).one()
    account = visit.model.table("account")
    officer = reading.connection.scalar(select(account.c.name).where(account.c.id == row["answered_by"]))
    right = kind_of(visit, row)
    facts: list[JsonValue] = [
        [say("right.kind"), kind_name(visit, row, language)],
        [say("right.received_on"), write.date(row["received_on"], language)],
        [say("right.asked"), row["asked"]],
        [say("right.legal_basis"), right.legal_basis if right else ""],
    ]
    return {
        "registry": {
            "title": text(visit.registry.title, language),
            "organisation": text(visit.registry.theme.organisation, language),
        },
        "office": {"name": home.name, "city": home.city},
        "officer": {"name": officer or ""},
        "doc": {
            "number": row["number"],
            "date": write.date(row["answered_at"].astimezone(visit.zone).date(), language),
            "title": say("right.letter_title"),
            "language": language,
            "mark": say("document.mark") if visit.service.is_practice else "",
        },
        "answer": {
            "to": [row["asker"] or "", row["name"]] if row["asker"] else [row["name"]],
            "opening": say("right.letter_opening", number=row["number"]),
            "facts": facts,
            "verdict": say(f"right.letter_{row['answer']}"),
            "words": row["answer_words"] or "",
            "closing": say("right.letter_closing"),
        },
    }
