"""Opening a case in two steps: the person is found or added first, then the case is written. Owns that order."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from runtime.access import policy
from runtime.errors import Fault, Forbidden, Invalid, NotFound, Refused
from runtime.http.context import Visit, form_of, visit_of
from runtime.http.endpoint import route
from runtime.http.notices import Notice
from runtime.http.redirects import redirect
from runtime.ir.entity import Entity
from runtime.ir.label import text
from runtime.records import case, consent, draft, submission
from runtime.records.consent import Shown
from runtime.records.submission import Current
from runtime.records.work import Work
from runtime.search import candidates, hint, record
from runtime.search.hint import Hint
from runtime.search.record import Record
from runtime.web import draft as drafts
from runtime.web import typologies
from runtime.web.addresses import as_id, entity_in
from runtime.web.answers import faults_of, read_answers
from runtime.web.draft import Offered
from runtime.web.formpage import FormPage, show_form
from runtime.web.forms import RECORD, Form, fill, form_of_entity, record_id_of
from runtime.web.fragments import page
from runtime.web.frame import name_of_language
from runtime.web.people import match_line
from runtime.web.references import with_references

NOTICE = "notice_shown"
"""The control that says in which language the privacy notice was shown."""


def routes() -> list[BaseRoute]:
    """Return the routes."""
    return [
        route("/cases/new", find_person),
        route("/cases/new/{case_type}", show_case_form),
        route("/cases/new/{case_type}", open_case, ["POST"]),
    ]


@dataclass(frozen=True)
class Scope:
    """A scope with the case types to choose from in it."""

    label: str
    types: Sequence[Entity]


def find_person(request: Request) -> Response:
    """Show the first step, or the choice of a case type once the person is known."""
    visit = visit_of(request)
    if not policy.may(visit.model, visit.actor, "create", "case"):
        raise Forbidden
    if "person" in request.query_params:
        return _choose_type(request)
    typed = request.query_params.get("q", "").strip()[:200]
    matches, hints = None, list[Hint]()
    if typed:
        with visit.reading() as reading:
            matches = candidates.matching(reading, typed)
            hints = list(hint.hints(reading, typed))
        visit.note_read("search", "person", None, count=len(matches.found))
        for one in hints:
            visit.note_read("search", "person", one.person_id, person_id=one.person_id, reason="hint")
    return page(
        request,
        "intake/find.html",
        "found",
        typed=typed,
        is_asked=matches is not None,
        people=[match_line(visit, match) for match in matches.found] if matches else [],
        hints=[one.office for one in hints],
        is_capped=matches.is_capped if matches else False,
        new_url="/people/new?" + urlencode({"next": "case", "typed": typed}),
    )


def show_case_form(request: Request) -> Response:
    """Show the form of a new case, filled with its defaults or with what was typed before."""
    visit = visit_of(request)
    entity = entity_in(request, "case_type", "case")
    _refuse_type(visit, entity)
    with visit.reading() as reading:
        person = record.load(reading, "person", as_id(request.query_params.get("person", "")))
        title = person.title(reading)
        controls, offered = drafts.look_up(visit, reading, request)
        form = _form(request, entity, person, controls or {})
        if controls is None:
            current = Current(person=person.values)
            values = submission.defaults(visit.model, entity.id, visit.context, current=current)
            values |= typologies.chosen(visit, entity, request.query_params.get(typologies.CHOSEN, ""))
            form = replace(form, controls=fill(form.pieces, values, {}, visit.context))
        form = with_references(reading, form)
    return _show(request, form, title, offered)


def open_case(request: Request) -> Response:
    """Open the case; sent twice it is one case."""
    visit = visit_of(request)
    entity = entity_in(request, "case_type", "case")
    with visit.reading() as reading:
        person = record.load(reading, "person", as_id(request.query_params.get("person", "")))
    form = _form(request, entity, person, form_of(request))
    if (again := form.asked_again) is not None:
        return _show_again(request, again, person, {})
    record_id = record_id_of(form.controls)
    try:
        answers = read_answers(form, Current(person=person.values))
        with visit.writing() as work:
            case.open_case(work, entity.id, person.id, answers, record_id)
            _keep_notice(visit, work, form, record_id)
            draft.discard(work, drafts.key_of(request))
    except (Invalid, Refused) as error:
        return _show_again(request, form, person, faults_of(error))
    return redirect(request, f"/cases/{record_id}", Notice("case.opened"))


def _keep_notice(visit: Visit, work: Work, form: Form, case_id: uuid.UUID) -> None:
    """Keep that the notice was shown before anything was asked, if the form says so."""
    language = next(iter(form.controls.get(NOTICE, ())), "")
    for notice in visit.registry.notices:
        if language in notice.short:
            consent.show_notice(work, case_id, Shown(notice, language))


def _choose_type(request: Request) -> Response:
    visit = visit_of(request)
    with visit.reading() as reading:
        person = record.load(reading, "person", as_id(request.query_params["person"]))
        title = person.title(reading)
    scopes = _scopes(visit)
    offered = [entity for scope in scopes for entity in scope.types]
    typed = request.query_params.get("t", "").strip()[:200]
    kinds = {entity.id: typologies.labels(visit, entity) for entity in offered}
    return page(
        request,
        "intake/choose.html",
        "typologies",
        person_id=person.id,
        person_title=title or visit.message("record.no_name"),
        scopes=scopes,
        kinds=kinds,
        has_typologies=any(kinds.values()),
        typed=typed,
        found=typologies.find(visit, offered, typed, person.id) if typed else [],
    )


def _scopes(visit: Visit) -> list[Scope]:
    """The case types the visitor may open, by scope in the catalog's order."""
    registry = visit.registry
    catalog = registry.catalog_by_id.get(registry.scopes or "")
    labels = {value.code: text(value.label, visit.language) for value in catalog.values} if catalog else {}
    offered: dict[str, list[Entity]] = {code: [] for code in labels}
    for entity in registry.case_types:
        if _is_offered(visit, entity):
            offered.setdefault(entity.scope or "", []).append(entity)
    return [Scope(labels.get(code, ""), types) for code, types in offered.items() if types]


def _is_offered(visit: Visit, entity: Entity) -> bool:
    return not entity.retired and policy.may(visit.model, visit.actor, "create", entity.id)


def _refuse_type(visit: Visit, entity: Entity) -> None:
    if not _is_offered(visit, entity):
        raise NotFound if entity.retired else Forbidden


def _form(request: Request, entity: Entity, person: Record, controls: Mapping[str, Sequence[str]]) -> Form:
    return replace(form_of_entity(request, entity.id, controls), person=person.values)


def _show(request: Request, form: Form, person_title: str, offered: Offered | None = None) -> Response:
    visit = visit_of(request)
    person_id = as_id(request.query_params["person"])
    around = FormPage(
        heading=form.outline.label,
        caption=visit.message("intake.case_of", name=person_title or visit.message("record.no_name")),
        back=f"/cases/new?person={person_id}",
        save_words=visit.message("intake.open_case"),
        hidden={RECORD: record_id_of(form.controls)},
        lead="intake/notice.html" if visit.registry.notices else "",
        names={
            "privacy_notices": visit.registry.notices,
            "notice_languages": [(code, name_of_language(code)) for code in visit.registry.languages],
            "notice_shown": next(iter(form.controls.get(NOTICE, ())), ""),
        },
    )
    return show_form(request, form, around, offered)


def _show_again(request: Request, form: Form, person: Record, faults: Mapping[str, Fault]) -> Response:
    with visit_of(request).reading() as reading:
        title = person.title(reading)
        form = with_references(reading, replace(form, faults=faults))
    return _show(request, form, title)
