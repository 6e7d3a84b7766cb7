"""Emergency access on pages: asked for, ended, told on the desk, reviewed. Must not judge who may, nor say what exists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from runtime.errors import Fault, Forbidden, Invalid, Refused
from runtime.http.context import Visit, value_of, visit_of
from runtime.http.endpoint import route
from runtime.http.notices import Notice
from runtime.http.redirects import redirect
from runtime.i18n import format as write
from runtime.ir.access import Emergency
from runtime.ir.label import text
from runtime.records import emergency
from runtime.records.emergency import MOST, Asking
from runtime.search import case, emergencies
from runtime.search.emergencies import Access
from runtime.web.addresses import id_in
from runtime.web.fragments import page


def routes() -> list[BaseRoute]:
    """Return the routes."""
    return [
        route("/emergency", show),
        route("/emergency", ask, ["POST"]),
        route("/emergency/seen", mark_seen, ["POST"]),
        route("/emergency/reviews", show_reviews),
        route("/emergency/reviews/{id}", show_review),
        route("/emergency/reviews/{id}", review, ["POST"]),
        route("/emergency/{id}/end", end, ["POST"]),
    ]


@dataclass(frozen=True)
class AccessLine:
    """An access in words. ``href`` leads to the case while it is open, and to its review for who reviews it."""

    id: str
    folio: str
    href: str
    who: str
    reason: str
    words: str
    when: str
    until: str
    is_open: bool
    found_nothing: bool
    finding: str
    reviewed: str
    remarks: str


def show(request: Request) -> Response:
    """Show the form, and what the visitor asked for before."""
    return _show(request, {})


def ask(request: Request) -> Response:
    """Ask; the answer is the same whatever the folio names. A case the visitor sees anyway needs no emergency."""
    visit = visit_of(request)
    if _given(visit) is None:
        raise Forbidden
    folio = value_of(request, "folio")
    with visit.reading() as reading:
        known = case.id_of(reading, folio) or case.id_of(reading, folio.upper())
    if known is not None:
        return redirect(request, f"/cases/{known}", Notice("emergency.not_needed", is_success=False))
    asking = Asking(folio, value_of(request, "reason"), value_of(request, "words"))
    try:
        with visit.writing() as work:
            emergency.ask(work, asking)
    except Invalid as error:
        return _show(request, error.faults)
    except Refused as error:
        return _show(request, {"": error.fault})
    visit.service.sessions.forget()
    return redirect(request, "/emergency", Notice("emergency.asked"))


def end(request: Request) -> Response:
    """End one's own access."""
    visit = visit_of(request)
    with visit.writing() as work:
        emergency.end(work, id_in(request))
    visit.service.sessions.forget()
    return redirect(request, "/emergency", Notice("emergency.ended"))


def mark_seen(request: Request) -> Response:
    """Take what was told off the desk."""
    visit = visit_of(request)
    with visit.writing() as work:
        emergency.mark_seen(work)
    visit.service.sessions.forget()
    return redirect(request, "/")


def show_reviews(request: Request) -> Response:
    """Show what waits for review, and what was reviewed."""
    visit = visit_of(request)
    with visit.reading() as reading:
        if not emergencies.may_review(reading):
            raise Forbidden
        waiting, reviewed = emergencies.waiting(reading), emergencies.reviewed(reading)
    visit.note_read("page", emergency.ENTITY, "list emergencies", count=len(waiting) + len(reviewed))
    return page(
        request,
        "emergency/reviews.html",
        waiting=lines(visit, waiting, "/emergency/reviews/"),
        reviewed=lines(visit, reviewed, "/emergency/reviews/"),
        back="/",
    )


def show_review(request: Request) -> Response:
    """Show one access, and the form of its review."""
    return _show_review(request, {})


def review(request: Request) -> Response:
    """Store the finding."""
    visit = visit_of(request)
    try:
        with visit.writing() as work:
            emergency.review(work, id_in(request), value_of(request, "finding"), value_of(request, "remarks"))
    except Invalid as error:
        return _show_review(request, error.faults)
    visit.service.sessions.forget()
    return redirect(request, "/emergency/reviews", Notice("emergency.was_reviewed"))


def lines(visit: Visit, found: Sequence[Access], base: str = "") -> list[AccessLine]:
    """Put accesses into words; with a ``base`` they lead to their review, else to their case while it is open."""
    return [_line(visit, one, base) for one in found]


def _line(visit: Visit, one: Access, base: str) -> AccessLine:
    def moment(at: object) -> str:
        return write.moment(at, visit.language, visit.zone) if at is not None else ""  # type: ignore[arg-type]

    is_open = one.lasts(visit.now)
    case_url = f"/cases/{one.case_id}" if is_open else ""
    return AccessLine(
        id=str(one.id),
        folio=one.folio,
        href=f"{base}{one.id}" if base else case_url,
        who=f"{one.officer}, {one.home}",
        reason=_reason(visit, one.reason),
        words=one.words,
        when=moment(one.opened_at),
        until=moment(one.ends_at),
        is_open=is_open,
        found_nothing=one.case_id is None,
        finding=visit.message(f"emergency.{one.finding}") if one.finding else "",
        reviewed=visit.message("emergency.reviewed_by", officer=one.reviewer, moment=moment(one.reviewed_at))
        if one.finding
        else "",
        remarks=one.remarks,
    )


def _reason(visit: Visit, code: str) -> str:
    catalogs = {role.emergency.reasons for role in visit.registry.roles if role.emergency is not None}
    values = [
        value
        for name in sorted(catalogs)
        if (value := visit.registry.catalog_by_id[name].by_code.get(code)) is not None
    ]
    return text(values[0].label, visit.language) if values else code


def _given(visit: Visit) -> Emergency | None:
    return emergency.granted(visit.model, visit.actor)


def _show(request: Request, faults: Mapping[str, Fault]) -> Response:
    visit = visit_of(request)
    given = _given(visit)
    if given is None:
        raise Forbidden
    with visit.reading() as reading:
        own = emergencies.own(reading)
    reasons = [
        (value.code, text(value.label, visit.language))
        for value in visit.registry.catalog_by_id[given.reasons].values
        if value.is_current(visit.now.date())
    ]
    hours, minutes = divmod(given.minutes, 60)
    return page(
        request,
        "emergency/page.html",
        None,
        422 if faults else 200,
        faults=faults,
        span=visit.message("emergency.hours", count=hours)
        if not minutes
        else visit.message("emergency.minutes", count=given.minutes),
        most=MOST,
        reasons=reasons,
        folio=value_of(request, "folio") or request.query_params.get("folio", "")[:60],
        chosen=value_of(request, "reason"),
        words=value_of(request, "words"),
        accesses=lines(visit, own),
    )


def _show_review(request: Request, faults: Mapping[str, Fault]) -> Response:
    visit = visit_of(request)
    with visit.reading() as reading:
        found = emergencies.load(reading, id_in(request))
    visit.note_read("page", emergency.ENTITY, found.id, case_id=found.case_id, reason="review")
    return page(
        request,
        "emergency/review.html",
        None,
        422 if faults else 200,
        faults=faults,
        access=_line(visit, found, ""),
        url=f"/emergency/reviews/{found.id}",
        chosen=value_of(request, "finding"),
        remarks=value_of(request, "remarks"),
    )
