"""Recording actions on a case, on its page or on their own; showing, correcting and annulling one."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from runtime.access import policy
from runtime.access.mask import sees_words
from runtime.errors import Fault, Forbidden, Invalid, NotFound, Refused
from runtime.fields.base import Problem, control
from runtime.fields.registry import field_type
from runtime.http.context import form_of, value_of, visit_of
from runtime.http.endpoint import route
from runtime.http.notices import Notice
from runtime.http.redirects import redirect
from runtime.i18n import format as write
from runtime.ir.entity import Entity
from runtime.ir.field import Field, Required
from runtime.ir.label import text
from runtime.records import action, draft, submission
from runtime.records.stored import Stored
from runtime.records.submission import Current
from runtime.search import case, record, titles
from runtime.search.case import Head
from runtime.search.directory import directory
from runtime.search.people import title_of
from runtime.search.reading import Reading
from runtime.web import correction
from runtime.web import draft as drafts
from runtime.web.addresses import entity_in, id_in
from runtime.web.answers import faults_of, read_answers
from runtime.web.case import action_types
from runtime.web.correction import Subject
from runtime.web.detail import detail_of
from runtime.web.documents import choices_of_action
from runtime.web.draft import Offered
from runtime.web.formpage import FormPage, show_form
from runtime.web.forms import RECORD, Form, fill, form_of_entity, record_id_of, template_of
from runtime.web.fragments import page
from runtime.web.noting import note_record
from runtime.web.outline import Piece
from runtime.web.references import with_references
from runtime.web.uploads import keep_uploads

DONE_AT = "done_at"


def routes() -> list[BaseRoute]:
    """Return the routes."""
    return [
        route("/cases/{id}/actions/new", choose_type),
        route("/cases/{id}/actions/new/{type}", show_new),
        route("/cases/{id}/actions/new/{type}", add, ["POST"], takes_files=True),
        route("/actions/{id}", show),
        route("/actions/{id}/edit/{section}", show_edit),
        route("/actions/{id}/edit/{section}", edit, ["POST"], takes_files=True),
        route("/actions/{id}/annul", show_annul),
        route("/actions/{id}/annul", annul, ["POST"]),
    ]


def choose_type(request: Request) -> Response:
    """Go on to the form of the type that was chosen on the case's page."""
    request.path_params["type"] = request.query_params.get("type", "")
    return show_new(request)


def show_new(request: Request) -> Response:
    """Show the form of a new action."""
    visit = visit_of(request)
    entity = _offered_type(request)
    with visit.reading() as reading:
        of_case = case.head(reading, id_in(request))
        if not policy.may_work_on(visit.model, visit.actor, of_case.row):
            raise Forbidden
        controls, offered = _draft(reading, request, entity)
        form = _form(request, entity, controls or {})
        if controls is None:
            values = submission.defaults(
                visit.model, entity.id, visit.context, current=Current(person=of_case.person)
            )
            started = {DONE_AT: visit.now.replace(second=0, microsecond=0)}
            pieces = [*form.beside.values(), *form.pieces]
            form = replace(form, controls=fill(pieces, {**values, **started}, {}, visit.context))
        form = with_references(reading, form)
        caption = _case_name(reading, of_case)
    return _show_new(request, form, caption, offered)


def add(request: Request) -> Response:
    """Record the action; sent twice it is one."""
    visit = visit_of(request)
    entity = _offered_type(request)
    case_id, record_id = id_in(request), record_id_of(form_of(request))
    with visit.reading() as reading:
        of_case = case.head(reading, case_id)
        caption = _case_name(reading, of_case)
    form = _form(request, entity, form_of(request))
    if (again := form.asked_again) is not None:
        return _show_again(request, again, caption, {})
    try:
        with visit.writing() as work:
            whole = keep_uploads(work, form, case_id, record_id)
            done_at, answers = _answers(whole, Current(person=of_case.person))
            action.record(work, entity.id, case_id, answers, record_id, done_at)
            draft.discard(work, _address(request, entity))
    except (Invalid, Refused) as error:
        return _show_again(request, form, caption, faults_of(error))
    return redirect(request, f"/cases/{case_id}#actions", Notice("action.recorded"))


def show(request: Request) -> Response:
    """Show one action."""
    visit = visit_of(request)
    with visit.reading() as reading:
        found = record.load(reading, "action", id_in(request))
        named = titles.load(reading, titles.wanted(visit.model, [(found.entity.id, found.values)]))
        is_annulled = found.row["annulled_at"] is not None
        may_edit = not is_annulled and record.allows(reading, "update", found.entity.id, found.id)
        may_annul = not is_annulled and record.allows(reading, "annul", found.entity.id, found.id)
        why = found.row["annulled_reason"] if sees_words(visit.model, visit.actor) else "…"
        of_case = case.head(reading, found.row["case_id"]) if found.row["case_id"] else None
        case_name = _case_name(reading, of_case) if of_case else ""
        names = directory(reading)
    note_record(visit, "page", found.entity, found.row)
    url = f"/actions/{found.id}"
    detail = detail_of(
        request, found.entity.id, found.values, found.unknown, named, f"{url}/edit/" if may_edit else ""
    )
    return page(
        request,
        template_of(request, found.entity.id, "detail"),
        layout="action/page.html",
        url=url,
        case_url=f"/cases/{of_case.row['id']}" if of_case else "",
        case_name=case_name,
        when=write.moment(found.row["done_at"], visit.language, visit.zone),
        by=visit.message(
            "action.by",
            officer=names.officer_name(found.row["officer_id"]),
            office=names.office_name(found.row["office_id"]),
        ),
        annulled=why if is_annulled else None,
        may_annul=may_annul,
        documents=choices_of_action(visit, found, of_case) if not is_annulled else [],
        **detail.names(),
    )


def show_edit(request: Request) -> Response:
    """Show the form of a section."""
    return correction.show(request, _subject(request))


def edit(request: Request) -> Response:
    """Store a section."""
    return correction.save(request, _subject(request))


def show_annul(request: Request) -> Response:
    """Ask for the reason."""
    return _show_annul(request, {})


def annul(request: Request) -> Response:
    """Annul the action; it stays on the timeline, struck out."""
    visit = visit_of(request)
    action_id = id_in(request)
    try:
        with visit.writing() as work:
            action.annul(work, action_id, value_of(request, "reason"))
    except Invalid as error:
        return _show_annul(request, error.faults)
    return redirect(request, f"/actions/{action_id}", Notice("action.was_annulled"))


def _show_annul(request: Request, faults: Mapping[str, Fault]) -> Response:
    visit = visit_of(request)
    with visit.reading() as reading:
        found = record.load(reading, "action", id_in(request))
        if not record.allows(reading, "annul", found.entity.id, found.id):
            raise Forbidden
    names: dict[str, Any] = {
        "heading": visit.message(
            "action.annul_title", action=text(found.entity.label, visit.language).lower()
        ),
        "caption": write.moment(found.row["done_at"], visit.language, visit.zone),
        "help": visit.message("action.annul_help"),
        "label_of_reason": visit.message("action.annul_reason"),
        "reason": value_of(request, "reason"),
        "button": visit.message("action.annul"),
        "is_undoing": True,
        "back": f"/actions/{found.id}",
    }
    return page(request, "record/reason.html", None, 422 if faults else 200, faults=faults, **names)


def _offered_type(request: Request) -> Entity:
    entity = entity_in(request, "type", "action")
    if entity not in action_types(visit_of(request)):
        raise NotFound
    return entity


def _form(request: Request, entity: Entity, controls: Mapping[str, Sequence[str]]) -> Form:
    visit = visit_of(request)
    done_at = Field(id=DONE_AT, type="datetime", section="", label={}, required=Required(kind="always"))
    piece = Piece(done_at, field_type(done_at.type), visit.message("action.done_at"), "")
    return replace(form_of_entity(request, entity.id, controls), beside={DONE_AT: piece}, keeps_files=True)


def _answers(form: Form, current: Current) -> tuple[datetime.datetime, submission.Submission]:
    """Read when it was done and what was done, with every fault of both."""
    faults: dict[str, Fault] = {}
    piece, done_at, answers = form.beside[DONE_AT], None, None
    try:
        done_at = piece.type.parse(piece.field, DONE_AT, form.controls, form.context)
        if done_at is None:
            faults[DONE_AT] = Fault("submission.required")
    except Problem as problem:
        faults[control(DONE_AT, problem.part)] = Fault(problem.key, problem.arguments)
    try:
        answers = read_answers(form, current)
    except Invalid as error:
        faults |= error.faults
    if faults or done_at is None or answers is None:
        raise Invalid(faults)
    return done_at, answers


def _address(request: Request, entity: Entity) -> str:
    return f"/cases/{id_in(request)}/actions/new/{entity.key}"


def _draft(
    reading: Reading, request: Request, entity: Entity
) -> tuple[Mapping[str, Sequence[str]] | None, Offered | None]:
    return drafts.look_up(visit_of(request), reading, request, _address(request, entity))


def _show_new(request: Request, form: Form, caption: str, offered: Offered | None = None) -> Response:
    visit = visit_of(request)
    address = _address(request, form.outline.entity)
    around = FormPage(
        heading=form.outline.label,
        caption=caption,
        back=f"/cases/{id_in(request)}#actions",
        save_words=visit.message("action.record"),
        hidden={RECORD: record_id_of(form.controls)},
        lead="action/done.html",
        action=address,
        draft_key=address,
    )
    return show_form(request, form, around, offered)


def _show_again(request: Request, form: Form, caption: str, faults: Mapping[str, Fault]) -> Response:
    with visit_of(request).reading() as reading:
        form = with_references(reading, replace(form, faults=faults))
    return _show_new(request, form, caption)


def _subject(request: Request) -> Subject:
    record_id = id_in(request)
    return Subject("action", record_id, f"/actions/{record_id}", _name)


def _name(reading: Reading, stored: Stored) -> str:
    return text(stored.entity.label, reading.context.language)


def _case_name(reading: Reading, found: Head) -> str:
    person = title_of(reading, reading.model.registry.by_id["person"], found.person)
    return f"{found.row['folio']} · {person}" if person else str(found.row["folio"])
