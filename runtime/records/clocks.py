"""Which clocks a case has, when they are due and when they stopped, from what is known of it. Must not ask the database."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from runtime.ir.entity import ACTIVITY, Deadline
from runtime.records.schedule import Clock, moment_of, parse_span, start_clock
from runtime.records.workdays import Workdays

ACTION, STATE = "action.", "state."
"""What leads the name of what a clock waits for."""


class Past(Protocol):
    """What happened to a case, as far as a clock asks."""

    def last_action(self) -> datetime.datetime | None:
        """When the last of its actions was done."""

    def first_action(self, action_type: str, since: datetime.datetime) -> datetime.datetime | None:
        """When the first action of a type was done, from a moment on."""

    def entered(self, deadline: Deadline) -> datetime.datetime | None:
        """When it reached the state a clock waits for, if it stands there or beyond."""


def clocks_of(
    deadlines: Iterable[Deadline],
    case: Mapping[str, Any],
    values: Mapping[str, Any],
    office: Workdays,
    past: Past,
) -> dict[str, dict[str, Any]]:
    """Return the clocks of a case as rows of their table, by the deadline's id.

    A clock exists while the field that starts it is filled, and stops at what it waits for, or when the case is
    closed. One of inactivity starts with the last action, or with the registration when that is later.

    Args:
        deadlines: those of its type.
        case: its system columns (``id``, ``office_id``, ``responsible_id``, ``registered_at``, ``closed_at``).
        values: its values, at least of the fields that start or stop a clock.
        office: the calendar of its office.
        past: what happened to it.
    """
    found = {}
    for deadline in deadlines:
        start = _last_activity(case, past) if deadline.start == ACTIVITY else values.get(deadline.start)
        if not isinstance(start, datetime.date):
            continue
        clock = run(deadline, start, office)
        found[deadline.id] = {
            "case_id": case["id"],
            "key": deadline.id,
            "office_id": case["office_id"],
            "responsible_id": case["responsible_id"],
            "started_at": clock.started,
            "warn_at": clock.warns,
            "due_at": clock.due,
            "stopped_at": _stop(deadline, values, clock.started, office, past) or case["closed_at"],
        }
    return found


def run(deadline: Deadline, start: datetime.datetime | datetime.date, office: Workdays) -> Clock:
    """Start the clock of a deadline."""
    warn = parse_span(deadline.warn) if deadline.warn else None
    return start_clock(start, parse_span(deadline.within), warn, office)


def _last_activity(case: Mapping[str, Any], past: Past) -> datetime.datetime:
    registered: datetime.datetime = case["registered_at"]
    last = past.last_action()
    return registered if last is None else max(last, registered)


def _stop(
    deadline: Deadline,
    values: Mapping[str, Any],
    started: datetime.datetime,
    office: Workdays,
    past: Past,
) -> datetime.datetime | None:
    if deadline.until.startswith(ACTION):
        return past.first_action(deadline.until.removeprefix(ACTION), started)
    if deadline.until.startswith(STATE):
        return past.entered(deadline)
    until = values.get(deadline.until)
    if isinstance(until, datetime.date) and moment_of(until, office.zone) >= started:
        return moment_of(until, office.zone)
    return None
