"""Who read my file: for one person, on screen, on paper and as a file to hand over. Must not query."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pydantic import JsonValue
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from runtime.documents.layouts import readers as layout
from runtime.documents.legible import print_legibly
from runtime.errors import NotFound
from runtime.exchange import delimited
from runtime.http.context import Visit, visit_of
from runtime.http.endpoint import route
from runtime.i18n import format as write
from runtime.i18n.messages import message
from runtime.ir.label import text
from runtime.search import readers, record
from runtime.search.readers import Reader, Readers
from runtime.web.addresses import id_in
from runtime.web.fragments import page
from runtime.web.frame import name_of_language
from runtime.web.told import channel_of, kind_of, what_of, why_of

PDF = "application/pdf"


@dataclass(frozen=True)
class Line:
    """One entry in words."""

    when: str
    who: str
    role: str
    office: str
    what: str
    channel: str
    of: str
    reason: str


@dataclass(frozen=True)
class _Subject:
    """Whose report it is, by which name, and what it tells."""

    person_id: uuid.UUID
    name: str
    found: Readers


def routes() -> list[BaseRoute]:
    """Return the routes."""
    return [
        route("/people/{id}/readers", show),
        route("/people/{id}/readers/export.{format}", send),
    ]


def show(request: Request) -> Response:
    """Show who read a person's file, also as it is printed."""
    visit = visit_of(request)
    subject = _subject(visit, id_in(request))
    visit.note_read("page", "person", subject.person_id, person_id=subject.person_id)
    url = f"/people/{subject.person_id}"
    languages = [(code, name_of_language(code)) for code in visit.registry.languages]
    return page(
        request,
        "trail/readers.html",
        name=subject.name,
        url=url,
        lines=[_line(visit, one) for one in subject.found.lines],
        said=_said(visit, subject.found),
        printed=_made(visit),
        downloads=[
            (name, f"{url}/readers/export.pdf?language={code}", f"{url}/readers/export.csv?language={code}")
            for code, name in languages
        ],
    )


def send(request: Request) -> Response:
    """Send it in the language of whoever gets it; the log tells that it left."""
    visit, form = visit_of(request), request.path_params["format"]
    if form not in ("pdf", "csv"):
        raise NotFound
    wanted = request.query_params.get("language", "")
    language = wanted if wanted in visit.registry.languages else visit.language
    told = replace(visit, language=language, message=message(language))
    subject = _subject(told, id_in(request))
    lines = [_line(told, one) for one in subject.found.lines]
    content = _pdf(told, subject, lines) if form == "pdf" else _csv(told, lines)
    visit.note_read("export", "person", subject.person_id, person_id=subject.person_id, count=len(lines))
    name = f"{told.message('readers.file')}-{visit.now.astimezone(visit.zone).date()}.{form}"
    headers = {"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-store"}
    media_type = PDF if form == "pdf" else delimited.MEDIA_TYPE
    return Response(content, media_type=media_type, headers=headers)


def _subject(visit: Visit, person_id: uuid.UUID) -> _Subject:
    # What has been read until now must be in it.
    visit.service.reads.flush()
    with visit.reading() as reading:
        found = record.load(reading, "person", person_id)
        name = found.title(reading) or visit.message("record.no_name")
        return _Subject(person_id, name, readers.load(reading, person_id))


def _line(visit: Visit, one: Reader) -> Line:
    said = what_of(visit, one.verb)
    what = f"{said} ({visit.message('readers.times', count=one.times)})" if one.times > 1 else said
    return Line(
        when=write.moment(one.at, visit.language, visit.zone),
        who=one.name or visit.message("trail.system"),
        role=one.roles,
        office=one.office,
        what=what,
        channel=channel_of(visit, one.channel),
        of=one.folio or kind_of(visit, one.entity),
        reason=why_of(visit, one.verb, one.reason),
    )


def _said(visit: Visit, found: Readers) -> list[str]:
    session = visit.session
    office = session.office if session is not None else ""
    said = [visit.message("readers.covers", office=office), visit.message("readers.lists")]
    return [*said, visit.message("readers.cut", count=readers.MOST)] if found.is_cut else said


def _made(visit: Visit) -> str:
    when = write.moment(visit.now, visit.language, visit.zone)
    return visit.message("reports.made_by", who=visit.actor.name, when=when)


_HEADINGS = ("trail.when", "trail.who", "trail.what", "readers.of", "trail.reason")


def _pdf(visit: Visit, subject: _Subject, lines: Sequence[Line]) -> bytes:
    say, registry = visit.message, visit.registry
    session = visit.session
    is_real = not (visit.service.is_practice or (session is not None and session.is_synthetic))
    folios = ", ".join(subject.found.folios)
    pairs = [
        (say("readers.person"), subject.name),
        (say("readers.files"), folios),
        (say("account.office"), session.office if session is not None else ""),
        (say("reports.made"), _made(visit)),
    ]
    rows: list[JsonValue] = [
        [
            line.when,
            "\n".join(filter(None, (line.who, line.role, line.office))),
            " · ".join(filter(None, (line.what, line.channel))),
            line.of,
            line.reason,
        ]
        for line in lines
    ]
    data: dict[str, JsonValue] = {
        "language": visit.language,
        "organisation": text(registry.theme.organisation, visit.language)
        or text(registry.title, visit.language),
        "mark": "" if is_real else say("document.mark"),
        "title": say("readers.title"),
        "facts": [[name, value] for name, value in pairs if value],
        "said": list(_said(visit, subject.found)),
        "empty": say("readers.none"),
        "headings": [say(key) for key in _HEADINGS],
        "rows": rows,
    }
    return print_legibly(layout(), data, visit.now)


def _csv(visit: Visit, lines: Sequence[Line]) -> bytes:
    say = visit.message
    headings = ["trail.when", "trail.who", "account.roles", "trail.office", "trail.what", "trail.channel"]
    rows = [
        [one.when, one.who, one.role, one.office, one.what, one.channel, one.of, one.reason] for one in lines
    ]
    return delimited.table([say(key) for key in (*headings, "readers.of", "trail.reason")], rows)
