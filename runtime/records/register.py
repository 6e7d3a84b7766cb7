"""Adding a record to one of the blueprint's further registers. Must not correct (``correction`` does)."""

from __future__ import annotations

import uuid

from runtime.access.policy import may
from runtime.errors import Forbidden
from runtime.records.creation import Kind, create
from runtime.records.submission import Submission
from runtime.records.work import Work


def add(work: Work, register_id: str, submission: Submission, record_id: uuid.UUID) -> uuid.UUID:
    """Add a record to a register (``register_x``) for the actor's office.

    Raises:
        Forbidden: the actor may not add to it.
        Invalid: a reference points at nothing.
    """
    system = {"office_id": work.actor.office_id}
    record = {**system, "created_by": work.actor.account_id}
    if not may(work.model, work.actor, "create", register_id, record):
        raise Forbidden
    create(work, submission, record_id, Kind(lambda: system))
    return record_id
