"""A person's page, adding and correcting one. Owns the second look at possible duplicates before one is added."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from runtime.access import policy, sitting
from runtime.errors import Fault, Forbidden, Invalid, Refused
from runtime.fields.values import PersonName
from runtime.http.context import Visit, form_of, visit_of
from runtime.http.endpoint import route
from runtime.http.notices import Notice
from runtime.http.redirects import redirect
from runtime.records import draft, person, submission
from runtime.records.stored import Stored
from runtime.records.submission import Submission
from runtime.search import candidates, record, titles
from runtime.search import person as person_search
from runtime.search.candidates import Match
from runtime.search.case import own_values
from runtime.search.people import title_of
from runtime.search.person import CaseLine
from runtime.search.reading import Reading
from runtime.web import correction
from runtime.web import draft as drafts
from runtime.web.addresses import as_id, id_in
from runtime.web.alerts import AlertLine, alerts_of, can_warn, once
from runtime.web.answers import faults_of, read_answers
from runtime.web.correction import Subject
from runtime.web.detail import detail_of
from runtime.web.draft import Offered
from runtime.web.formpage import FormPage, Second, show_form
from runtime.web.forms import RECORD, Form, fill, form_of_entity, record_id_of, template_of
from runtime.web.fragments import page
from runtime.web.noting import note_record
from runtime.web.people import match_line
from runtime.web.references import with_references

DISTINCT = "distinct"
"""The button that says: none of these, it is somebody new."""


def routes() -> list[BaseRoute]:
    """Return the routes."""
    return [
        route("/people/new", show_new),
        route("/people/new", add, ["POST"]),
        route("/people/{id}", show),
        route("/people/{id}/edit/{section}", show_edit),
        route("/people/{id}/edit/{section}", edit, ["POST"]),
    ]


def show_new(request: Request) -> Response:
    """Show the form of a new person, with the name that was searched for."""
    visit = visit_of(request)
    if not policy.may(visit.model, visit.actor, "create", "person"):
        raise Forbidden
    with visit.reading() as reading:
        controls, offered = drafts.look_up(visit, reading, request)
        form = form_of_entity(request, "person", controls or {})
        if controls is None:
            values = submission.defaults(visit.model, "person", visit.context) | _typed(visit, request)
            form = replace(form, controls=fill(form.pieces, values, {}, visit.context))
        form = with_references(reading, form)
    return _show_new(request, form, offered=offered)


def add(request: Request) -> Response:
    """Enter the person, unless somebody there already may be the same and nobody said otherwise."""
    visit = visit_of(request)
    form = form_of_entity(request, "person", form_of(request))
    if (again := form.asked_again) is not None:
        return _show_again(request, again, {})
    record_id = record_id_of(form.controls)
    try:
        answers = read_answers(form)
        if DISTINCT not in form.controls and (alike := _alike(visit, answers, record_id)):
            return _show_again(request, form, {}, alike)
        with visit.writing() as work:
            person.register(work, answers, record_id)
            draft.discard(work, drafts.key_of(request))
    except (Invalid, Refused) as error:
        return _show_again(request, form, faults_of(error))
    return redirect(request, _next(request, record_id), Notice("person.added"))


def show(request: Request) -> Response:
    """Show a person with the cases that are theirs."""
    visit = visit_of(request)
    with visit.reading() as reading:
        found = record.load(reading, "person", id_in(request))
        cases = person_search.cases_of(reading, found.id)
        named = titles.load(reading, titles.wanted(visit.model, [("person", found.values)]))
        may_edit = record.allows(reading, "update", "person", found.id)
        title = found.title(reading)
        warnings = _warnings(visit, reading, cases)
    of_cases = [line for one, lines in warnings if not _is_shut(visit, one) for line in lines]
    shut = [_warned(visit, one) for one, _ in warnings if _is_shut(visit, one)]
    alerts = [*once([*alerts_of(visit, "person", found.values), *of_cases]), *shut]
    note_record(visit, "page", found.entity, found.row)
    for one, _ in warnings:
        if one.entity.privacy == "restricted" and not _is_shut(visit, one):
            visit.note_read("page", one.entity.id, one.id, case_id=one.id, person_id=found.id)
    url = f"/people/{found.id}"
    detail = detail_of(
        request, "person", found.values, found.unknown, named, f"{url}/edit/" if may_edit else ""
    )
    return page(
        request,
        template_of(request, "person", "detail"),
        layout="person/page.html",
        title=title or visit.message("record.no_name"),
        cases=cases,
        alerts=alerts,
        url=url,
        may_tell_readers=policy.may(visit.model, visit.actor, "read", "trail"),
        keeps=policy.reach(visit.model, visit.actor, "read", policy.RETENTION) is not None,
        registers_rights=bool(visit.registry.rights)
        and policy.reach(visit.model, visit.actor, "create", "rights") is not None,
        may_open_case=policy.may(visit.model, visit.actor, "create", "case"),
        **detail.names(),
    )


def show_edit(request: Request) -> Response:
    """Show the form of a section."""
    return correction.show(request, _subject(request))


def edit(request: Request) -> Response:
    """Store a section."""
    return correction.save(request, _subject(request))


def _warnings(
    visit: Visit, reading: Reading, cases: Sequence[CaseLine]
) -> list[tuple[CaseLine, list[AlertLine]]]:
    """The warnings of a person's cases: whoever looks the telephone up here must read them too."""
    told = []
    for one in cases:
        if can_warn(visit.registry, one.entity.id):
            values = own_values(reading, one.entity, one.id)
            told.append((one, alerts_of(visit, one.entity.id, values, one.folio, f"/cases/{one.id}")))
    return [(one, found) for one, found in told if found]


def _is_shut(visit: Visit, one: CaseLine) -> bool:
    """Whether a case tells no more than that it warns, until its reader says why they read it."""
    case = {"id": one.id, "responsible_id": one.responsible_id}
    return sitting.needs_reason(visit.actor, one.entity, case)


def _warned(visit: Visit, one: CaseLine) -> AlertLine:
    return AlertLine(visit.message("record.say_why_first"), "", one.folio, f"/cases/{one.id}")


def _subject(request: Request) -> Subject:
    record_id = id_in(request)
    return Subject("person", record_id, f"/people/{record_id}", _name)


def _name(reading: Reading, stored: Stored) -> str:
    return title_of(reading, stored.entity, stored.values) or reading.context.message("record.no_name")


def _typed(visit: Visit, request: Request) -> dict[str, Any]:
    """The name that was searched for: the last two words are surnames, if there are three."""
    words = request.query_params.get("typed", "").split()[:8]
    if not words or any(character.isdigit() for word in words for character in word):
        return {}
    title = visit.registry.by_id["person"].title
    surnames = min(2, len(words) - 1)
    given, last = words[: len(words) - surnames], words[len(words) - surnames :]
    name = PersonName(" ".join(given)[:120], *(surname[:120] for surname in last))
    return {title: name} if title else {}


def _alike(visit: Visit, answers: Submission, record_id: uuid.UUID) -> Sequence[Match]:
    with visit.reading() as reading:
        found = candidates.similar(reading, answers.values)
    # The person of this very form, sent before, is no duplicate of itself.
    return [] if any(match.person.id == record_id for match in found) else found


def _next(request: Request, person_id: uuid.UUID) -> str:
    if request.query_params.get("next") == "case":
        return f"/cases/new?person={person_id}"
    if request.query_params.get("next") == "party":
        return f"/cases/{as_id(request.query_params.get('case', ''))}/parties?person={person_id}"
    return f"/people/{person_id}"


def _show_new(
    request: Request, form: Form, offered: Offered | None = None, alike: Sequence[Match] = ()
) -> Response:
    visit = visit_of(request)
    query = request.query_params
    back = "/cases/new?" + urlencode({"q": query.get("typed", "")})
    around = FormPage(
        heading=visit.message("person.add_title"),
        back=back if query.get("next") == "case" else "/search",
        save_words=visit.message("form.save"),
        hidden={RECORD: record_id_of(form.controls)},
        lead="intake/alike.html" if alike else "",
        names={
            "alike": [match_line(visit, match) for match in alike],
            "choose_url": "/cases/new?person=" if query.get("next") == "case" else "/people/",
        },
        second=Second(DISTINCT, visit.message("person.is_distinct")) if alike else None,
    )
    return show_form(request, form, around, offered, 409 if alike else None)


def _show_again(
    request: Request, form: Form, faults: Mapping[str, Fault], alike: Sequence[Match] = ()
) -> Response:
    with visit_of(request).reading() as reading:
        form = with_references(reading, replace(form, faults=faults))
    return _show_new(request, form, alike=alike)
