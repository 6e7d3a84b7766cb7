"""The clocks of a case, kept beside it so that the desk can list what is due. Owns the table ``deadline``."""

from __future__ import annotations

import datetime
import uuid
import zoneinfo
from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, func, select

from runtime.ir.entity import Deadline, Entity
from runtime.records.schedule import moment_of, parse_span, start_clock
from runtime.records.work import Work
from runtime.records.write import insert_row
from runtime.records.zone import zone_of

_ACTION = "action."
_STATE = "state."


def keep(
    work: Work, entity: Entity, case: Mapping[str, Any], values: Mapping[str, Any], *, is_new: bool = False
) -> None:
    """Bring the clocks of a case up to date after something changed.

    A clock exists while the field that starts it is filled, starts again when that is corrected, and stops at
    what it waits for, or when the case is closed.

    Args:
        work: the transaction.
        entity: the case's type.
        case: its system columns (``id``, ``office_id``, ``responsible_id``, ``state``, ``closed_at``).
        values: its values.
        is_new: nothing can have stopped a clock yet.
    """
    if not entity.deadlines:
        return
    table = work.model.table("deadline")
    before: dict[str, Any] = {}
    if not is_new:
        stored = work.connection.execute(select(table).where(table.c.case_id == case["id"])).mappings()
        before = {row["key"]: dict(row) for row in stored}
    zone = zone_of(work, case["office_id"])
    after = {}
    for deadline in entity.deadlines:
        row = _row(work, deadline, case, values, before.get(deadline.id), zone, is_new)
        if row is not None:
            after[deadline.id] = row
    if after == before:
        return
    if before:
        work.connection.execute(delete(table).where(table.c.case_id == case["id"]))
    for row in after.values():
        insert_row(work, table, row)


def waits_for_action(entity: Entity, action_type: str) -> bool:
    """Whether a clock of the case type stops at an action of this type."""
    return any(deadline.until == _ACTION + action_type for deadline in entity.deadlines)


def _row(
    work: Work,
    deadline: Deadline,
    case: Mapping[str, Any],
    values: Mapping[str, Any],
    before: Mapping[str, Any] | None,
    zone: zoneinfo.ZoneInfo,
    is_new: bool,
) -> dict[str, Any] | None:
    start = values.get(deadline.start)
    if not isinstance(start, datetime.date):
        return None
    clock = start_clock(
        start, parse_span(deadline.within), parse_span(deadline.warn) if deadline.warn else None, zone
    )
    stopped = None if is_new else _action_stop(work, deadline, case["id"], clock.started)
    stopped = stopped or _other_stop(work, deadline, case, values, before, clock.started, zone)
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
    zone: zoneinfo.ZoneInfo,
) -> datetime.datetime | None:
    if deadline.until.startswith(_STATE):
        earlier = before["stopped_at"] if before else None
        return earlier or work.now if _has_reached(work, deadline, case) else _closing(case)
    until = values.get(deadline.until)
    if isinstance(until, datetime.date) and moment_of(until, zone) >= started:
        return moment_of(until, zone)
    return _closing(case)


def _has_reached(work: Work, deadline: Deadline, case: Mapping[str, Any]) -> bool:
    """Whether the case stands in the state the clock waits for, or beyond it."""
    order = [state.id for state in work.model.registry.lifecycle.states]
    return order.index(case["state"]) >= order.index(deadline.until.removeprefix(_STATE))


def _closing(case: Mapping[str, Any]) -> datetime.datetime | None:
    closed: datetime.datetime | None = case["closed_at"]
    return closed
