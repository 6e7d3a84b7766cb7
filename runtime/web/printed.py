"""A case on paper: the whole file on one clean page. Must not show what the visitor may not see on screen."""

from __future__ import annotations

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from runtime.http.context import visit_of
from runtime.http.endpoint import route
from runtime.i18n import format as write
from runtime.search import case
from runtime.search.people import Person, line_fields
from runtime.web import checklist
from runtime.web.addresses import id_in
from runtime.web.case import names_of
from runtime.web.forms import template_of
from runtime.web.fragments import page
from runtime.web.noting import note_case
from runtime.web.people import line_of


def routes() -> list[BaseRoute]:
    """Return the routes."""
    return [route("/cases/{id}/print", show)]


def show(request: Request) -> Response:
    """Show a case as it is printed: who printed it and when stand on it."""
    visit = visit_of(request)
    with visit.reading() as reading:
        file = case.load(reading, id_in(request))
        checklists = checklist.lines(reading, visit, file)
        person = visit.registry.by_id["person"]
        told = {name: file.person[name] for name in line_fields(reading, person) if name in file.person}
    note_case(visit, "print", file.entity, file.row)
    names = names_of(request, visit, file, checklists)
    names |= {
        **replace(names["detail"], edit_url="").names(),
        "layout": "case/print.html",
        "about": line_of(visit, Person(file.main.id, file.main.title, told)).facts if file.main else (),
        "printed": visit.message(
            "case.printed",
            who=visit.actor.name,
            when=write.moment(visit.now, visit.language, visit.zone),
        ),
    }
    return page(request, template_of(request, file.entity.id, "detail"), None, **names)
