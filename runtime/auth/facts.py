"""What decides an account's sight beyond its roles: its groups, whom it stands in for, emergencies, reasons, notices. Must not judge them.

They come with the session in its own statement, as one text, so that no page asks for them apart.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import (
    ColumnElement,
    Date,
    FromClause,
    MetaData,
    String,
    and_,
    bindparam,
    case,
    cast,
    func,
    literal,
    select,
    union_all,
)

from runtime.access import term
from runtime.access.actor import Actor
from runtime.sqltypes import Instant

NOW = "facts_now"
"""The parameter of the column: the moment emergencies are judged at."""
_MEMBER, _VISITOR, _OPENED, _EXPLAINED, _NOTICE, _ABSENT = "m", "v", "e", "r", "n", "s"
_DAYS = ("facts_yesterday", "facts_today", "facts_tomorrow")
"""The parameters of the days it may be somewhere now: only the account tells where."""
_BREAK = ","


@dataclass(frozen=True)
class Facts:
    """Ids by what they say of the account."""

    found: dict[str, frozenset[uuid.UUID]]

    def of(self, actor: Actor) -> Actor:
        """Return the actor with these facts."""
        if not self.found:
            return actor
        visiting = self.found.get(_VISITOR, frozenset())
        return replace(
            actor,
            assigned=self.found.get(_MEMBER, frozenset()) | visiting,
            visiting=visiting,
            standing_for=self.found.get(_ABSENT, frozenset()),
            opened=self.found.get(_OPENED, frozenset()),
            explained=self.found.get(_EXPLAINED, frozenset()),
            has_notices=_NOTICE in self.found,
        )


def column(metadata: MetaData, account: FromClause, session: FromClause | None = None) -> ColumnElement[str]:
    """Return the facts of the accounts a statement selects, to be read with ``read``.

    Args:
        metadata: the instance's metadata.
        account: the table of accounts in the statement.
        session: that of sessions, when there is one: reasons are good for one.
    """
    member, cases, access, notice, reason, absence = (
        metadata.tables[name]
        for name in (
            *("case_member", "cases", "emergency_access", "emergency_notice", "read_reason"),
            "absence",
        )
    )
    absent = metadata.tables["account"].alias("absent")
    days = [bindparam(name, type_=Date()) for name in _DAYS]

    def fact(kind: str, key: ColumnElement[uuid.UUID]) -> ColumnElement[str]:
        return (literal(kind, String()) + cast(key, String())).label("fact")

    mine = (member.c.account_id == account.c.id, member.c.ended_at.is_(None))
    told = [
        select(fact(_MEMBER, member.c.case_id))
        .join_from(member, cases, cases.c.id == member.c.case_id)
        .where(*mine, cases.c.office_id == account.c.office_id),
        select(fact(_VISITOR, member.c.case_id))
        .join_from(member, cases, cases.c.id == member.c.case_id)
        .where(*mine, cases.c.office_id != account.c.office_id),
        select(fact(_OPENED, access.c.case_id)).where(
            access.c.account_id == account.c.id,
            access.c.ends_at > bindparam(NOW, type_=Instant()),
            access.c.case_id.is_not(None),
        ),
        select(fact(_NOTICE, notice.c.access_id)).where(
            notice.c.account_id == account.c.id, notice.c.seen_at.is_(None)
        ),
    ]
    told.append(
        select(_flags(absence, days) + cast(absence.c.account_id, String()))
        .join_from(absence, absent, absent.c.id == absence.c.account_id)
        .where(
            absence.c.substitute_id == account.c.id,
            absence.c.ended_at.is_(None),
            absence.c.first_on <= days[-1],
            absence.c.last_on >= days[0],
            absent.c.office_id == account.c.office_id,
        )
    )
    known = [account]
    if session is not None:
        told.append(select(fact(_EXPLAINED, reason.c.case_id)).where(reason.c.session == session.c.token))
        known.append(session)
    every = union_all(*(one.correlate(*known) for one in told)).subquery("fact")
    return (
        select(func.aggregate_strings(every.c.fact, _BREAK))
        .correlate(*known)
        .scalar_subquery()
        .label("facts")
    )


def _flags(absence: FromClause, days: Sequence[ColumnElement[datetime.date]]) -> ColumnElement[str]:
    """An absence's kind, and for each of the days whether it lasts on it."""
    told: ColumnElement[str] = literal(_ABSENT, String())
    for day in days:
        told = told + case((and_(absence.c.first_on <= day, absence.c.last_on >= day), "1"), else_="0")
    return told


def read(text: str | None, zone: str, now: datetime.datetime) -> Facts:
    """Read the column of ``column``; which day it is the account's office says."""
    found: dict[str, set[uuid.UUID]] = {}
    for fact in (text or "").split(_BREAK):
        if fact.startswith(_ABSENT):
            day = (term.today(zone, now) - now.astimezone(datetime.UTC).date()).days
            if fact[2 + day] == "1":
                found.setdefault(_ABSENT, set()).add(uuid.UUID(fact[1 + len(_DAYS) :]))
        elif fact:
            found.setdefault(fact[0], set()).add(uuid.UUID(fact[1:]))
    return Facts({kind: frozenset(ids) for kind, ids in found.items()})


def at(now: datetime.datetime) -> dict[str, object]:
    """Return the parameters of ``column``."""
    today = now.astimezone(datetime.UTC).date()
    around = (today + datetime.timedelta(days=away) for away in (-1, 0, 1))
    return {NOW: now, **dict(zip(_DAYS, around, strict=True))}
