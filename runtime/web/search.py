"""The search page, also while typing: people by name, document or telephone, cases by folio. Must not query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from runtime.access import policy
from runtime.http.context import Visit, is_fragment, visit_of
from runtime.http.endpoint import route
from runtime.search import candidates, caselines, people
from runtime.search.people import Found
from runtime.search.reading import Reading
from runtime.storage.words import words
from runtime.web.caserows import CaseRow, case_rows
from runtime.web.fragments import page, piece
from runtime.web.people import Line, match_line

SHOWN = 25
LONGEST = 120
SHORTEST = 2


@dataclass(frozen=True)
class Hit:
    """A person found, why, and their newest cases."""

    person: Line
    cases: Sequence[CaseRow]


def routes() -> list[BaseRoute]:
    """Return the routes."""
    return [route("/search", show_search)]


def show_search(request: Request) -> Response:
    """Show what is found; htmx gets the results alone, and the address that stands for them."""
    visit = visit_of(request)
    typed = request.query_params.get("q", "").strip()[:LONGEST]
    limit = people.MOST if request.query_params.get("show") == "all" else SHOWN
    found, hits, cases = Found((), is_capped=False), list[Hit](), list[CaseRow]()
    is_asked = len("".join(words(typed))) >= SHORTEST or typed.isdigit()
    if is_asked:
        with visit.reading() as reading:
            found = _find(reading, typed, limit)
            hits = _hits(visit, reading, typed, found)
            cases = case_rows(visit, reading, caselines.with_folio(reading, typed))
        # How much was found, never what was typed: a name in the trail would be one more copy nobody can correct.
        visit.note_read("search", "person", None, count=len(hits) + len(cases))
    results = piece(
        request,
        "search/results.html",
        typed=typed,
        is_asked=is_asked,
        found=found,
        hits=hits,
        cases=cases,
        most=people.MOST,
        show_all=f"/search?{urlencode({'q': typed, 'show': 'all'})}"
        if found.total > len(found.people)
        else None,
        may_register=policy.may(visit.model, visit.actor, "create", "person"),
        register=f"/people/new?{urlencode({'typed': typed})}" if typed else "/people/new",
    )
    response = page(request, "search/page.html", "results", typed=typed, results=results)
    if is_fragment(request):
        response.headers["HX-Replace-Url"] = f"/search?{urlencode({'q': typed})}" if typed else "/search"
    return response


def _find(reading: Reading, typed: str, limit: int) -> Found:
    if not policy.may(reading.model, reading.actor, "read", "person"):
        return Found((), is_capped=False)
    return people.find(reading, typed, limit)


def _hits(visit: Visit, reading: Reading, typed: str, found: Found) -> list[Hit]:
    matches = candidates.explain(typed, found.people)
    theirs = caselines.of_people(reading, [match.person.id for match in matches])
    return [
        Hit(match_line(visit, match), case_rows(visit, reading, theirs.get(match.person.id, ())))
        for match in matches
    ]
