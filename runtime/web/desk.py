"""The desk: what waits for the officer who signed in. Owns its words; queries are ``runtime.search.desk``'s."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from runtime.access import policy
from runtime.auth import leave
from runtime.http.context import Visit, visit_of
from runtime.http.endpoint import route
from runtime.http.links import inside
from runtime.i18n import format as write
from runtime.ir.label import text
from runtime.records.draft import MOST as MOST_DRAFTS
from runtime.records.emergency import granted
from runtime.search import desk, emergencies
from runtime.search.desk import MOST, RECENT_DAYS, Desk, DraftLine, DueLine
from runtime.search.directory import directory
from runtime.search.reading import Reading
from runtime.search.transfer import Transfer
from runtime.web import emergency
from runtime.web.caserows import CaseRow, case_rows
from runtime.web.clocks import ClockLine, clock_line
from runtime.web.draft import CONTINUE
from runtime.web.fragments import page, piece
from runtime.web.leave import days
from runtime.web.patterns import draw


@dataclass(frozen=True)
class Due:
    """A deadline with its case, in words."""

    case: CaseRow
    clock: ClockLine


@dataclass(frozen=True)
class Moving:
    """A case on its way from or to another office, in words."""

    case: CaseRow
    href: str
    words: str
    reason: str


@dataclass(frozen=True)
class Unfinished:
    """A draft: what it is of, where it goes on, when it was kept."""

    words: str
    href: str
    when: str


@dataclass(frozen=True)
class Tile:
    """A number that stands out."""

    number: str
    words: str
    is_late: bool = False


def routes() -> list[BaseRoute]:
    """Return the route."""
    return [route("/", show_desk)]


def show_desk(request: Request) -> Response:
    """Show the desk."""
    visit = visit_of(request)
    with visit.reading() as reading:
        found = desk.load(reading)
        sees_cases = desk.may_see_cases(reading)
        mine = case_rows(visit, reading, found.mine.cases)
        recent = case_rows(visit, reading, found.recent.cases)
        due = _due(visit, reading, found.due)
        news = emergency.lines(visit, emergencies.news(reading))
        standing = _standing_in(visit, reading)
        reviews_emergencies = emergencies.may_review(reading)
        arriving, returned = (_moving(visit, reading, lines) for lines in (found.arriving, found.returned))
    body = piece(
        request,
        "desk/body.html",
        desk=found,
        sees_cases=sees_cases,
        mine=_lines(request, mine),
        recent=_lines(request, recent),
        due=due,
        arriving=arriving,
        returned=returned,
        tiles=_tiles(visit, found),
        all_mine=_all_mine(visit) if found.mine.total > len(found.mine.cases) else None,
        reviews_emergencies=reviews_emergencies,
        may_ask_emergency=granted(visit.model, visit.actor) is not None,
        drafts=[_unfinished(visit, draft) for draft in found.drafts],
        most_drafts=MOST_DRAFTS,
        days=RECENT_DAYS,
        typed="",
        may_open=policy.may(visit.model, visit.actor, "create", "case"),
        may_search=policy.may(visit.model, visit.actor, "read", "person"),
    )
    return page(
        request,
        "desk/page.html",
        body=body,
        news=news,
        reviews_emergencies=reviews_emergencies,
        standing_in=standing,
    )


def _standing_in(visit: Visit, reading: Reading) -> list[str]:
    """Whose work the officer does beside their own."""
    return [
        visit.message("leave.standing_in", name=one.name, days=days(visit, one))
        for one in leave.standing_in(reading)
    ]


def _lines(request: Request, cases: Sequence[CaseRow]) -> Markup:
    """The rows of a table of cases: one is drawn, and filled in for each case."""
    visit = visit_of(request)
    row = visit.model.memory.recall(
        ("row of the desk", visit.language),
        lambda: draw(
            len(CaseRow._fields), lambda marks: piece(request, "desk/case.html", case=CaseRow(*marks))
        ),
    )
    return row.fill(list(zip(*cases, strict=True))) if cases else Markup()


def _tiles(visit: Visit, found: Desk) -> list[Tile]:
    say = visit.message

    def tile(key: str, count: int, *, is_late: bool = False, **more: object) -> Tile:
        number = say("desk.more_than", count=MOST) if count > MOST else str(count)
        return Tile(number, say(key, count=count, **more), is_late and count > 0)

    return [
        tile("desk.open_cases", found.mine.total),
        tile("desk.overdue", found.overdue, is_late=True),
        tile("desk.soon", found.soon),
        tile("desk.came_in_count", found.recent.total, days=RECENT_DAYS),
    ]


def _due(visit: Visit, reading: Reading, lines: Sequence[DueLine]) -> list[Due]:
    clocks = [clock_line(visit, line.case.entity, line.clock) for line in lines]
    return list(map(Due, case_rows(visit, reading, [line.case for line in lines]), clocks))


def _moving(visit: Visit, reading: Reading, lines: Sequence[Transfer]) -> list[Moving]:
    if not lines:
        return []
    names, say = directory(reading), visit.message
    return [
        Moving(
            case,
            f"/transfers/{line.id}",
            say("transfer.from", office=names.office_name(line.from_office_id)),
            line.reason,
        )
        if line.refused is None
        else Moving(
            case, case.href, say("transfer.by", office=names.office_name(line.to_office_id)), line.refused
        )
        for line, case in zip(lines, case_rows(visit, reading, [line.case for line in lines]), strict=True)
    ]


def _all_mine(visit: Visit) -> str | None:
    """The first list of cases that can be filtered by responsible officer and state, so filtered."""
    for listing in visit.registry.lists:
        if listing.of == "case" and {"responsible", "state"} <= set(listing.filters):
            states = [state.id for state in visit.registry.lifecycle.states if state.kind != "closed"]
            pairs = [("state", state) for state in states] + [
                ("responsible", str(one)) for one in sorted(visit.actor.answers_for)
            ]
            return f"/lists/{listing.id}?{urlencode(pairs)}"
    return None


def _unfinished(visit: Visit, draft: DraftLine) -> Unfinished:
    here = inside(draft.form)
    href = f"{here}{'&' if '?' in here else '?'}draft={CONTINUE}"
    when = write.moment(draft.saved_at, visit.language, visit.zone)
    return Unfinished(_of_what(visit, urlsplit(here).path.strip("/").split("/")), href, when)


def _of_what(visit: Visit, path: Sequence[str]) -> str:
    say, by_id = visit.message, visit.registry.by_id
    if path[:2] == ["cases", "new"]:
        entity = by_id.get(f"case_{path[2]}") if len(path) > 2 else None
        return (
            say("desk.draft_case", type=text(entity.label, visit.language))
            if entity
            else say("desk.draft_new_case")
        )
    if path[:2] == ["people", "new"]:
        return say("desk.draft_person")
    if path[2:4] == ["actions", "new"] and len(path) > 4 and f"action_{path[4]}" in by_id:
        return say("desk.draft_action", type=text(by_id[f"action_{path[4]}"].label, visit.language))
    return say("desk.draft_correction" if "edit" in path else "desk.draft_other")
