"""Requests of people about their data: registered, extended once, answered. Must not print, and must not change the data.

What is granted is done where it is done anyway: an extract, a correction, retention.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import exists, select, update

from runtime.access.policy import may, rows
from runtime.errors import Fault, Forbidden, Invalid, NotFound, Refused
from runtime.ir.rights import Right
from runtime.records.numbering import take_number
from runtime.records.reason import told
from runtime.records.schedule import parse_span, start_clock
from runtime.records.stored import require
from runtime.records.work import Work
from runtime.records.write import find, insert_row
from runtime.records.zone import workdays_of
from runtime.storage.entry import Entry

SUBJECT = "rights"
ENTITY = "rights_request"
SERIES = "SD-{prefix}-{year}-{number:04}"
Answer = Literal["granted", "refused"]
_LONGEST_NAME = 200


@dataclass(frozen=True)
class Asked:
    """A request as it came in: what for, whose data, who asks and how that was proved."""

    kind: str
    name: str
    asker: str
    proof: str
    asked: str
    language: str
    received_on: datetime.date | None
    person_id: uuid.UUID | None = None


def register(work: Work, asked: Asked, request_id: uuid.UUID) -> uuid.UUID:
    """Register a request for the actor's office; the same id again registers nothing twice.

    Raises:
        Forbidden: the actor may not.
        NotFound: the actor may not see the person.
        Invalid: something is missing or wrong.
    """
    office_id = work.actor.office_id
    whose = {"office_id": office_id, "created_by": work.actor.account_id}
    if not may(work.model, work.actor, "create", SUBJECT, whose):
        raise Forbidden
    if find(work, work.model.table(ENTITY), request_id).is_stored:
        return request_id
    right, texts = _read(work, asked)
    if asked.person_id is not None:
        require(work, "person", asked.person_id, "read")
    assert asked.received_on is not None
    calendar = workdays_of(work, office_id)
    place = take_number(work, SERIES)
    row = {
        "id": request_id,
        "number": place.text,
        "kind": right.id,
        **whose,
        "person_id": asked.person_id,
        **texts,
        "language": asked.language,
        "received_on": asked.received_on,
        "due_at": start_clock(asked.received_on, parse_span(right.within), None, calendar).due,
        "created_at": work.now,
    }
    insert_row(work, work.model.table(ENTITY), row)
    _note(work, "ask_right", row, {"kind": right.id, "number": place.text})
    return request_id


def link(work: Work, request_id: uuid.UUID, person_id: uuid.UUID) -> None:
    """Say who it is whose data is asked about.

    Raises:
        NotFound: there is no such request or person, or the actor may not see them.
        Forbidden: the actor may not answer the request.
        Refused: it was answered.
    """
    row = _find(work, request_id)
    require(work, "person", person_id, "read")
    _store(work, request_id, {"person_id": person_id})
    _note(work, "link_right", {**row, "person_id": person_id}, {"number": row["number"]})


def link_by_folio(work: Work, request_id: uuid.UUID, folio: str) -> None:
    """Say by a case's folio whose data is asked about: the main person of it, who need not be seen.

    A restricted case names its people to few, and its people have the same rights. So whoever answers requests,
    and knows of a case from the log they read anyway, may link its person by the exact folio and no other way;
    they are shown no name, and its extract is made by who sees the case.

    Raises:
        NotFound: there is no such request, or the actor may not see it.
        Forbidden: the actor may not answer the request.
        Refused: it was answered.
        Invalid: the log they may read knows no case of this folio.
    """
    row = _find(work, request_id)
    cases, event = work.model.table("cases"), work.model.table("event")
    is_told = exists().where(event.c.case_id == cases.c.id, rows(work.model, work.actor, "read", "trail"))
    person_id = work.connection.scalar(
        select(cases.c.person_id).where(cases.c.folio == folio.strip().upper(), is_told)
    )
    if person_id is None:
        raise Invalid({"folio": Fault("right.no_folio")})
    _store(work, request_id, {"person_id": person_id})
    _note(work, "link_right", {**row, "person_id": person_id}, {"number": row["number"]})


def extend(work: Work, request_id: uuid.UUID, reason: str) -> None:
    """Give the answer the one extension the law allows.

    Raises:
        NotFound: there is no such request, or the actor may not see it.
        Forbidden: the actor may not answer it.
        Refused: it was answered or extended before, or this kind has no extension.
        Invalid: no reason was given.
    """
    row = _find(work, request_id)
    right = right_of(work, row["kind"])
    if right is None or right.extension is None or row["extended_at"] is not None:
        raise Refused(Fault("right.no_extension"))
    why = _demanded("extension_reason", reason)
    calendar = workdays_of(work, row["office_id"])
    due = start_clock(row["due_at"], parse_span(right.extension), None, calendar).due
    _store(work, request_id, {"extended_at": work.now, "extension_reason": why, "due_at": due})
    _note(work, "extend_right", row, {"due_at": due.isoformat()}, why)


def answer(work: Work, request_id: uuid.UUID, given: str, words: str) -> None:
    """Answer a request; refusing it takes a reason.

    Raises:
        NotFound: there is no such request, or the actor may not see it.
        Forbidden: the actor may not answer it.
        Refused: it was answered before.
        Invalid: it is not said which answer, or why it is refused.
    """
    row = _find(work, request_id)
    if given not in ("granted", "refused"):
        raise Invalid({"answer": Fault("submission.required")})
    said = _demanded("answer_words", words) if given == "refused" else told(words, "answer_words")
    values = {
        "answer": given,
        "answer_words": said,
        "answered_at": work.now,
        "answered_by": work.actor.account_id,
    }
    _store(work, request_id, values)
    _note(work, "answer_right", row, {"answer": given}, said)


def right_of(work: Work, kind: str) -> Right | None:
    """Return a kind of request, if the blueprint still has it."""
    return next((right for right in work.model.registry.rights if right.id == kind), None)


def _read(work: Work, asked: Asked) -> tuple[Right, Mapping[str, str | None]]:
    """The kind of request and its texts, checked all at once."""
    faults: dict[str, Fault] = {}
    right = right_of(work, asked.kind)
    if right is None:
        faults["kind"] = Fault("submission.required")
    if asked.language not in work.model.registry.languages:
        faults["language"] = Fault("submission.required")
    today = work.now.astimezone(workdays_of(work, work.actor.office_id).zone).date()
    if asked.received_on is None or asked.received_on > today:
        faults["received_on"] = Fault("right.received_when")
    texts: dict[str, str | None] = {}
    for name, typed, limit in (
        ("name", asked.name, _LONGEST_NAME),
        ("asker", asked.asker, _LONGEST_NAME),
        ("proof", asked.proof, None),
        ("asked", asked.asked, None),
    ):
        try:
            texts[name] = told(typed, name)
        except Invalid as error:
            faults |= error.faults
            continue
        found = texts[name]
        if found is None and name != "asker":
            faults[name] = Fault("submission.required")
        elif found is not None and limit is not None and (len(found) > limit or "\n" in found):
            faults[name] = Fault("field.too_long", {"limit": limit})
    if faults or right is None:
        raise Invalid(faults)
    return right, texts


def _demanded(control: str, words: str) -> str:
    found = told(words, control)
    if found is None:
        raise Invalid({control: Fault("submission.required")})
    return found


def _find(work: Work, request_id: uuid.UUID) -> Mapping[str, Any]:
    """Find a request that waits for its answer, and hold it."""
    table = work.model.table(ENTITY)
    seen = rows(work.model, work.actor, "read", SUBJECT)
    query = select(table).where(table.c.id == request_id, seen).with_for_update()
    row = work.connection.execute(query).mappings().first()
    if row is None:
        raise NotFound
    if not may(work.model, work.actor, "update", SUBJECT, dict(row)):
        raise Forbidden
    if row["answered_at"] is not None:
        raise Refused(Fault("right.is_answered"))
    return dict(row)


def _store(work: Work, request_id: uuid.UUID, values: Mapping[str, object]) -> None:
    table = work.model.table(ENTITY)
    work.connection.execute(update(table).where(table.c.id == request_id).values(dict(values)))


def _note(
    work: Work, verb: str, row: Mapping[str, Any], told_of: Mapping[str, str], reason: str | None = None
) -> None:
    entry = Entry(
        verb=verb,
        entity=ENTITY,
        record_id=row["id"],
        at=work.now,
        account_id=work.actor.account_id,
        office_id=work.actor.office_id,
        person_id=row["person_id"],
        difference={name: [None, value] for name, value in told_of.items()},
        reason=reason,
        request_id=work.request_id,
    )
    work.entries.append(entry)
