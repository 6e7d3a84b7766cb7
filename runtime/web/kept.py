"""What was typed into a form without a draft of its own when its session ended: shown, to be sent or given up. Owns that page."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from runtime.errors import NotFound
from runtime.http.context import visit_of
from runtime.http.endpoint import route
from runtime.http.links import inside
from runtime.http.lost import KEPT, PAGE_FIELD
from runtime.i18n import format as write
from runtime.records import draft
from runtime.web.draft import key_of
from runtime.web.fragments import page

_LONGEST_HIDDEN = 40
"""Identifiers, versions and choices come along unseen; what people wrote is shown."""


def routes() -> list[BaseRoute]:
    """Return the route."""
    return [route(KEPT, show_kept)]


def show_kept(request: Request) -> Response:
    """Show what was typed, with a button that sends it where it was going."""
    visit, key = visit_of(request), key_of(request)
    action = inside(request.query_params.get("form"), "")
    with visit.reading() as reading:
        found = draft.load(visit.model, reading.connection, visit.actor, key)
    if found is None or not action:
        raise NotFound
    values = [
        (name, value) for name, texts in found.form.items() if name != PAGE_FIELD for value in texts if value
    ]
    return page(
        request,
        "account/kept.html",
        action=action,
        draft_key=key,
        values=values,
        written=[value for _, value in values if len(value) > _LONGEST_HIDDEN or " " in value],
        origin=inside((found.form.get(PAGE_FIELD) or ("/",))[0]),
        when=write.moment(found.saved_at, visit.language, visit.zone),
    )
