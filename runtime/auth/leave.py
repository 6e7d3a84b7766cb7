"""Officers who are away, and who has their cases meanwhile. Owns the ``absence`` table; whose leave is the gate's to say."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import JsonValue
from sqlalchemy import ColumnElement, Connection, Row, Select, Table, and_, insert, or_, select, update
from uuid_utils.compat import uuid7

from runtime.access import policy, term
from runtime.auth import accounts, news
from runtime.auth.accounts import Stamp
from runtime.errors import Fault, Invalid, NotFound
from runtime.records.work import Work
from runtime.search.reading import Reading
from runtime.storage.model import Model

LONGEST = datetime.timedelta(days=366)


@dataclass(frozen=True)
class Plan:
    """An absence as it is entered: whose, who stands in, the first and the last day."""

    account_id: uuid.UUID
    substitute_id: uuid.UUID | None
    first_on: datetime.date | None
    last_on: datetime.date | None


@dataclass(frozen=True)
class Absence:
    """An absence that runs or is still to come; ``may_end``: the reader may end it."""

    id: uuid.UUID
    account_id: uuid.UUID
    name: str
    substitute_id: uuid.UUID
    substitute: str
    first_on: datetime.date
    last_on: datetime.date
    is_running: bool
    may_end: bool


def listed(reading: Reading) -> list[Absence]:
    """Return the absences the actor may enter, and those in which they stand in for somebody, the first to begin first."""
    model, actor = reading.model, reading.actor
    absence = model.table("absence")
    within = policy.rows(model, actor, "administer", policy.LEAVE)
    found = reading.connection.execute(
        _statement(model, or_(within, absence.c.substitute_id == actor.account_id), reading.now)
    )
    return [_absence(model, row, reading) for row in found if _is_left(row, reading.now)]


def standing_in(reading: Reading) -> list[Absence]:
    """Return the absences in which the actor stands in for somebody now."""
    if not reading.actor.standing_for:
        return []
    chosen = and_(
        reading.model.table("absence").c.substitute_id == reading.actor.account_id,
        reading.model.table("account").c.id.in_(sorted(reading.actor.standing_for)),
    )
    found = reading.connection.execute(_statement(reading.model, chosen, reading.now))
    absences = [_absence(reading.model, row, reading) for row in found]
    return [one for one in absences if one.is_running]


def away(reading: Reading, office_id: str) -> Mapping[uuid.UUID, Absence]:
    """Return who of an office is away now."""
    chosen = reading.model.table("account").c.office_id == office_id
    found = reading.connection.execute(_statement(reading.model, chosen, reading.now))
    absences = [_absence(reading.model, row, reading) for row in found]
    return {one.account_id: one for one in absences if one.is_running}


def officers(reading: Reading) -> Sequence[Row[Any]]:
    """Return the accounts whose leave the actor enters, by name."""
    account = reading.model.table("account")
    within = policy.rows(reading.model, reading.actor, "administer", policy.LEAVE)
    statement = accounts.whole(reading.model.metadata).where(within).order_by(account.c.name, account.c.login)
    return [row for row in reading.connection.execute(statement) if term.is_enabled(row, reading.now)]


def substitutes(reading: Reading, account_id: uuid.UUID, office_id: str) -> list[tuple[uuid.UUID, str]]:
    """Return who may stand in for an account whose leave the actor enters, by name."""
    account = reading.model.table("account")
    chosen = (account.c.office_id == office_id, account.c.id != account_id)
    statement = accounts.whole(reading.model.metadata).where(*chosen).order_by(account.c.name)
    refused = {reading.actor.account_id} - {account_id}
    return [
        (row.id, row.name)
        for row in reading.connection.execute(statement)
        if _serves(reading.model, row, reading.now) and row.id not in refused
    ]


def begin(work: Work, plan: Plan) -> None:
    """Enter an absence; its substitute is told, and whose it is, if somebody else enters it.

    Raises:
        NotFound: the actor enters no leave of this account.
        Invalid: with every fault, by control name.
    """
    row = _officer(work, plan.account_id)
    faults = _faults(work, row, plan)
    if faults:
        raise Invalid(faults)
    assert plan.substitute_id is not None
    absence_id = uuid7()
    values = {
        "account_id": plan.account_id,
        "substitute_id": plan.substitute_id,
        "first_on": plan.first_on,
        "last_on": plan.last_on,
    }
    stored = {"id": absence_id, **values, "added_at": work.now, "added_by": work.actor.account_id}
    work.connection.execute(insert(work.model.table("absence")).values(**stored))
    _note(work, "begin_absence", plan.account_id, {name: [None, str(one)] for name, one in values.items()})
    told = news.News("leave.told_substitute", {"name": row.name}, work.now)
    news.leave(work.connection, work.model, plan.substitute_id, told)
    if plan.account_id != work.actor.account_id:
        told = news.News("leave.told_absent", {"name": work.actor.name}, work.now)
        news.leave(work.connection, work.model, plan.account_id, told)


def end(work: Work, absence_id: uuid.UUID) -> None:
    """End an absence now.

    Raises:
        NotFound: there is none that lasts, or the actor enters no leave of its account.
    """
    absence = work.model.table("absence")
    chosen = (absence.c.id == absence_id, absence.c.ended_at.is_(None))
    row = work.connection.execute(select(absence).where(*chosen)).one_or_none()
    if row is None:
        raise NotFound
    _officer(work, row.account_id)
    work.connection.execute(update(absence).where(*chosen).values(ended_at=work.now))
    difference = {"substitute_id": [str(row.substitute_id), None], "last_on": [row.last_on.isoformat(), None]}
    _note(work, "end_absence", row.account_id, difference)


def _officer(work: Work, account_id: uuid.UUID) -> Row[Any]:
    within = policy.rows(work.model, work.actor, "administer", policy.LEAVE)
    chosen = accounts.whole(work.model.metadata).where(work.model.table("account").c.id == account_id, within)
    row = work.connection.execute(chosen).one_or_none()
    if row is None:
        raise NotFound
    return row


def _faults(work: Work, row: Row[Any], plan: Plan) -> dict[str, Fault]:
    faults = {}
    if plan.substitute_id is None or not _may_stand_in(work, row, plan.substitute_id):
        faults["substitute"] = Fault("leave.substitute_missing")
    if plan.first_on is None:
        faults["first_on"] = Fault("leave.first_missing")
    if plan.last_on is None:
        faults["last_on"] = Fault("leave.last_missing")
    elif plan.last_on < max(plan.first_on or plan.last_on, term.today(row.time_zone, work.now)):
        faults["last_on"] = Fault("leave.last_before")
    elif plan.first_on is not None and plan.last_on - plan.first_on > LONGEST:
        faults["last_on"] = Fault("leave.too_long")
    if not faults and _is_away(work.connection, work.model, row.id, plan):
        faults["first_on"] = Fault("leave.overlaps")
    if not faults and _is_away(work.connection, work.model, plan.substitute_id, plan):
        faults["substitute"] = Fault("leave.substitute_away")
    if not faults and _stands_in(work, plan):
        faults["first_on"] = Fault("leave.stands_in")
    return faults


def _may_stand_in(work: Work, row: Row[Any], substitute_id: uuid.UUID) -> bool:
    """Of the same office; and nobody gives themselves the cases of somebody else."""
    chosen = accounts.whole(work.model.metadata).where(work.model.table("account").c.id == substitute_id)
    found = work.connection.execute(chosen).one_or_none()
    if found is None or found.id == row.id or found.office_id != row.office_id:
        return False
    return _serves(work.model, found, work.now) and not (
        substitute_id == work.actor.account_id and row.id != work.actor.account_id
    )


def _serves(model: Model, row: Row[Any], now: datetime.datetime) -> bool:
    """Whether an account may act now, and its roles let it read cases of some type at all."""
    having = [role for role in model.registry.roles if role.id in row.roles]
    return term.is_enabled(row, now) and any(
        grant.verb == "read" and grant.subject.startswith("case") for role in having for grant in role.grants
    )


def _stands_in(work: Work, plan: Plan) -> bool:
    """Whether who goes away has the cases of somebody else then, which nobody would have any more."""
    absence = work.model.table("absence")
    return _meets(work.connection, absence, absence.c.substitute_id == plan.account_id, plan)


def _is_away(connection: Connection, model: Model, account_id: uuid.UUID | None, plan: Plan) -> bool:
    absence = model.table("absence")
    return _meets(connection, absence, absence.c.account_id == account_id, plan)


def _meets(connection: Connection, absence: Table, whose: ColumnElement[bool], plan: Plan) -> bool:
    statement = select(absence.c.id).where(
        whose,
        absence.c.ended_at.is_(None),
        absence.c.first_on <= plan.last_on,
        absence.c.last_on >= plan.first_on,
    )
    return connection.execute(statement).first() is not None


def _statement(model: Model, chosen: ColumnElement[bool], now: datetime.datetime) -> Select[Any]:
    """The absences that are not over everywhere, with the names of both."""
    absence, account, office = model.table("absence"), model.table("account"), model.table("office")
    substitute = account.alias("substitute")
    yesterday = now.astimezone(datetime.UTC).date() - datetime.timedelta(days=1)
    return (
        select(absence, account.c.name, account.c.office_id, substitute.c.name.label("substitute"))
        .add_columns(office.c.time_zone)
        .join_from(absence, account, account.c.id == absence.c.account_id)
        .join(substitute, substitute.c.id == absence.c.substitute_id)
        .join(office, office.c.id == account.c.office_id)
        .where(chosen, absence.c.ended_at.is_(None), absence.c.last_on >= yesterday)
        .order_by(absence.c.first_on, account.c.name, absence.c.id)
    )


def _is_left(row: Row[Any], now: datetime.datetime) -> bool:
    return bool(term.today(row.time_zone, now) <= row.last_on)


def _absence(model: Model, row: Row[Any], reading: Reading) -> Absence:
    today = term.today(row.time_zone, reading.now)
    record = {"office_id": row.office_id, "id": row.account_id}
    return Absence(
        id=row.id,
        account_id=row.account_id,
        name=row.name,
        substitute_id=row.substitute_id,
        substitute=row.substitute,
        first_on=row.first_on,
        last_on=row.last_on,
        is_running=row.first_on <= today <= row.last_on,
        may_end=policy.may(model, reading.actor, "administer", policy.LEAVE, record),
    )


def _note(
    work: Work, verb: str, account_id: uuid.UUID, difference: Mapping[str, Sequence[JsonValue]]
) -> None:
    stamp = Stamp(work.now, work.actor.account_id, work.actor.office_id, work.request_id)
    told = {name.removesuffix("_id"): pair for name, pair in difference.items() if name != "account_id"}
    accounts.note(work.connection, work.model.metadata, verb, account_id, stamp, told)
