"""The desk: what waits for an officer, in at most five statements. Must not render, and must not judge deadlines."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, Uuid, and_, func, literal, not_, or_, select

from runtime.access.policy import reach, rows
from runtime.search import caselines, transfer
from runtime.search.case import masked_clocks
from runtime.search.casefile import Clock
from runtime.search.caselines import CaseLine
from runtime.search.columns import one_of
from runtime.search.reading import Reading
from runtime.search.transfer import Transfer
from runtime.sqltypes import Instant
from runtime.storage.prepared import Prepared, parameter

SHOWN = 10
MOST = 99
"""No more are counted."""
RECENT_DAYS = 7
SOON = datetime.timedelta(hours=72)
"""A deadline without a warning of its own is due soon so long before."""


@dataclass(frozen=True)
class DueLine:
    """A running deadline of a case that is overdue or due soon."""

    case: CaseLine
    clock: Clock


@dataclass(frozen=True)
class DraftLine:
    """A form that was left half filled: its page and when it was kept."""

    form: str
    saved_at: datetime.datetime


@dataclass(frozen=True)
class Lines:
    """Some cases, newest first, and how many there are, up to ``MOST`` and one more."""

    cases: tuple[CaseLine, ...]
    total: int


@dataclass(frozen=True)
class Desk:
    """What waits for an officer. ``overdue`` and ``soon`` are counts, up to ``MOST`` and one more.

    ``is_for_office``: the deadlines are those of the offices the actor heads, else the actor's own.
    """

    mine: Lines
    recent: Lines
    due: tuple[DueLine, ...]
    overdue: int
    soon: int
    is_for_office: bool
    drafts: tuple[DraftLine, ...]
    arriving: tuple[Transfer, ...] = ()
    """Cases other offices would hand over."""
    returned: tuple[Transfer, ...] = ()
    """Cases that another office would not take."""


def load(reading: Reading) -> Desk:
    """Read the desk of the actor; only cases the actor may read are shown and counted."""
    drafts = _drafts(reading)
    if not may_see_cases(reading):
        return Desk(Lines((), 0), Lines((), 0), (), 0, 0, is_for_office=False, drafts=drafts)
    mine = _ask(reading, "mine", _mine)
    recent = _ask(reading, "recent", _recent, since=reading.now - datetime.timedelta(days=RECENT_DAYS))
    due = _ask(reading, "due", _due, now=reading.now, soon=reading.now + SOON)
    overdue, soon = due[0][-2:] if due else (0, 0)
    moving = transfer.lines(
        reading, _ask(reading, "moving", _moving, since=reading.now - datetime.timedelta(days=RECENT_DAYS))
    )
    return Desk(
        _lines(reading, mine),
        _lines(reading, recent),
        tuple(map(DueLine, caselines.lines(reading, due), map(_clock, due))),
        overdue,
        soon,
        heads_office(reading),
        drafts,
        tuple(one for one in moving if one.refused is None),
        tuple(one for one in moving if one.refused is not None),
    )


def may_see_cases(reading: Reading) -> bool:
    """Whether the actor reads cases at all."""
    kinds = reading.model.registry.case_types
    return any(reach(reading.model, reading.actor, "read", kind.id) is not None for kind in kinds)


def heads_office(reading: Reading) -> bool:
    """Whether the actor gives cases to others, and so watches everybody's deadlines."""
    kinds = reading.model.registry.case_types
    return any(reach(reading.model, reading.actor, "reassign", kind.id) is not None for kind in kinds)


def _ask(
    reading: Reading, name: str, build: Callable[[Reading], Select[Any]], **values: object
) -> list[list[Any]]:
    """Run one of the desk's queries, built once for each actor."""
    query = reading.model.memory.recall(
        ("desk", name, reading.actor.power), lambda: Prepared(build(reading), reading.connection.dialect)
    )
    return query.rows(reading.connection, values)


def _clock(row: Sequence[Any]) -> Clock:
    key, started_at, warn_at, due_at = row[-6:-2]
    return Clock(key, started_at, warn_at, due_at, None)


def _lines(reading: Reading, found: Sequence[Sequence[Any]]) -> Lines:
    return Lines(tuple(caselines.lines(reading, found)), found[0][-1] if found else 0)


def _mine(reading: Reading) -> Select[Any]:
    cases = reading.model.table("cases")
    open_states = [state.id for state in reading.model.registry.lifecycle.states if state.kind != "closed"]
    return _newest(
        reading,
        one_of(cases.c.responsible_id, sorted(reading.actor.answers_for)),
        cases.c.state.in_(open_states),
    )


def _recent(reading: Reading) -> Select[Any]:
    cases, actor = reading.model.table("cases"), reading.actor
    watched = sorted(actor.offices_below) if heads_office(reading) else [actor.office_id]
    return _newest(
        reading,
        one_of(cases.c.office_id, watched),
        cases.c.registered_at >= parameter("since", Instant()),
    )


def _moving(reading: Reading) -> Select[Any]:
    return transfer.statement(reading, is_head=heads_office(reading))


def _newest(reading: Reading, *conditions: ColumnElement[bool]) -> Select[Any]:
    model = reading.model
    cases = model.table("cases")
    wanted = and_(rows(model, reading.actor, "read", "case"), *conditions)
    return (
        select(*caselines.columns(reading), _capped(cases, wanted).label("total"))
        .select_from(caselines.joined(model))
        .where(wanted)
        .order_by(cases.c.registered_at.desc(), cases.c.id.desc())
        .limit(SHOWN)
    )


def _due(reading: Reading) -> Select[Any]:
    """Deadlines that run and are overdue or warned of, the first due first."""
    model, actor = reading.model, reading.actor
    deadline, cases = model.table("deadline"), model.table("cases")
    now, soon = parameter("now", Instant()), parameter("soon", Instant())
    watched = one_of(deadline.c.responsible_id, sorted(actor.answers_for))
    if heads_office(reading):
        watched = or_(watched, deadline.c.office_id.in_(sorted(actor.offices_below)))
    masked = [
        and_(cases.c.case_type == kind.key, deadline.c.key.in_(sorted(keys)))
        for kind in model.registry.case_types
        if (keys := masked_clocks(reading, kind))
    ]
    seen = [rows(model, actor, "read", "case"), *([not_(or_(*masked))] if masked else [])]
    wanted = and_(deadline.c.stopped_at.is_(None), watched, *seen)
    overdue = deadline.c.due_at <= now
    warned = and_(
        deadline.c.due_at > now, func.coalesce(deadline.c.warn_at <= now, deadline.c.due_at <= soon)
    )
    source = deadline.join(caselines.joined(model), cases.c.id == deadline.c.case_id)
    counted = deadline.join(cases, cases.c.id == deadline.c.case_id)
    return (
        select(
            *caselines.columns(reading),
            deadline.c.key,
            deadline.c.started_at,
            deadline.c.warn_at,
            deadline.c.due_at,
            _capped(counted, and_(wanted, overdue)).label("overdue"),
            _capped(counted, and_(wanted, warned)).label("soon"),
        )
        .select_from(source)
        .where(wanted, or_(overdue, warned))
        .order_by(deadline.c.due_at, deadline.c.case_id, deadline.c.key)
        .limit(SHOWN)
    )


def _capped(source: Any, wanted: ColumnElement[bool]) -> Any:
    counted = select(literal(1).label("one")).select_from(source).where(wanted).limit(MOST + 1)
    return select(func.count()).select_from(counted.correlate(None).subquery()).scalar_subquery()


def _drafts(reading: Reading) -> tuple[DraftLine, ...]:
    found = _ask(reading, "drafts", _of_actor, account=reading.actor.account_id)
    return tuple(DraftLine(form, saved_at) for form, saved_at in found)


def _of_actor(reading: Reading) -> Select[Any]:
    draft = reading.model.table("draft")
    return (
        select(draft.c.form, draft.c.saved_at)
        .where(draft.c.account_id == parameter("account", Uuid()))
        .order_by(draft.c.saved_at.desc())
        .limit(SHOWN)
    )
