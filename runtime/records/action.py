"""Recording what the consulate did, and annulling it with a reason. Must not correct (``correction`` does)."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping
from typing import Any

from runtime.access.policy import may
from runtime.errors import Fault, Forbidden, Invalid, Refused
from runtime.records import deadline
from runtime.records.creation import Kind, create
from runtime.records.reason import demanded
from runtime.records.settled import refuse_closed
from runtime.records.stored import Stored, find, require, type_entity
from runtime.records.submission import Submission
from runtime.records.trail import Deed, note
from runtime.records.work import Work
from runtime.records.write import update_record


def record(
    work: Work,
    action_type: str,
    case_id: uuid.UUID | None,
    submission: Submission,
    record_id: uuid.UUID,
    done_at: datetime.datetime,
) -> uuid.UUID:
    """Record an action of a type (``action_x``), on a case or on none.

    Raises:
        NotFound: there is no such case, or the actor may not see it.
        Forbidden: the actor may not record actions of this type.
        Refused: the case is closed.
        Invalid: the action lies in the future, or a reference points at nothing.
    """
    entity = work.model.registry.by_id[action_type]
    if done_at > work.now:
        raise Invalid({"done_at": Fault("action.in_the_future")})
    system = {
        "action_type": entity.key,
        "case_id": case_id,
        "office_id": work.actor.office_id,
        "officer_id": work.actor.account_id,
        "done_at": done_at,
    }
    case = None if case_id is None else _open_case(work, case_id)
    if not may(work.model, work.actor, "create", action_type, {**system, "case": case}):
        raise Forbidden

    def then(_: Mapping[str, object]) -> None:
        if case is not None:
            _move_clocks(work, case, entity.key, done_at)

    person_id = None if case is None else case["person_id"]
    create(work, submission, record_id, Kind(lambda: system, then, case_id=case_id, person_id=person_id))
    return record_id


def annul(work: Work, action_id: uuid.UUID, reason: str) -> None:
    """Annul an action; it stays on the timeline, struck out, and stops no clock.

    Raises:
        NotFound: there is no such action, or the actor may not see it.
        Forbidden: the actor may not annul it.
        Invalid: no reason was given, or one that cannot be stored.
        Refused: it was annulled before.
    """
    why = demanded(reason)
    stored = find(work, "action", action_id, "annul")
    if stored.row["annulled_at"] is not None:
        raise Refused(Fault("action.is_annulled"))
    system = {
        "annulled_at": work.now,
        "annulled_by": work.actor.account_id,
        "annulled_reason": why,
    }
    update_record(work, stored.entity, action_id, stored.version, system, {})
    case_id = stored.row["case_id"]
    deed = Deed(
        "annul",
        stored.entity.id,
        action_id,
        difference={"annulled_at": [None, work.now.isoformat()]},
        case_id=case_id,
        reason=why,
    )
    note(work, deed)
    if case_id is not None:
        _move_clocks(work, require(work, "case", case_id, "read"), stored.entity.key)


def _open_case(work: Work, case_id: uuid.UUID) -> Mapping[str, Any]:
    case = require(work, "case", case_id, "read")
    refuse_closed(work.model, case)
    return case


def _move_clocks(
    work: Work, case: Mapping[str, Any], action_type: str, done_at: datetime.datetime | None = None
) -> None:
    """Bring the clocks up to date after an action of the case, new if it is said when it was done."""
    entity = type_entity(work.model, "case", case["case_type"])
    if done_at is not None and deadline.start_again(work, entity, case, action_type, done_at):
        return
    if deadline.is_moved_by(work, entity, action_type):
        stored: Stored = find(work, entity.id, case["id"], "read")
        deadline.keep(work, entity, stored.row, stored.values)
