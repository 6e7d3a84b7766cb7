"""The clocks of all open cases kept again, when a new version changed deadlines or calendars. Must not touch cases.

Which clocks a database was kept by is told by its last event of it. Closed cases keep the clocks they closed with.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import uuid
import zoneinfo
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, and_, delete, func, insert, select

from runtime.ir.entity import ACTIVITY, Deadline, Entity
from runtime.ir.registry import Registry
from runtime.records.clocks import ACTION, STATE, clocks_of
from runtime.records.workdays import Workdays, workdays
from runtime.storage import history
from runtime.storage.model import Model
from runtime.storage.session import Store

VERB, OF = "keep_clocks", "case"
_BATCH = 500
"""So many cases are held against officers at a time."""


def fingerprint(registry: Registry) -> str:
    """Return what differs when any clock may: deadlines, the order of states, calendars."""
    told = {
        "deadlines": {
            entity.key: [
                (one.id, one.start, one.within, one.until, one.warn) for one in registry.deadlines_of(entity)
            ]
            for entity in registry.case_types
        },
        "states": [state.id for state in registry.lifecycle.states],
        "calendars": registry.calendars,
    }
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:32]


def is_due(connection: Connection, model: Model) -> bool:
    """Whether the clocks were last kept by other deadlines than the registry's."""
    event = model.table("event")
    last = connection.scalar(
        select(event.c.record_id)
        .where(event.c.verb == VERB, event.c.entity == OF)
        .order_by(event.c.at.desc(), event.c.id.desc())
        .limit(1)
    )
    return last != fingerprint(model.registry)


def count_open(connection: Connection, model: Model) -> int:
    """Return how many cases are open."""
    cases = model.table("cases")
    return connection.scalar(select(func.count()).select_from(cases).where(cases.c.closed_at.is_(None))) or 0


def keep_all(
    store: Store, model: Model, now: datetime.datetime, advance: Callable[[int], None] = lambda _: None
) -> int:
    """Keep the clocks of every open case again; return in how many something changed.

    Each batch is a transaction of its own, so that officers wait for moments only. What breaks off is done
    again: the event that says so is written last.

    Args:
        store: the database.
        model: the registry.
        now: when a clock stops for which nothing better is known.
        advance: is told how many cases were looked at.

    Raises:
        Busy: the database is down, or somebody holds a case for too long.
    """
    changed = seen = 0
    for entity in model.registry.case_types:
        after = uuid.UUID(int=0)
        while True:
            with store.writing() as connection:
                batch = _Batch(connection, model, entity, now)
                cases = batch.cases(after)
                changed += batch.keep(cases) if cases else 0
            if not cases:
                break
            after = cases[-1]["id"]
            seen += len(cases)
            advance(len(cases))
    with store.writing() as connection:
        entry = history.Entry(
            verb=VERB,
            entity=OF,
            record_id=fingerprint(model.registry),
            at=now,
            account_id=None,
            office_id=None,
            difference={
                "version": [None, model.registry.version],
                "count": [None, seen],
                "changed": [None, changed],
            },
        )
        history.record(connection, model.metadata, entry)
    return changed


@dataclass(frozen=True)
class _Past:
    """What happened to one case, read beforehand with many others."""

    case: Mapping[str, Any]
    order: Mapping[str, int]
    now: datetime.datetime
    clocks: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    """As they are stored, by the deadline's id."""
    actions: list[tuple[str, datetime.datetime]] = field(default_factory=list)
    moves: list[tuple[str, datetime.datetime]] = field(default_factory=list)
    """The states it entered, and when."""

    def last_action(self) -> datetime.datetime | None:
        return max((at for _, at in self.actions), default=None)

    def first_action(self, action_type: str, since: datetime.datetime) -> datetime.datetime | None:
        found = (at for key, at in self.actions if key == action_type and at >= since)
        return min(found, default=None)

    def entered(self, deadline: Deadline) -> datetime.datetime | None:
        wanted = self.order[deadline.until.removeprefix(STATE)]
        if self.order[self.case["state"]] < wanted:
            return None
        earlier: datetime.datetime | None = self.clocks.get(deadline.id, {}).get("stopped_at")
        found = (at for state, at in self.moves if self.order.get(state, -1) >= wanted)
        return earlier or min(found, default=self.now)


class _Batch:
    """Some open cases of one type, held until the transaction ends."""

    def __init__(self, connection: Connection, model: Model, entity: Entity, now: datetime.datetime) -> None:
        self.connection, self.model, self.entity, self.now = connection, model, entity, now
        self.deadlines = model.registry.deadlines_of(entity)
        known = model.codec.slots(entity.id)
        named = (name for one in self.deadlines for name in (one.start, one.until))
        self.fields = [name for name in dict.fromkeys(named) if name in known]

    def cases(self, after: uuid.UUID) -> Sequence[Mapping[str, Any]]:
        """Return the next ones by id, with the columns of the fields clocks ask for."""
        model, cases = self.model, self.model.table("cases")
        own = model.table(self.entity.table)
        system = ("id", "office_id", "responsible_id", "state", "registered_at", "closed_at")
        statement = (
            select(
                *(cases.c[name] for name in system),
                *model.codec.read_columns(model.metadata, self.entity.id, self.fields),
            )
            .select_from(cases.join(own, own.c.id == cases.c.id))
            .where(cases.c.case_type == self.entity.key, cases.c.closed_at.is_(None), cases.c.id > after)
            .order_by(cases.c.id)
            .limit(_BATCH)
            # Against an action under way too, which holds the case's key.
            .with_for_update(of=cases)
        )
        return [{**row} for row in self.connection.execute(statement).mappings()]

    def keep(self, cases: Sequence[Mapping[str, Any]]) -> int:
        """Bring their clocks up to date; return in how many something changed."""
        table = self.model.table("deadline")
        offices = self._offices({case["office_id"] for case in cases})
        pasts = self._pasts(cases)
        rows: list[Mapping[str, Any]] = []
        changed: list[uuid.UUID] = []
        for case, past in zip(cases, pasts, strict=True):
            values = self.model.codec.load(self.entity.id, case, fields=self.fields)
            after = clocks_of(self.deadlines, case, values, offices[case["office_id"]], past)
            if after != past.clocks:
                changed.append(case["id"])
                rows += after.values()
        if changed:
            self.connection.execute(delete(table).where(table.c.case_id.in_(changed)))
        if rows:
            self.connection.execute(insert(table), rows)
        return len(changed)

    def _offices(self, ids: set[str]) -> Mapping[str, Workdays]:
        office = self.model.table("office")
        where = select(office.c.id, office.c.time_zone, office.c.country).where(office.c.id.in_(ids))
        calendars = self.model.registry.calendars
        return {
            found: workdays(zoneinfo.ZoneInfo(zone), country, calendars)
            for found, zone, country in self.connection.execute(where)
        }

    def _pasts(self, cases: Sequence[Mapping[str, Any]]) -> Sequence[_Past]:
        order = {state.id: place for place, state in enumerate(self.model.registry.lifecycle.states)}
        pasts = {case["id"]: _Past(case, order, self.now) for case in cases}
        table = self.model.table("deadline")
        stored = select(table).where(table.c.case_id.in_(pasts))
        for row in self.connection.execute(stored).mappings():
            pasts[row["case_id"]].clocks[row["key"]] = {**row}
        self._tell_actions(pasts)
        self._tell_moves(pasts)
        return list(pasts.values())

    def _tell_actions(self, pasts: Mapping[uuid.UUID, _Past]) -> None:
        """Read the actions that may start or stop a clock: of some types, or of all where one counts inactivity."""
        actions = self.model.table("actions")
        types = {one.until.removeprefix(ACTION) for one in self.deadlines if one.until.startswith(ACTION)}
        is_quiet = any(one.start == ACTIVITY for one in self.deadlines)
        if not types and not is_quiet:
            return
        wanted = and_(actions.c.case_id.in_(pasts), actions.c.annulled_at.is_(None))
        if not is_quiet:
            wanted = and_(wanted, actions.c.action_type.in_(types))
        asked = select(actions.c.case_id, actions.c.action_type, actions.c.done_at).where(wanted)
        for case_id, key, at in self.connection.execute(asked):
            pasts[case_id].actions.append((key, at))

    def _tell_moves(self, pasts: Mapping[uuid.UUID, _Past]) -> None:
        if not any(one.until.startswith(STATE) for one in self.deadlines):
            return
        event = self.model.table("event")
        asked = select(event.c.case_id, event.c.difference, event.c.at).where(
            event.c.case_id.in_(pasts), event.c.verb == "transition"
        )
        for case_id, told, at in self.connection.execute(asked):
            if told and "state" in told:
                pasts[case_id].moves.append((told["state"][1], at))
