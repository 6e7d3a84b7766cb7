"""List pages: filters, columns, rows, pages before and after. Owns their presentation; queries are ``runtime.search``'s."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from runtime.access import policy
from runtime.errors import NotFound
from runtime.fields.base import Context, Offer
from runtime.http.context import Visit, is_fragment, visit_of
from runtime.http.endpoint import route
from runtime.i18n import format as write
from runtime.ir.entity import Entity
from runtime.ir.exchange import Listing
from runtime.search import listing
from runtime.search.columns import Lens, ListColumn
from runtime.search.directory import KEPT_SECONDS
from runtime.search.query import FROM, TO, Asked, Cursor, Parameters, Query, parse
from runtime.search.views import View, may_list, subject, view_of
from runtime.web.fragments import page, piece
from runtime.web.patterns import draw

FEW = 8
"""So many values are shown as checkboxes, more as a list to choose from."""
_WIDTHS = ((40, " acompana-wide"), (22, " acompana-broad"), (0, ""))
"""Texts of more characters give their column this class."""
_LONGEST_KEPT = 500
_PATHS = {"case": "/cases", "person": "/people", "action": "/actions"}


@dataclass(frozen=True)
class Box:
    """One filter as it is drawn: ``kind`` is ``checkboxes``, ``select``, ``days`` or ``text``."""

    name: str
    label: str
    kind: str
    offers: Sequence[Offer] = ()
    chosen: Sequence[str] = ()
    first: str = ""
    last: str = ""
    typed: str = ""


@dataclass(frozen=True)
class Around:
    """What stands around the rows of a list: the panel of filters, those in use, headings, where it leads.

    ``parameters`` are the question without the place in the list, ``address`` is where that begins.
    """

    panel: Markup
    tags: Sequence[Tag]
    headings: tuple[str, ...]
    parameters: str
    address: str
    may_export: bool


@dataclass(frozen=True)
class Tag:
    """A filter in use, and the address of the list without it."""

    label: str
    words: str
    href: str


def routes() -> list[BaseRoute]:
    """Return the routes."""
    return [route("/lists", show_lists), route("/lists/{list}", show_list)]


def show_lists(request: Request) -> Response:
    """Show which lists there are."""
    visit = visit_of(request)
    found = [
        (one, kind_of(subject(visit.model, one.of)))
        for one in visit.registry.lists
        if may_list(visit.model, visit.actor, subject(visit.model, one.of))
    ]
    exports = any(
        policy.may(visit.model, visit.actor, "export", subject(visit.model, one.of).id)
        for one in visit.registry.exports
    )
    return page(request, "listing/lists.html", lists=found, has_exports=exports)


def show_list(request: Request) -> Response:
    """Show one page of a list; htmx gets the results alone, and the address that stands for them."""
    visit = visit_of(request)
    view = view_of(visit.model, visit.actor, find_listing(visit, request.path_params["list"]))
    with visit.reading() as reading:
        lens = listing.lens_of(reading)
        asked = _asked(request, view, lens)
        found = listing.page(reading, view, asked.query)
    visit.note_read("page", view.entity.id, f"list {view.id}", count=len(found.ids))
    query, here = asked.query, f"/lists/{view.id}"
    around = _around(request, view, asked, lens)
    results = piece(
        request,
        "listing/results.html",
        view=view,
        query=query,
        here=here,
        address=around.address,
        kind=kind_of(view.entity),
        headings=around.headings,
        lines=_lines(request, view, found, around.headings) if found.ids else None,
        page=found,
        previous=_turned(around.address, found.previous),
        next=_turned(around.address, found.next),
        tags=around.tags,
        may_open=policy.may(visit.model, visit.actor, "create", "case"),
        may_export=around.may_export,
        export_query=around.parameters,
        faults=asked.faults,
    )
    response = page(
        request,
        "listing/page.html",
        "results",
        view=view,
        kind=kind_of(view.entity),
        filters=around.panel,
        results=results,
        faults=asked.faults,
        crumbs=((visit.message("lists.title"), "/lists"),),
    )
    if is_fragment(request):
        response.headers["HX-Push-Url"] = around.address
    return response


def _asked(request: Request, view: View, lens: Lens) -> Asked:
    """What an address asks for; most addresses are asked again and again."""
    text: bytes = request.scope["query_string"]
    if len(text) > _LONGEST_KEPT:
        return parse(view, lens, parameters_of(request))
    key = ("asked", view.id, lens.actor.power, lens.context.language, text)
    return lens.model.memory.recall(key, lambda: parse(view, lens, parameters_of(request)), KEPT_SECONDS)


def _around(request: Request, view: View, asked: Asked, lens: Lens) -> Around:
    """What stands around the rows. It depends on the question alone, so it is kept for a while."""
    query, here = asked.query, f"/lists/{view.id}"

    def make() -> Around:
        panel = piece(
            request,
            "listing/filters.html",
            here=here,
            boxes=_boxes(view, query, lens, parameters_of(request)),
            offered_columns=_offered_columns(view, query, lens.context),
            faults=asked.faults,
        )
        parameters = query.parameters(view)
        return Around(
            panel,
            _tags(here, view, query, lens),
            tuple(view.columns[name].heading(lens.context) for name in query.columns),
            parameters,
            address_of(here, parameters),
            policy.may(lens.model, lens.actor, "export", view.entity.id),
        )

    if asked.faults:
        return make()
    narrowed = (query.choices, query.spans, query.texts, query.columns)
    key = ("around a list", view.id, lens.actor.power, lens.context.language, narrowed)
    return lens.model.memory.recall(key, make, KEPT_SECONDS)


def find_listing(visit: Visit, key: str) -> Listing:
    """Return a list of the registry.

    Raises:
        NotFound: there is none of this name.
    """
    found = next((one for one in visit.registry.lists if one.id == key), None)
    if found is None:
        raise NotFound
    return found


def parameters_of(request: Request) -> Parameters:
    """Return what the address says after ``?``, every value of each name."""
    found: dict[str, list[str]] = {}
    for name, value in request.query_params.multi_items():
        found.setdefault(name, []).append(value)
    return found


def kind_of(entity: Entity) -> str:
    """Return what a list counts: ``case``, ``person``, ``action`` or ``register``."""
    return entity.kind


def href_of(entity: Entity, record_id: uuid.UUID | str) -> str:
    """Return the page of a record."""
    return f"{_PATHS.get(entity.kind) or f'/registers/{entity.key}'}/{record_id}"


def address_of(path: str, parameters: str) -> str:
    """Return an address."""
    return f"{path}?{parameters}" if parameters else path


def _lines(request: Request, view: View, found: listing.Page, headings: Sequence[str]) -> Markup:
    """The rows of a page: one is drawn, and filled in for each record."""
    visit, classes = visit_of(request), _classes(found)
    key = ("row of a list", view.entity.id, headings, classes)

    def render(marks: Sequence[str]) -> str:
        href, *cells = marks
        of = href_of(view.entity, href)
        return piece(request, "listing/row.html", href=of, cells=cells, headings=headings, classes=classes)

    row = visit.model.memory.recall(key, lambda: draw(1 + len(headings), render))
    unnamed = visit.message("lists.unnamed")
    titles = [title or unnamed for title in found.cells[0]]
    return row.fill([list(map(str, found.ids)), titles, *found.cells[1:]])


def _classes(found: listing.Page) -> tuple[str, ...]:
    """A class for each column: what must stay in one piece does, and long texts get room to take two lines."""
    longest = [max(map(len, texts), default=0) for texts in found.cells]
    return tuple(
        " acompana-nowrap" if column.is_nowrap else next(name for most, name in _WIDTHS if length >= most)
        for column, length in zip(found.columns, longest, strict=True)
    )


def _turned(address: str, cursor: Cursor | None) -> str | None:
    """The address of a page that begins elsewhere; a token needs no quoting."""
    if cursor is None:
        return None
    return f"{address}{'&' if '?' in address else '?'}{cursor.direction}={cursor.token}"


def _boxes(view: View, query: Query, lens: Lens, parameters: Parameters) -> list[Box]:
    found = [_box(name, column, query, lens, parameters) for name, column in view.filters.items()]
    # One value to choose narrows nothing: an officer of one office need not be asked which.
    return [box for box in found if box.kind in ("days", "text") or len(box.offers) > 1 or box.chosen]


def _box(name: str, column: ListColumn, query: Query, lens: Lens, parameters: Parameters) -> Box:
    label = column.heading(lens.context)
    if column.filter == "choice":
        chosen = query.chosen(name)
        offers = column.offers(lens, chosen)
        return Box(name, label, "checkboxes" if len(offers) <= FEW else "select", offers, chosen)
    if column.filter == "range":
        # What was typed stands there again, right or wrong.
        first, last = ((parameters.get(name + end) or ("",))[0] for end in (FROM, TO))
        return Box(name, label, "days", first=first, last=last)
    return Box(name, label, "text", typed=dict(query.texts).get(name, ""))


def _offered_columns(view: View, query: Query, context: Context) -> list[tuple[str, str, bool]]:
    return [(name, column.heading(context), name in query.columns) for name, column in view.columns.items()]


def _tags(here: str, view: View, query: Query, lens: Lens) -> list[Tag]:
    found = []
    for name, codes in query.choices:
        column = view.filters[name]
        labels = {offer.code: offer.label for offer in column.offers(lens, codes)}
        for code in codes:
            href = address_of(here, query.without(name, code).parameters(view))
            found.append(Tag(column.heading(lens.context), labels.get(code, code), href))
    for name, span in query.spans:
        language = lens.context.language
        days = " – ".join(
            write.date(day, language, length="medium") if day else "…" for day in (span.first, span.last)
        )
        href = address_of(here, query.without(name).parameters(view))
        found.append(Tag(view.filters[name].heading(lens.context), days, href))
    for name, typed in query.texts:
        href = address_of(here, query.without(name).parameters(view))
        found.append(Tag(view.filters[name].heading(lens.context), typed, href))
    return found
