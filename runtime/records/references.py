"""References of a record: what they point at must be there, and the actor must see it. Must not store anything."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, select

from runtime.access.policy import rows
from runtime.errors import Fault, Invalid
from runtime.fields.values import Attached
from runtime.records.serving import serving
from runtime.records.submission import Submission
from runtime.records.work import Work


def check_references(
    work: Work, submission: Submission, before: Mapping[str, Any], case_id: uuid.UUID | None
) -> None:
    """Look up every reference and file that is new or changed, one statement for each target.

    Args:
        work: the transaction.
        submission: the values.
        before: the stored values.
        case_id: the case that the record's files are kept with, if there is one.

    Raises:
        Invalid: a reference points at nothing the actor may see, or at a closed office or account; a file is not
            kept with the case.
    """
    asked: dict[str, dict[object, list[str]]] = {}
    slots = work.model.codec.slots(submission.entity_id)
    for name, value in submission.values.items():
        slot = slots[name]
        if value is None or value == before.get(name) or slot.type.is_multiple:
            continue
        parts = slot.type.dump(slot.field, value)
        for column in slot.type.columns(slot.field):
            if column.target is not None and parts.get(column.suffix) is not None:
                asked.setdefault(column.target, {}).setdefault(parts[column.suffix], []).append(name)
    faults = _missing_files(work, submission, before, case_id)
    for target, wanted in asked.items():
        found = _seen(work, target, list(wanted))
        faults |= {
            name: Fault("submission.no_such_record")
            for key, names in wanted.items()
            if key not in found
            for name in names
        }
    if faults:
        raise Invalid(faults)


def _missing_files(
    work: Work, submission: Submission, before: Mapping[str, Any], case_id: uuid.UUID | None
) -> dict[str, Fault]:
    given = {
        name: value.id
        for name, value in submission.values.items()
        if isinstance(value, Attached) and value != before.get(name)
    }
    if not given:
        return {}
    table = work.model.table("attachment")
    wanted = select(table.c.id).where(table.c.id.in_(given.values()), table.c.case_id == case_id)
    kept = set(work.connection.scalars(wanted))
    return {name: Fault("field.file.missing") for name, file_id in given.items() if file_id not in kept}


def _seen(work: Work, target: str, keys: list[object]) -> set[object]:
    model = work.model
    conditions: list[ColumnElement[bool]]
    if target == "account":
        return set(serving(work, keys))
    if target == "office":
        table = model.table("office")
        conditions = [table.c.closed.is_(None) | (table.c.closed >= work.now.date())]
    else:
        table = model.table(model.registry.by_id[target].table)
        conditions = [rows(model, work.lasting.actor, "read", target)]
    return set(work.connection.scalars(select(table.c.id).where(table.c.id.in_(keys), *conditions)))
