"""The log as auditors look at it: filters, entries in words, the same as a file. Must not query."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from runtime.access import policy
from runtime.errors import Forbidden
from runtime.exchange import delimited
from runtime.http.context import Visit, visit_of
from runtime.http.endpoint import route
from runtime.i18n import format as write
from runtime.i18n.messages import catalogue
from runtime.search import titles, trail
from runtime.search.directory import Directory, directory
from runtime.search.reading import Reading
from runtime.search.trail import Asked, Entry
from runtime.storage import history
from runtime.web.fragments import page
from runtime.web.history import ChangeLine, Words, references
from runtime.web.outline import outline
from runtime.web.protection import tabs_of
from runtime.web.told import CHANNELS, channel_of, kind_of, what_of, why_of

HERE = "/protection/trail"
_GENERAL = ("case", "person", "action")
_OUTSIDE = ("account", "office")
_LONGEST = 120


@dataclass(frozen=True)
class Line:
    """One entry in words."""

    when: str
    who: str
    office: str
    what: str
    channel: str
    of: str
    record: str
    href: str
    reason: str
    changes: Sequence[ChangeLine]
    is_masked: bool


@dataclass(frozen=True)
class Box:
    """A choice among the filters: its offers as code and words."""

    name: str
    label: str
    offers: Sequence[tuple[str, str]]
    chosen: str


def routes() -> list[BaseRoute]:
    """Return the routes."""
    return [route(HERE, show), route(f"{HERE}/export.csv", send)]


def show(request: Request) -> Response:
    """Show some of the log."""
    visit = visit_of(request)
    with visit.reading() as reading:
        names = directory(reading)
        asked, faults = _asked(request, names)
        found = trail.page(reading, asked, request.query_params.get("after", "")[:_LONGEST])
        lines = list(_lines(visit, reading, names, found.entries))
    visit.note_read("page", trail.SUBJECT, "list trail", count=len(lines))
    given = {name: value for name, value in request.query_params.items() if value and name != "after"}
    return page(
        request,
        "trail/page.html",
        tabs=tabs_of(visit),
        lines=lines,
        boxes=_boxes(visit, names, request.query_params),
        given=given,
        faults=faults,
        is_narrowed=bool(given),
        later="after" in request.query_params,
        here=HERE,
        first=f"{HERE}?{urlencode(given)}" if given else HERE,
        next=f"{HERE}?{urlencode({**given, 'after': found.next})}" if found.next else "",
        export=f"{HERE}/export.csv?{urlencode(given)}" if _may_export(visit) else "",
    )


def send(request: Request) -> Response:
    """Send what the filters leave as CSV: names of what changed, not values. The log keeps the question."""
    visit = visit_of(request)
    if not _may_export(visit):
        raise Forbidden
    with visit.service.store.snapshot() as connection:
        reading = Reading(visit.model, connection, visit.actor, visit.now, visit.context)
        names = directory(reading)
        asked, _ = _asked(request, names)
        rows = [_cells(visit, names, one) for one in trail.stream(reading, asked)]
    given = {name: value for name, value in request.query_params.items() if value}
    with visit.service.store.writing() as connection:
        history.record(connection, visit.model.metadata, _exported(visit, given, len(rows)))
    headings = [visit.message(f"trail.{name}") for name in _HEADINGS]
    day = visit.now.astimezone(visit.zone).date()
    headers = {"content-disposition": f'attachment; filename="{trail.SUBJECT}-{day}.csv"'}
    return Response(delimited.table(headings, rows), media_type=delimited.MEDIA_TYPE, headers=headers)


_HEADINGS = ("when", "who", "office", "what", "channel", "kind", "record", "folio", "fields")


def _may_export(visit: Visit) -> bool:
    return policy.may(visit.model, visit.actor, "export", trail.SUBJECT)


def _asked(request: Request, names: Directory) -> tuple[Asked, dict[str, str]]:
    """Read the filters, and what is wrong with them."""
    query, visit = request.query_params, visit_of(request)
    given = {name: query.get(name, "").strip()[:_LONGEST] for name in ("who", "record", "from", "to")}
    days: dict[str, datetime.date | None] = {}
    faults = {}
    for name in ("from", "to"):
        days[name] = _day(given[name])
        if given[name] and days[name] is None:
            faults[name] = visit.message("trail.bad_day")
    first, last = days["from"], days["to"]
    who = given["who"].casefold()
    return Asked(
        account_ids=tuple(one.id for one in names.officers.values() if who in one.name.casefold())
        if who
        else None,
        verb=query.get("verb", "")[:_LONGEST],
        channel=query.get("channel", "")[:_LONGEST],
        entity=query.get("entity", "")[:_LONGEST],
        office=query.get("office", "")[:_LONGEST],
        since=_midnight(visit, first) if first else None,
        until=_midnight(visit, last + datetime.timedelta(days=1)) if last else None,
        record=given["record"],
    ), faults


def _day(typed: str) -> datetime.date | None:
    try:
        day = datetime.date.fromisoformat(typed)
    except ValueError:
        return None
    return day if datetime.date(2000, 1, 1) <= day < datetime.date(9999, 1, 1) else None


def _midnight(visit: Visit, day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(), visit.zone).astimezone(datetime.UTC)


def _boxes(visit: Visit, names: Directory, query: Mapping[str, str]) -> list[Box]:
    say, registry = visit.message, visit.registry
    verbs = sorted(
        {
            key.removeprefix(start)
            for key in catalogue()
            for start in ("trail.verb.",)
            if key.startswith(start)
        }
        | _DONE
    )
    entities = [*_GENERAL, *(one.id for one in registry.registers), *_OUTSIDE]
    offers = {
        "verb": sorted(((verb, what_of(visit, verb)) for verb in verbs), key=lambda one: one[1].casefold()),
        "channel": [(one, channel_of(visit, one)) for one in CHANNELS],
        "entity": [(one, kind_of(visit, one)) for one in entities],
        "office": [(one.id, one.name) for one in names.offices.values()],
    }
    return [Box(name, say(f"trail.{name}"), offered, query.get(name, "")) for name, offered in offers.items()]


_DONE = frozenset({"create", "update", "transition", "reassign", "annul", "transfer", "attach", "document"})
"""What is done to records, of which the history has the words."""


def _lines(visit: Visit, reading: Reading, names: Directory, entries: Sequence[Entry]) -> Iterator[Line]:
    wanted: dict[str, set[titles.Key]] = {}
    for entry in entries:
        if entry.entity is not None and entry.changes:
            for target, keys in references(reading, entry.entity, [entry.changes]).items():
                wanted.setdefault(target, set()).update(keys)
    context = replace(visit.context, titles=titles.load(reading, wanted))
    for entry in entries:
        row = entry.row
        yield Line(
            when=write.moment(row["at"], visit.language, visit.zone),
            who=names.officer_name(row["account_id"]) or visit.message("trail.system"),
            office=names.office_name(row["office_id"]) if row["office_id"] else "",
            what=what_of(visit, row["verb"]),
            channel=channel_of(visit, row["channel"]),
            of=kind_of(visit, row["entity"]),
            record=entry.folio or row["record_id"] or "",
            href=f"{HERE}?{urlencode({'record': entry.folio or row['record_id']})}"
            if row["record_id"]
            else "",
            reason=why_of(visit, entry.reason),
            changes=_changes(visit, names, context, entry),
            is_masked=entry.is_masked,
        )


def _changes(visit: Visit, names: Directory, context: Any, entry: Entry) -> list[ChangeLine]:
    if entry.entity is None or entry.row["verb"] in history.READS:
        return [
            ChangeLine(_name(visit, name), _plain(before), _plain(after))
            for name, (before, after) in entry.changes.items()
        ]
    seen = outline(visit.model, visit.actor, entry.entity.id, visit.language)
    return Words(visit, seen, context, names).changes(entry.changes)


def _name(visit: Visit, name: str) -> str:
    key = f"trail.told.{name}"
    return visit.message(key) if key in catalogue() else name


def _plain(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(_plain, value))
    return "" if value is None else str(value)


def _cells(visit: Visit, names: Directory, entry: Entry) -> list[str]:
    row = entry.row
    moment = row["at"].astimezone(visit.zone).isoformat(" ", "seconds")
    return [
        moment,
        names.officer_name(row["account_id"]),
        names.office_name(row["office_id"]) if row["office_id"] else "",
        what_of(visit, row["verb"]),
        channel_of(visit, row["channel"]),
        kind_of(visit, row["entity"]),
        row["record_id"] or "",
        entry.folio,
        ", ".join(sorted(entry.changes)),
    ]


def _exported(visit: Visit, given: Mapping[str, str], count: int) -> history.Entry:
    return history.Entry(
        verb="export",
        entity=trail.SUBJECT,
        record_id="list trail",
        at=visit.now,
        account_id=visit.actor.account_id,
        office_id=visit.actor.office_id,
        difference={"filters": [None, urlencode(given)], "format": [None, "csv"], "count": [None, count]},
        request_id=visit.request_id,
        channel="export",
    )
