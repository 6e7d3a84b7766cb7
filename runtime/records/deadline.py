"""The clocks of a case, kept beside it so that the desk can list what is due. Owns the table ``deadline``."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Update, bindparam, delete, func, select, update

from runtime.ir.entity import ACTIVITY, CLOSING, Deadline, Entity
from runtime.records.clocks import ACTION, STATE, clocks_of, run
from runtime.records.work import Work
from runtime.records.write import insert_row
from runtime.records.zone import workdays_of


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
    past = _Past(work, case, before, is_new)
    after = clocks_of(deadlines, case, values, workdays_of(work, case["office_id"]), past)
    if after == before:
        return
    if before:
        work.connection.execute(delete(table).where(table.c.case_id == case["id"]))
    for row in after.values():
        insert_row(work, table, row)


def is_moved_by(work: Work, entity: Entity, action_type: str) -> bool:
    """Whether an action of this type may start or stop a clock of the case type."""
    return any(
        deadline.until == ACTION + action_type or deadline.start == ACTIVITY
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
        if deadline.until == ACTION + action_type or deadline.start == ACTIVITY
    ]
    if not all(
        deadline.start == ACTIVITY and (deadline.until == CLOSING or deadline.until.startswith(STATE))
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
        clock = run(deadline, done_at, workdays_of(work, case["office_id"]))
        times = {"start": clock.started, "warns": clock.warns, "due": clock.due}
        values = {"of_case": case["id"], "clock": deadline.id, **times}
        work.outbox.put(work.command("start clock again", make), values)
    return True


@dataclass(frozen=True)
class _Past:
    """What the database knows of one case; ``before`` are its clocks as they are stored."""

    work: Work
    case: Mapping[str, Any]
    before: Mapping[str, Mapping[str, Any]]
    is_new: bool

    def last_action(self) -> datetime.datetime | None:
        if self.is_new:
            return None
        actions = self.work.model.table("actions")
        last: datetime.datetime | None = self.work.connection.scalar(
            select(func.max(actions.c.done_at)).where(
                actions.c.case_id == self.case["id"], actions.c.annulled_at.is_(None)
            )
        )
        return last

    def first_action(self, action_type: str, since: datetime.datetime) -> datetime.datetime | None:
        if self.is_new:
            return None
        actions = self.work.model.table("actions")
        first: datetime.datetime | None = self.work.connection.scalar(
            select(func.min(actions.c.done_at)).where(
                actions.c.case_id == self.case["id"],
                actions.c.action_type == action_type,
                actions.c.annulled_at.is_(None),
                actions.c.done_at >= since,
            )
        )
        return first

    def entered(self, deadline: Deadline) -> datetime.datetime | None:
        order = [state.id for state in self.work.model.registry.lifecycle.states]
        if order.index(self.case["state"]) < order.index(deadline.until.removeprefix(STATE)):
            return None
        earlier: datetime.datetime | None = self.before.get(deadline.id, {}).get("stopped_at")
        return earlier or self.work.now
