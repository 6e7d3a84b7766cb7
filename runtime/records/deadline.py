"""The clocks of a case, kept beside it so that the desk can list what is due. Owns the table ``deadline``."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Update, bindparam, delete, func, select, update

from runtime.ir.entity import ACTIVITY, CLOSING, Deadline, Entity
from runtime.records.schedule import Clock, moment_of, parse_span, start_clock
from runtime.records.work import Work
from runtime.records.workdays import Workdays
from runtime.records.write import insert_row
from runtime.records.zone import workdays_of

_ACTION = "action."
_STATE = "state."


def keep(
    work: Work, entity: Entity, case: Mapping[str, Any], values: Mapping[str, Any], *, is_new: bool = False
) -> None:
    """Bring the clocks of a case up to date after something changed.

    A clock exists while the field that starts it is filled, starts again when that is corrected, and stops at
    what it waits for, or when the case is closed. One of inactivity starts again with every action.

    Args:
        work: the transaction.
        entity: the case's type.
        case: its system columns (``id``, ``office_id``, ``responsible_id``, ``state``, ``registered_at``,
            ``closed_at``).
        values: its values.
        is_new: nothing can have stopped a clock yet.
    """
    deadlines = work.model.registry.deadlines_of(entity)
    if not deadlines:
        return
    table = work.model.table("deadline")
    before: dict[str, Any] = {}
    if not is_new:
        stored = work.connection.execute(select(table).where(table.c.case_id == case["id"])).mappings()
        before = {row["key"]: dict(row) for row in stored}
    office = workdays_of(work, case["office_id"])
    if any(deadline.start == ACTIVITY for deadline in deadlines):
        values = {**values, ACTIVITY: _last_activity(work, case, is_new)}
    after = {}
    for deadline in deadlines:
        row = _row(work, deadline, case, values, before.get(deadline.id), office, is_new)
        if row is not None:
            after[deadline.id] = row
    if after == before:
        return
    if before:
        work.connection.execute(delete(table).where(table.c.case_id == case["id"]))
    for row in after.values():
        insert_row(work, table, row)


def is_moved_by(work: Work, entity: Entity, action_type: str) -> bool:
    """Whether an action of this type may start or stop a clock of the case type."""
    return any(
        deadline.until == _ACTION + action_type or deadline.start == ACTIVITY
        for deadline in work.model.registry.deadlines_of(entity)
    )


def start_again(
    work: Work, entity: Entity, case: Mapping[str, Any], action_type: str, done_at: datetime.datetime
) -> bool:
    """Let the clocks of inactivity start at an action, without reading the case.

    Returns:
        Whether that was all: an action of this type moves no clock otherwise.
    """
    moved = [
        deadline
        for deadline in work.model.registry.deadlines_of(entity)
        if deadline.until == _ACTION + action_type or deadline.start == ACTIVITY
    ]
    if not all(
        deadline.start == ACTIVITY and (deadline.until == CLOSING or deadline.until.startswith(_STATE))
        for deadline in moved
    ):
        return False
    table = work.model.table("deadline")

    def make() -> Update:
        return (
            update(table)
            .where(
                table.c.case_id == bindparam("of_case"),
                table.c.key == bindparam("clock"),
                table.c.started_at < bindparam("start"),
                table.c.stopped_at.is_(None),
            )
            .values(started_at=bindparam("start"), warn_at=bindparam("warns"), due_at=bindparam("due"))
        )

    for deadline in moved:
        clock = _clock(deadline, done_at, workdays_of(work, case["office_id"]))
        times = {"start": clock.started, "warns": clock.warns, "due": clock.due}
        values = {"of_case": case["id"], "clock": deadline.id, **times}
        work.outbox.put(work.command("start clock again", make), values)
    return True


def _clock(deadline: Deadline, start: datetime.datetime | datetime.date, office: Workdays) -> Clock:
    warn = parse_span(deadline.warn) if deadline.warn else None
    return start_clock(start, parse_span(deadline.within), warn, office)


def _last_activity(work: Work, case: Mapping[str, Any], is_new: bool) -> datetime.datetime:
    registered: datetime.datetime = case["registered_at"]
    if is_new:
        return registered
    actions = work.model.table("actions")
    last: datetime.datetime | None = work.connection.scalar(
        select(func.max(actions.c.done_at)).where(
            actions.c.case_id == case["id"], actions.c.annulled_at.is_(None)
        )
    )
    return registered if last is None else max(last, registered)


def _row(
    work: Work,
    deadline: Deadline,
    case: Mapping[str, Any],
    values: Mapping[str, Any],
    before: Mapping[str, Any] | None,
    office: Workdays,
    is_new: bool,
) -> dict[str, Any] | None:
    start = values.get(deadline.start)
    if not isinstance(start, datetime.date):
        return None
    clock = _clock(deadline, start, office)
    stopped = None if is_new else _action_stop(work, deadline, case["id"], clock.started)
    stopped = stopped or _other_stop(work, deadline, case, values, before, clock.started, office)
    return {
        "case_id": case["id"],
        "key": deadline.id,
        "office_id": case["office_id"],
        "responsible_id": case["responsible_id"],
        "started_at": clock.started,
        "warn_at": clock.warns,
        "due_at": clock.due,
        "stopped_at": stopped,
    }


def _action_stop(
    work: Work, deadline: Deadline, case_id: uuid.UUID, started: datetime.datetime
) -> datetime.datetime | None:
    if not deadline.until.startswith(_ACTION):
        return None
    actions = work.model.table("actions")
    first: datetime.datetime | None = work.connection.scalar(
        select(func.min(actions.c.done_at)).where(
            actions.c.case_id == case_id,
            actions.c.action_type == deadline.until.removeprefix(_ACTION),
            actions.c.annulled_at.is_(None),
            actions.c.done_at >= started,
        )
    )
    return first


def _other_stop(
    work: Work,
    deadline: Deadline,
    case: Mapping[str, Any],
    values: Mapping[str, Any],
    before: Mapping[str, Any] | None,
    started: datetime.datetime,
    office: Workdays,
) -> datetime.datetime | None:
    if deadline.until.startswith(_STATE):
        earlier = before["stopped_at"] if before else None
        return earlier or work.now if _has_reached(work, deadline, case) else _closing(case)
    until = values.get(deadline.until)
    if isinstance(until, datetime.date) and moment_of(until, office.zone) >= started:
        return moment_of(until, office.zone)
    return _closing(case)


def _has_reached(work: Work, deadline: Deadline, case: Mapping[str, Any]) -> bool:
    """Whether the case stands in the state the clock waits for, or beyond it."""
    order = [state.id for state in work.model.registry.lifecycle.states]
    return order.index(case["state"]) >= order.index(deadline.until.removeprefix(_STATE))


def _closing(case: Mapping[str, Any]) -> datetime.datetime | None:
    closed: datetime.datetime | None = case["closed_at"]
    return closed
