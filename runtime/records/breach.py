"""Breaches of personal data: registered with the clock of who must be told, completed, closed. Must not know pages."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, update

from runtime.access.policy import may, rows
from runtime.errors import Conflict, Fault, Forbidden, Invalid, NotFound, Refused
from runtime.records.numbering import take_number
from runtime.records.reason import told
from runtime.records.schedule import parse_span, start_clock
from runtime.records.work import Work
from runtime.records.write import find, insert_row
from runtime.records.zone import workdays_of
from runtime.storage.entry import Entry

SUBJECT = "breaches"
ENTITY = "breach"
SERIES = "INC-{prefix}-{year}-{number:04}"
_MOST_PEOPLE = 2_000_000_000


@dataclass(frozen=True)
class Facts:
    """What is known of a breach so far; ``persons`` is how many people it concerns, empty while nobody knows."""

    what: str
    data: str
    persons: str
    measures: str


def register(work: Work, known_at: datetime.datetime | None, facts: Facts, breach_id: uuid.UUID) -> uuid.UUID:
    """Register a breach of the actor's office; its clock runs from when it was known.

    Raises:
        Forbidden: the actor may not.
        Invalid: something is missing or wrong.
    """
    whose = {"office_id": work.actor.office_id, "created_by": work.actor.account_id}
    if not may(work.model, work.actor, "create", SUBJECT, whose):
        raise Forbidden
    table = work.model.table(ENTITY)
    if find(work, table, breach_id).is_stored:
        return breach_id
    faults: dict[str, Fault] = {}
    if known_at is None or known_at > work.now:
        faults["known_at"] = Fault("breach.known_when")
    columns = _read(facts, faults)
    assert known_at is not None
    span = parse_span(work.model.registry.breaches.within)
    clock = start_clock(known_at, span, None, workdays_of(work, work.actor.office_id))
    place = take_number(work, SERIES)
    row = {
        "id": breach_id,
        "number": place.text,
        **whose,
        "known_at": clock.started,
        "due_at": clock.due,
        **columns,
        "created_at": work.now,
        "version": 1,
    }
    insert_row(work, table, row)
    _note(work, "register_breach", breach_id, {"number": [None, place.text]})
    return breach_id


def complete(work: Work, breach_id: uuid.UUID, facts: Facts, version: int) -> None:
    """Store what more is known of a breach; ``version`` is the one the form was opened at.

    Raises:
        NotFound: there is none, or the actor may not see it.
        Forbidden: the actor may not change it.
        Refused: it is closed.
        Conflict: somebody else completed it since, with each field that now says something else.
        Invalid: something is missing or wrong.
    """
    row = _find(work, breach_id)
    columns = _read(facts, {})
    changed = {name: [row[name], value] for name, value in columns.items() if row[name] != value}
    if changed and row["version"] != version:
        raise Conflict({name: now for name, (now, _) in changed.items()}, row["version"])
    if changed:
        _store(work, row, columns)
        _note(work, "complete_breach", breach_id, changed)


def tell(work: Work, breach_id: uuid.UUID, recipient: str, at: datetime.datetime | None, how: str) -> None:
    """Keep that somebody was told of a breach.

    Raises:
        NotFound: there is none, or the actor may not see it.
        Forbidden: the actor may not change it.
        Refused: it is closed.
        Invalid: it is not said who was told, when or how.
    """
    row = _find(work, breach_id)
    faults: dict[str, Fault] = {}
    if recipient not in {one.id for one in work.model.registry.breaches.recipients}:
        faults["recipient"] = Fault("submission.required")
    if at is None or at > work.now or at < row["known_at"]:
        faults["told_at"] = Fault("breach.told_when")
    words = _text("how", how, faults)
    if faults:
        raise Invalid(faults)
    assert at is not None
    kept = {
        "id": uuid.uuid4(),
        "breach_id": breach_id,
        "recipient": recipient,
        "told_at": at,
        "how": words,
        "recorded_by": work.actor.account_id,
    }
    insert_row(work, work.model.table("breach_told"), kept)
    _note(work, "tell_breach", breach_id, {"recipient": [None, recipient]})


def close(work: Work, breach_id: uuid.UUID, words: str) -> None:
    """Close a breach once everybody was told who must be.

    Raises:
        NotFound: there is none, or the actor may not see it.
        Forbidden: the actor may not change it.
        Refused: it is closed already, or somebody was not told.
        Invalid: it is not said how it ended.
    """
    row = _find(work, breach_id)
    faults: dict[str, Fault] = {}
    said = _text("closing_words", words, faults)
    if faults:
        raise Invalid(faults)
    table = work.model.table("breach_told")
    heard = set(work.connection.scalars(select(table.c.recipient).where(table.c.breach_id == breach_id)))
    if any(one.id not in heard for one in work.model.registry.breaches.recipients):
        raise Refused(Fault("breach.not_told"))
    values = {"closed_at": work.now, "closed_by": work.actor.account_id, "closing_words": said}
    _store(work, row, values)
    _note(work, "close_breach", breach_id, {"closed_at": [None, work.now.isoformat()]})


def _read(facts: Facts, faults: dict[str, Fault]) -> dict[str, Any]:
    columns: dict[str, Any] = {
        "what": _text("what", facts.what, faults),
        "data": _text("data", facts.data, faults),
        "measures": _text("measures", facts.measures, faults, is_needed=False),
        "persons": None,
    }
    typed = facts.persons.strip()
    if typed and (not typed.isdecimal() or len(typed) > 10 or int(typed) > _MOST_PEOPLE):
        faults["persons"] = Fault("breach.how_many")
    elif typed:
        columns["persons"] = int(typed)
    if faults:
        raise Invalid(faults)
    return columns


def _text(name: str, typed: str, faults: dict[str, Fault], *, is_needed: bool = True) -> str | None:
    try:
        found = told(typed, name)
    except Invalid as error:
        faults |= error.faults
        return None
    if found is None and is_needed:
        faults[name] = Fault("submission.required")
    return found


def _find(work: Work, breach_id: uuid.UUID) -> Mapping[str, Any]:
    """Find a breach that is open, and hold it."""
    table = work.model.table(ENTITY)
    seen = rows(work.model, work.actor, "read", SUBJECT)
    query = select(table).where(table.c.id == breach_id, seen).with_for_update()
    row = work.connection.execute(query).mappings().first()
    if row is None:
        raise NotFound
    if not may(work.model, work.actor, "update", SUBJECT, dict(row)):
        raise Forbidden
    if row["closed_at"] is not None:
        raise Refused(Fault("breach.is_closed"))
    return dict(row)


def _store(work: Work, row: Mapping[str, Any], values: Mapping[str, object]) -> None:
    table = work.model.table(ENTITY)
    changed = {**values, "version": row["version"] + 1}
    work.connection.execute(update(table).where(table.c.id == row["id"]).values(changed))


def _note(work: Work, verb: str, breach_id: uuid.UUID, difference: Mapping[str, list[Any]]) -> None:
    entry = Entry(
        verb=verb,
        entity=ENTITY,
        record_id=breach_id,
        at=work.now,
        account_id=work.actor.account_id,
        office_id=work.actor.office_id,
        difference=difference,
        request_id=work.request_id,
    )
    work.entries.append(entry)
