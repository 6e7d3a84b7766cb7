"""Searches in forms: the titles of what references point to, and what is found for them and in long lists.

Owns the fragments of these searches.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from runtime.errors import NotFound
from runtime.fields.base import Problem
from runtime.http.context import visit_of
from runtime.http.endpoint import route
from runtime.search import reference, titles
from runtime.search.reading import Reading
from runtime.web.forms import Form, form_of_entity
from runtime.web.fragments import page
from runtime.web.outline import Piece
from runtime.web.widgets import Chosen


def routes() -> list[BaseRoute]:
    """Return the routes."""
    return [route("/references/{entity}/{field}", show_matches)]


def show_matches(request: Request) -> Response:
    """Answer the search of one field: a reference with records, a long list of choices with some of them."""
    visit = visit_of(request)
    if request.path_params["entity"] not in visit.registry.by_id:
        raise NotFound
    query = request.query_params
    controls = {name: query.getlist(name) for name in query} | {"search": [request.path_params["field"]]}
    form = form_of_entity(request, request.path_params["entity"], controls)
    piece = form.outline.pieces.get(request.path_params["field"])
    if piece is None:
        raise NotFound
    if piece.type.is_multiple:
        return page(request, "fields/form/found.html", item=form.widget(piece))
    if _target(piece) is None:
        raise NotFound
    with visit.reading() as reading:
        form = with_references(reading, form, [piece])
    return page(request, "fields/form/matches.html", item=form.widget(piece))


def with_references(reading: Reading, form: Form, pieces: Sequence[Piece] | None = None) -> Form:
    """Return the form with the titles of what its references point to, and with what their searches find."""
    wanted: dict[str, set[titles.Key]] = {}
    matches: dict[str, Sequence[Chosen]] = {}
    for piece in form.pieces if pieces is None else pieces:
        target = _target(piece)
        if target is None:
            continue
        value = _value(piece, form)
        if value is not None:
            wanted.setdefault(target, set()).add(value)
        typed = next(iter(form.controls.get(f"{piece.id}.search", ())), "").strip()[:200]
        if typed:
            matches[piece.id] = [
                Chosen(str(found.key), found.title) for found in reference.search(reading, target, typed)
            ]
    return replace(form, titles=titles.load(reading, wanted), matches=matches)


def _target(piece: Piece) -> str | None:
    return next((column.target for column in piece.type.columns(piece.field) if column.target), None)


def _value(piece: Piece, form: Form) -> Any:
    try:
        return piece.type.parse(piece.field, piece.id, form.controls, form.context)
    except Problem:
        return None
