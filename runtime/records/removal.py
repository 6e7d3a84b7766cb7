"""Deleting a case for good, with all that hangs on it. Only for who says so twice: in the blueprint and on the command.

The trail keeps that there was a case, and who deleted it. Must not judge when.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection

from sqlalchemy import Table, delete, or_, select

from runtime.records.anonymity import anonymise, is_needed, people_of
from runtime.records.expiry import Due
from runtime.records.work import Work


def remove(work: Work, case: Due) -> None:
    """Delete a case, and the people whom no other case needs."""
    people = people_of(work, case.case_id)
    lone = [person_id for person_id in people if not is_needed(work, person_id, case.case_id)]
    # What the trail and the index know of it goes the same way as when only the names go.
    anonymise(work, case)
    work.outbox.send()
    _delete(work, work.model.table("cases"), [case.case_id])
    _delete(work, work.model.table("person"), lone)


def _delete(work: Work, table: Table, ids: Collection[uuid.UUID]) -> None:
    """Delete rows with everything whose keys point at them."""
    if not ids:
        return
    for child in work.model.metadata.tables.values():
        pointing = [key.parent for key in child.foreign_keys if key.column is table.c.id]
        if child is table or not pointing:
            continue
        condition = or_(*(column.in_(ids) for column in pointing))
        if "id" in child.c and child.c.id.primary_key and child.c.id not in pointing:
            _delete(work, child, list(work.connection.scalars(select(child.c.id).where(condition))))
        elif "id" in child.c and child.c.id in pointing:
            # One to one: what hangs on it has the same id.
            _delete(work, child, ids)
        else:
            work.connection.execute(delete(child).where(condition))
    work.connection.execute(delete(table).where(table.c.id.in_(ids)))
