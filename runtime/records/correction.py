"""Correcting some fields of any stored record. Must not create, move or annul."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from runtime.records import deadline
from runtime.records.conflict import refuse_stale
from runtime.records.events import AfterUpdate, BeforeUpdate
from runtime.records.person import index_person
from runtime.records.references import check_references
from runtime.records.settled import refuse_settled
from runtime.records.sight import refuse_unseen
from runtime.records.stored import Stored, find
from runtime.records.submission import Submission, schema_record
from runtime.records.trail import Deed, note, unknown_difference
from runtime.records.work import Work
from runtime.records.write import update_record
from runtime.storage import history


def correct(work: Work, entity_id: str, record_id: uuid.UUID, submission: Submission, version: int) -> int:
    """Store the fields of a submission in a record; return its version, the old one when nothing changed.

    Args:
        work: the transaction.
        entity_id: the record's entity (of a case or action: its type).
        record_id: the record.
        submission: the fields to store.
        version: the version the form was opened at.

    Raises:
        NotFound: there is no such record, or the actor may not see it.
        Forbidden: the actor may not correct it, or does not see one of these fields.
        Refused: the case is closed, or the action annulled.
        Conflict: somebody else changed one of these fields since the form was opened.
        Invalid: a reference points at nothing, or a hook said no.
    """
    model = work.model
    stored = find(work, entity_id, record_id, "update")
    refuse_settled(model, stored)
    values = {name: value for name, value in submission.values.items() if value != stored.values.get(name)}
    reasons = _merge(stored.unknown, submission.unknown)
    changed_reasons = unknown_difference(stored.unknown, reasons)
    written = values.keys() | {name.removeprefix("unknown.") for name in changed_reasons}
    refuse_unseen(work, stored.entity, written, submission)
    refuse_stale(work, stored, version, values.keys() | changed_reasons.keys())
    if not values and not changed_reasons:
        return stored.version
    check_references(work, submission, stored.values, _case_id(stored))
    changes = Submission(submission.entity_id, values, submission.unknown)
    told = (stored.entity.id, record_id, work.actor, work.now)
    record = schema_record(model, changes, is_new=False)
    model.hooks.run(stored.entity.id, BeforeUpdate(*told, record, stored.values, work.connection))
    changed = update_record(work, stored.entity, record_id, stored.version, {"unknown": reasons}, values)
    _follow(work, stored, {**stored.values, **values})
    difference = history.difference(model.codec, stored.entity.id, record_id, stored.values, values)
    deed = Deed(
        "update",
        stored.entity.id,
        record_id,
        difference=difference | changed_reasons,
        case_id=_case_id(stored),
        person_id=record_id if stored.entity.kind == "person" else None,
    )
    note(work, deed)
    model.hooks.run(stored.entity.id, AfterUpdate(*told, record, stored.values, work.connection))
    return changed


def _merge(before: Mapping[str, str], given: Mapping[str, str | None]) -> dict[str, str]:
    merged = {name: reason for name, reason in before.items() if name not in given}
    return merged | {name: reason for name, reason in given.items() if reason is not None}


def _follow(work: Work, stored: Stored, values: Mapping[str, Any]) -> None:
    """Bring along what is derived from the record: the index of people, the clocks of a case."""
    filled = {name: value for name, value in values.items() if value is not None}
    if stored.entity.kind == "person":
        index_person(work, stored.id, filled)
    if stored.entity.kind == "case_type":
        deadline.keep(work, stored.entity, stored.row, filled)


def _case_id(stored: Stored) -> uuid.UUID | None:
    if stored.entity.kind == "case_type":
        return stored.id
    found: uuid.UUID | None = stored.row.get("case_id")
    return found
