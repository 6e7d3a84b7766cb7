"""Records of the blueprint's further registers: shown, added, corrected. Must not list them (the lists do)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

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
from runtime.records import draft, register, submission
from runtime.records.stored import Stored
from runtime.search import record, titles
from runtime.search.people import title_of
from runtime.search.reading import Reading
from runtime.web import correction
from runtime.web import draft as drafts
from runtime.web.addresses import entity_in, id_in
from runtime.web.answers import faults_of, read_answers
from runtime.web.correction import Subject
from runtime.web.detail import detail_of
from runtime.web.draft import Offered
from runtime.web.formpage import FormPage, show_form
from runtime.web.forms import RECORD, Form, fill, form_of_entity, record_id_of, template_of
from runtime.web.fragments import page
from runtime.web.noting import note_record
from runtime.web.references import with_references


def routes() -> list[BaseRoute]:
    """Return the routes."""
    return [
        route("/registers/{register}", go_to_list),
        route("/registers/{register}/new", show_new),
        route("/registers/{register}/new", add, ["POST"]),
        route("/registers/{register}/{id}", show),
        route("/registers/{register}/{id}/edit/{section}", show_edit),
        route("/registers/{register}/{id}/edit/{section}", edit, ["POST"]),
    ]


def go_to_list(request: Request) -> Response:
    """Go to the first list of the register."""
    return redirect(request, _list_url(visit_of(request), entity_in(request, "register", "register")))


def show_new(request: Request) -> Response:
    """Show the form of a new record."""
    visit = visit_of(request)
    entity = _register(request)
    with visit.reading() as reading:
        controls, offered = drafts.look_up(visit, reading, request)
        form = form_of_entity(request, entity.id, controls or {})
        if controls is None:
            values = submission.defaults(visit.model, entity.id, visit.context)
            form = replace(form, controls=fill(form.pieces, values, {}, visit.context))
        form = with_references(reading, form)
    return _show_new(request, form, offered)


def add(request: Request) -> Response:
    """Add the record; sent twice it is one."""
    visit = visit_of(request)
    entity = _register(request)
    form = form_of_entity(request, entity.id, form_of(request))
    if (again := form.asked_again) is not None:
        return _show_again(request, again, {})
    record_id = record_id_of(form.controls)
    try:
        answers = read_answers(form)
        with visit.writing() as work:
            register.add(work, entity.id, answers, record_id)
            draft.discard(work, drafts.key_of(request))
    except (Invalid, Refused) as error:
        return _show_again(request, form, faults_of(error))
    return redirect(request, f"/registers/{entity.key}/{record_id}", Notice("register.added"))


def show(request: Request) -> Response:
    """Show one record."""
    visit = visit_of(request)
    entity = entity_in(request, "register", "register")
    with visit.reading() as reading:
        found = record.load(reading, entity.id, id_in(request))
        named = titles.load(reading, titles.wanted(visit.model, [(entity.id, found.values)]))
        may_edit = record.allows(reading, "update", entity.id, found.id)
        title = found.title(reading)
    note_record(visit, "page", entity, found.row)
    url = f"/registers/{entity.key}/{found.id}"
    detail = detail_of(
        request, entity.id, found.values, found.unknown, named, f"{url}/edit/" if may_edit else ""
    )
    return page(
        request,
        template_of(request, entity.id, "detail"),
        layout="register/page.html",
        title=title or visit.message("record.no_name"),
        plural=text(entity.plural, visit.language),
        list_url=_list_url(visit, entity),
        url=url,
        **detail.names(),
    )


def show_edit(request: Request) -> Response:
    """Show the form of a section."""
    return correction.show(request, _subject(request))


def edit(request: Request) -> Response:
    """Store a section."""
    return correction.save(request, _subject(request))


def _register(request: Request) -> Entity:
    """The register in the address, if the visitor may add to it."""
    visit = visit_of(request)
    entity = entity_in(request, "register", "register")
    if policy.reach(visit.model, visit.actor, "read", entity.id) is None or entity.retired:
        raise NotFound
    if not policy.may(visit.model, visit.actor, "create", entity.id):
        raise Forbidden
    return entity


def _list_url(visit: Visit, entity: Entity) -> str:
    listing = next((one for one in visit.registry.lists if one.of == entity.id), None)
    return f"/lists/{listing.id}" if listing else "/lists"


def _show_new(request: Request, form: Form, offered: Offered | None = None) -> Response:
    visit = visit_of(request)
    around = FormPage(
        heading=visit.message("register.add", register=form.outline.label),
        back=_list_url(visit, form.outline.entity),
        save_words=visit.message("form.save"),
        hidden={RECORD: record_id_of(form.controls)},
    )
    return show_form(request, form, around, offered)


def _show_again(request: Request, form: Form, faults: Mapping[str, Fault]) -> Response:
    with visit_of(request).reading() as reading:
        form = with_references(reading, replace(form, faults=faults))
    return _show_new(request, form)


def _subject(request: Request) -> Subject:
    entity = entity_in(request, "register", "register")
    return Subject(entity.id, id_in(request), f"/registers/{entity.key}/{id_in(request)}", _name)


def _name(reading: Reading, stored: Stored) -> str:
    return title_of(reading, stored.entity, stored.values) or reading.context.message("record.no_name")
