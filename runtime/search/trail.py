"""The trail as an auditor looks at it: entries by filter, newest first, only what the actor may see of them. Must not render."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import JsonValue
from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select

from runtime.access import policy
from runtime.access.mask import hidden_changes, sees_words
from runtime.errors import NotFound
from runtime.ir.entity import Entity
from runtime.search.history import unknown_files
from runtime.search.reading import Reading
from runtime.storage import history

SHOWN = 50
SUBJECT = "trail"
_STREAM = 1000


@dataclass(frozen=True)
class Asked:
    """What is looked for; what is empty does not narrow.

    ``record`` is a folio, or the id of a case, a person or any other record.
    """

    account_ids: tuple[uuid.UUID, ...] | None = None
    verb: str = ""
    channel: str = ""
    entity: str = ""
    office: str = ""
    since: datetime.datetime | None = None
    until: datetime.datetime | None = None
    record: str = ""


@dataclass(frozen=True)
class Entry:
    """One entry. ``folio`` is its case's; ``changes`` are those the actor may see; ``is_masked``: there are others."""

    id: uuid.UUID
    row: Mapping[str, Any]
    entity: Entity | None
    folio: str
    reason: str
    changes: Mapping[str, Sequence[JsonValue]]
    is_masked: bool


@dataclass(frozen=True)
class Page:
    """Some entries, and the cursor of the next page if there is one."""

    entries: Sequence[Entry]
    next: str


def page(reading: Reading, asked: Asked, cursor: str = "") -> Page:
    """Return a page of the trail.

    Raises:
        NotFound: the actor may not see any of it.
    """
    event = reading.model.table("event")
    statement = _statement(reading, asked)
    after = _position(cursor)
    if after is not None:
        at, event_id = after
        statement = statement.where(or_(event.c.at < at, and_(event.c.at == at, event.c.id < event_id)))
    newest = statement.order_by(event.c.at.desc(), event.c.id.desc()).limit(SHOWN + 1)
    rows = reading.connection.execute(newest).all()
    shown = rows[:SHOWN]
    more = f"{shown[-1].at.isoformat()}~{shown[-1].id.hex}" if len(rows) > SHOWN else ""
    return Page(entries(reading, shown), more)


def count(reading: Reading, asked: Asked) -> int:
    """Return how many entries there are.

    Raises:
        NotFound: the actor may not see any of it.
    """
    found = _statement(reading, asked).subquery()
    return reading.connection.scalar(select(func.count()).select_from(found)) or 0


def stream(reading: Reading, asked: Asked) -> Iterator[Entry]:
    """Give every entry, newest first, as the actor may see it.

    Raises:
        NotFound: the actor may not see any of it.
    """
    event = reading.model.table("event")
    statement = _statement(reading, asked).order_by(event.c.at.desc(), event.c.id.desc())
    found = reading.connection.execution_options(yield_per=_STREAM).execute(statement)
    for rows in found.partitions(_STREAM):
        yield from entries(reading, rows)


def entries(reading: Reading, rows: Sequence[Row[Any]]) -> list[Entry]:
    """Return rows of the trail as the actor may see them."""
    folios = _folios(reading, {row.case_id for row in rows if row.case_id is not None})
    shielded = _shielded(reading, folios)
    is_read = sees_words(reading.model, reading.actor)
    return [_entry(reading, row, folios, is_shut=row.case_id in shielded, is_read=is_read) for row in rows]


def _statement(reading: Reading, asked: Asked) -> Select[Any]:
    model = reading.model
    if not policy.may(model, reading.actor, "read", SUBJECT):
        raise NotFound
    event = model.table("event")
    found = select(event).where(policy.rows(model, reading.actor, "read", SUBJECT))
    exact = ((event.c.verb, asked.verb), (event.c.channel, asked.channel), (event.c.office_id, asked.office))
    for column, wanted in exact:
        if wanted:
            found = found.where(column == wanted)
    if asked.account_ids is not None:
        found = found.where(event.c.account_id.in_(asked.account_ids))
    if asked.entity:
        found = found.where(event.c.entity.in_(_names(reading, asked.entity)))
    if asked.since is not None:
        found = found.where(event.c.at >= asked.since)
    if asked.until is not None:
        found = found.where(event.c.at < asked.until)
    return found.where(_of_record(reading, asked.record)) if asked.record else found


def _names(reading: Reading, entity_id: str) -> list[str]:
    """An entity by all its names, or all types of a kind."""
    registry = reading.model.registry
    kinds = {"case": registry.case_types, "action": registry.action_types}
    wanted = kinds.get(entity_id) or [registry.by_id[entity_id]] if entity_id in registry.by_id else []
    return [entity_id, *(name for one in wanted for name in (one.id, *one.former))]


def _of_record(reading: Reading, text: str) -> ColumnElement[bool]:
    event, cases = reading.model.table("event"), reading.model.table("cases")
    try:
        found = uuid.UUID(text)
    except ValueError:
        of_folio = select(cases.c.id).where(cases.c.folio == text).scalar_subquery()
        return or_(event.c.case_id == of_folio, event.c.record_id == text[:63])
    return or_(event.c.case_id == found, event.c.person_id == found, event.c.record_id == str(found))


def _position(cursor: str) -> tuple[datetime.datetime, uuid.UUID] | None:
    at, _, event_id = cursor.partition("~")
    try:
        moment = datetime.datetime.fromisoformat(at)
        return (moment, uuid.UUID(event_id)) if moment.tzinfo is not None else None
    except ValueError:
        return None


def _folios(reading: Reading, case_ids: set[uuid.UUID]) -> dict[uuid.UUID, tuple[str, str]]:
    """Folio and type of cases."""
    cases = reading.model.table("cases")
    found = select(cases.c.id, cases.c.folio, cases.c.case_type).where(cases.c.id.in_(case_ids))
    return (
        {row.id: (row.folio, row.case_type) for row in reading.connection.execute(found)} if case_ids else {}
    )


def _shielded(reading: Reading, folios: Mapping[uuid.UUID, tuple[str, str]]) -> frozenset[uuid.UUID]:
    """Of some cases the restricted ones that the actor may not read: of these only is told that something happened."""
    model = reading.model
    types = policy.restricted_types(model.registry.case_types)
    restricted = {case_id for case_id, (_, case_type) in folios.items() if case_type in types}
    if not restricted:
        return frozenset()
    cases = model.table("cases")
    seen = policy.rows(model, reading.actor, "read", "case")
    readable = reading.connection.scalars(select(cases.c.id).where(cases.c.id.in_(restricted), seen))
    return frozenset(restricted - set(readable))


def _entry(
    reading: Reading,
    row: Row[Any],
    folios: Mapping[uuid.UUID, tuple[str, str]],
    *,
    is_shut: bool,
    is_read: bool,
) -> Entry:
    model = reading.model
    entity = next(
        (one for one in model.registry.entities if row.entity == one.id or row.entity in one.former), None
    )
    stored = row.difference or {}
    subject = entity.id if entity is not None else NUMBERED.get(row.entity)
    may_read = subject is None or policy.reach(model, reading.actor, "read", subject) is not None
    if is_shut or (entity is None and not may_read):
        told: dict[str, list[JsonValue]] = {}
    elif entity is None:
        told = {name: list(pair) for name, pair in stored.items()}
    else:
        hidden = hidden_changes(model, reading.actor, entity, stored.keys())
        if not may_read:
            # Who may read no record of the kind is told that it changed, not to what.
            hidden |= {name for name in stored if name.removeprefix("unknown.") in _fields(reading, entity)}
        hidden -= _OF_MANY if row.verb in _COUNTING else frozenset()
        if row.case_id is not None and "file" in stored and "file" not in hidden:
            unknown = unknown_files(reading, entity, row.case_id, [stored])
            hidden |= frozenset() if unknown.isdisjoint(stored["file"]) else {"file"}
        opened = {name: pair for name, pair in stored.items() if name not in hidden}
        told = history.open_difference(model.codec, entity.id, row.record_id, opened)
    is_told = row.verb in _EXPLAINED or (is_read and not is_shut and may_read)
    return Entry(
        id=row.id,
        row=row._asdict(),
        entity=entity,
        folio=folios.get(row.case_id, ("", ""))[0],
        reason=(row.reason or "") if is_told else "",
        changes=told,
        is_masked=len(told) < len(stored) or bool(row.reason and not is_told),
    )


def _fields(reading: Reading, entity: Entity) -> frozenset[str]:
    owners = [entity, *([reading.model.registry.by_id[entity.base]] if entity.base else [])]
    return frozenset(name for one in owners for field in one.fields for name in (field.id, *field.former))


NUMBERED = {"rights_request": "rights", "breach": "breaches"}
"""Registers beside the blueprint's, whose records have a number, with the subject of who reads their words."""
_EXPLAINED = (*history.READS, "open_emergency", "review_emergency")
"""Whoever does this gives their reason for the log."""
_COUNTING = (*history.READS, "keep_clocks")
_OF_MANY = frozenset({"count", "times", "columns", "filters", "format", "changed"})
"""What reads, exports and reckonings tell, which is of no field."""
