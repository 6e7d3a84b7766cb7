"""The people of a case: adding one found by a search, and taking a part away. Must not add new people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from runtime.access import policy
from runtime.errors import Fault, Forbidden, Invalid
from runtime.http.context import Visit, value_of, visit_of
from runtime.http.endpoint import route
from runtime.http.notices import Notice
from runtime.http.redirects import redirect
from runtime.ir.label import text
from runtime.records import party
from runtime.records.settled import refuse_closed
from runtime.search import candidates, case, record
from runtime.search.people import Person
from runtime.search.reading import Reading
from runtime.web.addresses import as_id, id_in
from runtime.web.case import names_of
from runtime.web.fragments import page
from runtime.web.noting import note_case
from runtime.web.people import Line, line_of, match_line


def routes() -> list[BaseRoute]:
    """Return the routes."""
    return [
        route("/cases/{id}/parties", show),
        route("/cases/{id}/parties", add, ["POST"]),
        route("/cases/{id}/parties/remove", remove, ["POST"]),
    ]


def show(request: Request) -> Response:
    """Show the people of a case, and a search for one more."""
    return _show(request, {})


def add(request: Request) -> Response:
    """Give a person a part."""
    case_id = id_in(request)
    try:
        with visit_of(request).writing() as work:
            party.add(work, case_id, as_id(value_of(request, "person")), value_of(request, "part"))
    except Invalid as error:
        return _show(request, error.faults)
    return redirect(request, f"/cases/{case_id}/parties", Notice("party.added"))


def remove(request: Request) -> Response:
    """Take a part from a person."""
    case_id = id_in(request)
    with visit_of(request).writing() as work:
        party.remove(work, case_id, as_id(value_of(request, "person")), value_of(request, "part"))
    return redirect(request, f"/cases/{case_id}/parties", Notice("party.removed"))


def _show(request: Request, faults: Mapping[str, Fault]) -> Response:
    visit = visit_of(request)
    typed = request.query_params.get("q", "").strip()[:200]
    chosen = value_of(request, "person") or request.query_params.get("person", "")
    with visit.reading() as reading:
        file = case.load(reading, id_in(request))
        if not policy.may(visit.model, visit.actor, "update", file.entity.id, file.row):
            raise Forbidden
        refuse_closed(visit.model, file.row)
        people = candidates.matching(reading, typed).found if typed else ()
        person = _chosen(visit, reading, chosen) if chosen else None
    note_case(visit, "page", file.entity, file.row)
    names = names_of(request, visit, file)
    here = f"/cases/{file.id}/parties"
    return page(
        request,
        "case/parties.html",
        "found",
        422 if faults else 200,
        faults=faults,
        typed=typed,
        people=[match_line(visit, match) for match in people],
        chosen=person,
        parts=_parts(visit),
        part=value_of(request, "part"),
        here=here,
        new_url="/people/new?" + urlencode({"next": "party", "case": str(file.id), "typed": typed}),
        **{name: names[name] for name in ("folio", "url", "parties", "person")},
    )


def _chosen(visit: Visit, reading: Reading, person_id: str) -> Line:
    found = record.load(reading, "person", as_id(person_id))
    return line_of(visit, Person(found.id, found.title(reading), {}))


def _parts(visit: Visit) -> Sequence[tuple[str, str]]:
    return [
        (kind.id, text(kind.label, visit.language))
        for kind in visit.registry.parties
        if not kind.is_main and not kind.retired
    ]
