"""The log as auditors look at it: filters, entries in words, the same as a file. Must not query."""

from __future__ import annotations

import datetime
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import BaseRoute

from runtime.access import policy
from runtime.errors import Forbidden
from runtime.exchange import delimited
from runtime.exchange.outgoing import led
from runtime.http.context import Visit, visit_of
from runtime.http.endpoint import route
from runtime.i18n import format as write
from runtime.i18n.messages import catalogue
from runtime.search import subjects, titles, trail
from runtime.search.directory import Directory, directory
from runtime.search.reading import Reading
from runtime.search.trail import Asked, Entry
from runtime.storage import history
from runtime.web.facts import Facts
from runtime.web.fragments import page
from runtime.web.history import ChangeLine, Words, references
from runtime.web.outline import outline
from runtime.web.protection import tabs_of
from runtime.web.told import CHANNELS, channel_of, kind_of, of_many, what_of, why_of

HERE = "/protection/trail"
_GENERAL = ("case", "person", "action")
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
        only=_only(visit, asked.record, lines),
        faults=faults,
        is_narrowed=bool(given),
        later="after" in request.query_params,
        here=HERE,
        first=f"{HERE}?{urlencode(given)}" if given else HERE,
        next=f"{HERE}?{urlencode({**given, 'after': found.next})}" if found.next else "",
        export=f"{HERE}/export.csv?{urlencode(given)}" if _may_export(visit) else "",
    )


def _only(visit: Visit, record: str, lines: Sequence[Line]) -> str:
    """The record all entries are of, in words, when it is asked for by an id, which nobody reads."""
    if not subjects.is_id(record):
        return ""
    own = next((line for line in lines if record in line.href), None)
    return ": ".join(filter(None, (own.of, own.record))) if own else visit.message("trail.record")


def send(request: Request) -> Response:
    """Send what the filters leave as CSV: names of what changed, not values. The log keeps the question."""
    visit = visit_of(request)
    if not _may_export(visit):
        raise Forbidden
    counted: list[int] = []
    flow = _flow(request, counted)
    # Up to the first chunk: the query has begun and its entries are counted, on one moment of the log.
    opening = next(flow)
    given = {name: value for name, value in request.query_params.items() if value}
    with visit.service.store.writing() as connection:
        history.record(connection, visit.model.metadata, _exported(visit, given, counted[0]))
    day = visit.now.astimezone(visit.zone).date()
    headers = {"content-disposition": f'attachment; filename="{trail.SUBJECT}-{day}.csv"'}
    return StreamingResponse(led(opening, flow), media_type=delimited.MEDIA_TYPE, headers=headers)


def _flow(request: Request, counted: list[int]) -> Generator[bytes, None, None]:
    """The file some entries at a time: a log of years passes by and is never in memory."""
    visit = visit_of(request)
    headings = [visit.message(f"trail.{name}") for name in _HEADINGS]
    with visit.service.store.snapshot() as connection:
        reading = Reading(visit.model, connection, visit.actor, visit.now, visit.context)
        names = directory(reading)
        asked, _ = _asked(request, names)
        counted.append(trail.count(reading, asked))
        rows = (_cells(visit, names, one) for one in trail.stream(reading, asked))
        yield from delimited.written(headings, rows)


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
    entities = [*_GENERAL, *(one.id for one in registry.registers), *_codes("trail.kind.")]
    offers = {
        "verb": _sorted((verb, what_of(visit, verb)) for verb in _codes("trail.verb.")),
        "channel": [(one, channel_of(visit, one)) for one in CHANNELS],
        "entity": _sorted((one, kind_of(visit, one)) for one in entities),
        "office": [(one.id, one.name) for one in names.offices.values()],
    }
    return [Box(name, say(f"trail.{name}"), offered, query.get(name, "")) for name, offered in offers.items()]


def _codes(start: str) -> list[str]:
    """The codes that have words of their own in the log: all there are."""
    return [key.removeprefix(start) for key in catalogue() if key.startswith(start)]


def _sorted(offers: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted(offers, key=lambda one: one[1].casefold())


def _lines(visit: Visit, reading: Reading, names: Directory, entries: Sequence[Entry]) -> Iterator[Line]:
    wanted: dict[str, set[titles.Key]] = {}
    for entry in entries:
        if entry.entity is not None and entry.changes:
            for target, keys in references(reading, entry.entity, [entry.changes]).items():
                wanted.setdefault(target, set()).update(keys)
    context = replace(visit.context, titles=titles.load(reading, wanted))
    named = subjects.names(reading, entries)
    for entry in entries:
        row = entry.row
        of, record = _subject(visit, entry, named)
        yield Line(
            when=write.moment(row["at"], visit.language, visit.zone),
            who=_who(visit, names, row),
            office=names.office_name(row["office_id"]) if row["office_id"] else "",
            what=what_of(visit, row["verb"]),
            channel=channel_of(visit, row["channel"]),
            of=of,
            record=record,
            href=f"{HERE}?{urlencode({'record': entry.folio or row['record_id']})}" if record else "",
            reason=why_of(visit, row["verb"], entry.reason),
            changes=_changes(visit, names, context, entry),
            is_masked=entry.is_masked,
        )


def _changes(visit: Visit, names: Directory, context: Any, entry: Entry) -> list[ChangeLine]:
    if entry.entity is None or entry.row["verb"] in history.READS:
        facts = Facts(visit, names, entry.row["entity"])
        lines = [
            ChangeLine(facts.label(name), facts.value(name, before), facts.value(name, after))
            for name, (before, after) in entry.changes.items()
        ]
        # A question that narrowed nothing says nothing.
        return [line for line in lines if line.before or line.after]
    seen = outline(visit.model, visit.actor, entry.entity.id, visit.language)
    return Words(visit, seen, context, names).changes(entry.changes)


def _labels(visit: Visit, names: Directory, entry: Entry) -> list[str]:
    """What changed, without from what to what."""
    if entry.entity is None or entry.row["verb"] in history.READS:
        return [Facts(visit, names, entry.row["entity"]).label(name) for name in entry.changes]
    seen = outline(visit.model, visit.actor, entry.entity.id, visit.language)
    words = Words(visit, seen, visit.context, names)
    return [words.label(name) for name in entry.changes]


def _who(visit: Visit, names: Directory, row: Mapping[str, Any]) -> str:
    known = names.officer_name(row["account_id"])
    return known or visit.message("trail.nobody" if row["verb"] in _TRIES else "trail.system")


_TRIES = ("sign_in_failed", "second_factor_failed")
"""Who tries to sign in is nobody the registry knows."""


def _subject(visit: Visit, entry: Entry, named: Mapping[subjects.Subject, str]) -> tuple[str, str]:
    """What an entry is of, and what leads to the other entries of the same record: its folio, name or number."""
    row = entry.row
    kind, record_id = kind_of(visit, row["entity"]), row["record_id"] or ""
    many = of_many(visit, record_id)
    if many:
        return many, ""
    name = entry.folio or named.get((row["entity"], record_id), "")
    if name:
        return kind, name
    # Nobody reads an id: the kind itself leads on. What is told by neither id nor name is none.
    return ("", kind) if subjects.is_id(record_id) else (kind, "")


def _cells(visit: Visit, names: Directory, entry: Entry) -> list[str]:
    row = entry.row
    moment = row["at"].astimezone(visit.zone).isoformat(" ", "seconds")
    return [
        moment,
        names.officer_name(row["account_id"]),
        names.office_name(row["office_id"]) if row["office_id"] else "",
        what_of(visit, row["verb"]),
        channel_of(visit, row["channel"]),
        of_many(visit, row["record_id"] or "") or kind_of(visit, row["entity"]),
        row["record_id"] or "",
        entry.folio,
        ", ".join(sorted(_labels(visit, names, entry))),
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
