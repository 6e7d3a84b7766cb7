"""The privacy notice and the consents of a case: shown, given, withdrawn on one page. Must not judge who may.

Giving and withdrawing take the same steps: choose purposes, say who says so and how, press the button.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from runtime.access import policy
from runtime.access.mask import sees_words
from runtime.errors import Fault, Invalid, NotFound
from runtime.http.context import Visit, form_of, value_of, visit_of
from runtime.http.endpoint import route
from runtime.http.links import path_of
from runtime.http.notices import Notice as Told
from runtime.http.redirects import redirect
from runtime.i18n import format as write
from runtime.ir.label import text
from runtime.ir.rights import Notice
from runtime.records import consent
from runtime.records.consent import HOW, Said, Shown
from runtime.search import case
from runtime.search import consent as kept
from runtime.search.consent import Consent
from runtime.search.people import title_of
from runtime.web.addresses import id_in
from runtime.web.fragments import page
from runtime.web.frame import name_of_language
from runtime.web.noting import note_case


def routes() -> list[BaseRoute]:
    """Return the routes."""
    return [
        route("/cases/{id}/consent", show),
        route("/cases/{id}/consent/notice", tell, ["POST"]),
        route("/cases/{id}/consent/give", give, ["POST"]),
        route("/cases/{id}/consent/withdraw", withdraw, ["POST"]),
        route("/notices/{notice}", show_notice, is_public=True),
        route("/notices/{notice}/{version}/{language}", show_former),
    ]


@dataclass(frozen=True)
class PurposeLine:
    """A purpose to choose, and what follows when its consent ends."""

    id: str
    label: str
    follows: str


@dataclass(frozen=True)
class ConsentLine:
    """One consent in words."""

    purpose: str
    given: str
    ended: str
    notice: str
    notice_url: str


def show(request: Request) -> Response:
    """Show the notice, the consents that hold, those to ask for, and what was before."""
    return _show(request, {})


def tell(request: Request) -> Response:
    """Keep that the notice was shown."""
    shown = _shown(request)
    try:
        with visit_of(request).writing() as work:
            consent.show_notice(work, id_in(request), shown)
    except Invalid as error:
        return _show(request, error.faults)
    return _back(request, Told("consent.notice_kept"))


def give(request: Request) -> Response:
    """Keep consent."""
    said = Said(value_of(request, "by"), value_of(request, "how"))
    try:
        with visit_of(request).writing() as work:
            consent.give(work, id_in(request), _shown(request), form_of(request).get("purpose", ()), said)
    except Invalid as error:
        return _show(request, error.faults)
    return _back(request, Told("consent.given"))


def withdraw(request: Request) -> Response:
    """Close consent, and say what follows."""
    visit = visit_of(request)
    said = Said(value_of(request, "end_by"), value_of(request, "end_how"))
    try:
        with visit.writing() as work:
            chosen = form_of(request).get("end_purpose", ())
            ended = consent.withdraw(work, id_in(request), chosen, said)
    except Invalid as error:
        return _show(request, {f"end_{name}": fault for name, fault in error.faults.items()})
    follows = [
        text(purpose.withdrawal, visit.language)
        for notice in visit.registry.notices
        for purpose in notice.asked
        if purpose.id in ended and purpose.withdrawal
    ]
    return _back(request, Told("consent.withdrawn", {"follows": " ".join(follows)}))


def show_notice(request: Request) -> Response:
    """Show the full text of a notice as it holds now; anybody may read it."""
    visit = visit_of(request)
    notice = next((one for one in visit.registry.notices if one.id == request.path_params["notice"]), None)
    if notice is None:
        raise NotFound
    return _text(request, notice.version, visit.language, text(notice.full, visit.language), notice)


def show_former(request: Request) -> Response:
    """Show the text of a notice as it was shown to somebody."""
    visit, params = visit_of(request), request.path_params
    if policy.reach(visit.model, visit.actor, "read", "person") is None:
        raise NotFound
    with visit.reading() as reading:
        words = kept.words(reading, params["notice"], params["version"], params["language"])
    notice = next((one for one in visit.registry.notices if one.id == params["notice"]), None)
    return _text(request, params["version"], params["language"], words.full, notice)


def _text(request: Request, version: str, language: str, words: str, notice: Notice | None) -> Response:
    visit = visit_of(request)
    return page(
        request,
        "case/notice.html",
        title=text(notice.label, visit.language) if notice else visit.message("consent.notice"),
        version=version,
        since=_since(visit, notice) if notice is not None and notice.version == version else "",
        is_proposal=notice is not None and notice.assumed,
        text_language=language,
        paragraphs=[part.strip() for part in words.split("\n\n") if part.strip()],
        back=_came_from(request),
    )


def _since(visit: Visit, notice: Notice) -> str:
    """The day a notice began to hold, in words."""
    try:
        return write.date(datetime.date.fromisoformat(notice.since), visit.language)
    except ValueError:
        return notice.since


def _came_from(request: Request) -> str:
    """The page that led here: a consent, an intake, the front page for who came from elsewhere."""
    came = path_of(request.headers.get("referer"), request.headers.get("host", ""))
    return came if came and not came.startswith("/notices/") else "/"


def _shown(request: Request) -> Shown:
    notice = _notice(visit_of(request), value_of(request, "notice"))
    return Shown(notice, value_of(request, "language"), value_of(request, "form"))


def _notice(visit: Visit, wanted: str) -> Notice:
    notices = visit.registry.notices
    found = next((one for one in notices if not wanted or one.id == wanted), None)
    if found is None:
        raise NotFound
    return found


def _back(request: Request, told: Told) -> Response:
    notice = value_of(request, "notice")
    return redirect(request, f"/cases/{id_in(request)}/consent?notice={notice}", told)


def _show(request: Request, faults: Mapping[str, Fault]) -> Response:
    visit = visit_of(request)
    notice = _notice(visit, value_of(request, "notice") or request.query_params.get("notice", ""))
    with visit.reading() as reading:
        head = case.head(reading, id_in(request))
        seen = kept.shown(reading, head.row["id"])
        given = kept.consents(reading, head.row["id"])
        person = title_of(reading, visit.registry.by_id["person"], head.person)
    note_case(visit, "page", head.entity, head.row)
    held = {one.purpose for one in given if one.withdrawn_at is None}
    return page(
        request,
        "case/consent.html",
        None,
        422 if faults else 200,
        faults=faults,
        url=f"/cases/{head.row['id']}",
        folio=head.row["folio"],
        person=person,
        privacy=notice,
        others=[one for one in visit.registry.notices if one.id != notice.id],
        seen=[_seen(visit, one) for one in seen],
        holding=[_purpose(visit, one.id, notice) for one in notice.asked if one.id in held],
        open=[_purpose(visit, one.id, notice) for one in notice.asked if one.id not in held],
        needed=[text(one.label, visit.language) for one in notice.purposes if one.needed],
        history=[line_of(visit, one) for one in given],
        languages=[(code, name_of_language(code)) for code in notice.full],
        forms=[(form, visit.message(f"consent.form.{form}")) for form in consent.FORMS],
        ways=[(way, visit.message(f"consent.how.{way}")) for way in HOW],
        may_change=policy.may(visit.model, visit.actor, "update", head.entity.id, head.row),
        said={name: value_of(request, name) for name in ("by", "how", "language", "end_by", "end_how")},
        chosen={name: form_of(request).get(name, ()) for name in ("purpose", "end_purpose")},
    )


def _purpose(visit: Visit, purpose_id: str, notice: Notice) -> PurposeLine:
    found = next(one for one in notice.purposes if one.id == purpose_id)
    return PurposeLine(found.id, text(found.label, visit.language), text(found.withdrawal, visit.language))


def _seen(visit: Visit, one: kept.Shown) -> str:
    return visit.message(
        "consent.shown_line",
        notice=_notice_name(visit, one.notice),
        version=one.version,
        form=visit.message(f"consent.form.{one.form}"),
        language=name_of_language(one.language),
        officer=one.by,
        moment=write.moment(one.at, visit.language, visit.zone),
    )


def line_of(visit: Visit, one: Consent) -> ConsentLine:
    """Put a consent into words; its giver's name only for who may read names."""
    message = visit.message
    named = sees_words(visit.model, visit.actor)

    def told(key: str, by: str, how: str, moment: str) -> str:
        return message(key, by=by if named else "…", how=message(f"consent.how.{how}").lower(), moment=moment)

    given = told(
        "consent.given_line", one.given_by, one.how, write.moment(one.given_at, visit.language, visit.zone)
    )
    ended = ""
    if one.withdrawn_at is not None:
        when = write.moment(one.withdrawn_at, visit.language, visit.zone)
        ended = told("consent.ended_line", one.withdrawn_by or "", one.withdrawn_how or "spoken", when)
    purposes: Sequence[str] = [
        text(purpose.label, visit.language)
        for notice in visit.registry.notices
        if notice.id == one.notice
        for purpose in notice.purposes
        if purpose.id == one.purpose
    ]
    return ConsentLine(
        purposes[0] if purposes else one.purpose,
        given,
        ended,
        message("consent.version", version=one.version, language=name_of_language(one.language)),
        f"/notices/{one.notice}/{one.version}/{one.language}",
    )


def _notice_name(visit: Visit, notice_id: str) -> str:
    found = next((one for one in visit.registry.notices if one.id == notice_id), None)
    return text(found.label, visit.language) if found else notice_id
