"""Registering a person, and the words they are found by. Must not look for people already there (the search does)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from runtime.access.policy import may
from runtime.errors import Forbidden
from runtime.records.creation import Kind, create
from runtime.records.submission import Submission
from runtime.records.work import Work
from runtime.storage import blind, index
from runtime.storage.model import Model


def register(work: Work, submission: Submission, record_id: uuid.UUID) -> uuid.UUID:
    """Enter a person for the actor's office.

    Raises:
        Forbidden: the actor may not enter people.
        Invalid: a reference points at nothing.
    """
    system = {"office_id": work.actor.office_id}
    record = {**system, "created_by": work.actor.account_id, "cases": []}
    if not may(work.model, work.actor, "create", "person", record):
        raise Forbidden

    def remember(_: Mapping[str, object]) -> None:
        found_by = words_of(work.model, submission.values)
        index.put(work.connection, record_id, found_by, [work.actor.office_id])

    create(work, submission, record_id, Kind(lambda: system, remember, person_id=record_id))
    return record_id


def index_person(work: Work, person_id: uuid.UUID, values: Mapping[str, Any]) -> None:
    """Write anew what a person is found by, and the offices that may know of them."""
    person, cases, party = (work.model.table(name) for name in ("person", "cases", "party"))
    of_cases = (
        select(cases.c.office_id)
        .join(party, party.c.case_id == cases.c.id)
        .where(party.c.person_id == person_id)
    )
    own = select(person.c.office_id).where(person.c.id == person_id)
    offices = set(work.connection.scalars(own.union(of_cases)))
    index.put(work.connection, person_id, words_of(work.model, values), offices)


def add_office(work: Work, person_id: uuid.UUID, office_id: str) -> None:
    """Let an office find a person it now has a case of."""
    command = work.command("add office", lambda: index.ADD_OFFICE)
    work.outbox.put(command, index.office_added(person_id, office_id))


def words_of(model: Model, values: Mapping[str, Any]) -> str:
    """Return the text a person is found by: names, documents, telephones; of sealed ones a keyed hash at most."""
    found = (
        slot.type.search_text(slot.field, values[name])
        for name, slot in model.codec.slots("person").items()
        if not slot.field.is_encrypted and values.get(name) is not None
    )
    return " ".join([*(text for text in found if text), *blind.stored_words(model.codec, values)])
