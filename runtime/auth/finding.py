"""A session with its account as one statement finds them. Owns the statements; must not open or end sessions."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, bindparam, exists, select

from runtime.access import term
from runtime.access.actor import Actor
from runtime.auth import acting, facts
from runtime.auth.acting import Reach
from runtime.auth.tickets import Mark
from runtime.storage.model import Model


@dataclass(frozen=True)
class Session:
    """A session with its account. ``key`` is the hash of the cookie's value.

    ``needs_factor``: a role of the account asks for a second factor and it has none. ``confirmed_at`` is when its
    owner last proved to be there. ``is_ended``: on purpose, so that it keeps no typed words either.
    """

    key: str
    csrf: str
    actor: Actor
    office: str
    must_change: bool
    is_synthetic: bool
    is_enabled: bool
    seen_at: datetime.datetime
    ends_at: datetime.datetime
    confirmed_at: datetime.datetime | None
    has_factor: bool
    needs_factor: bool
    is_ended: bool


def of_key(model: Model) -> Select[Any]:
    """Return the statement that finds a session by its ``key``; it also wants the parameter of ``facts``."""
    session, account = model.table("session"), model.table("account")
    return (
        _accounts(model)
        .add_columns(
            session.c.token,
            session.c.csrf,
            session.c.seen_at,
            session.c.expires_at,
            session.c.confirmed_at,
            session.c.ended_at,
            facts.column(model.metadata, account, session),
        )
        .join(session, session.c.account_id == account.c.id)
        .where(session.c.token == bindparam("key"))
    )


def of_account(model: Model) -> Select[Any]:
    """Return the statement that finds an ``account`` by its id, for a session whose row is gone."""
    return _accounts(model).where(model.table("account").c.id == bindparam("account"))


def stored(row: Row[Any], reach: Reach, demanding: Collection[str], now: datetime.datetime) -> Session:
    """Return a session as it is now; ``demanding`` are the roles that ask for a second factor."""
    return Session(
        key=row.token,
        csrf=row.csrf,
        actor=facts.read(row.facts, row.time_zone, now).of(acting.actor(row, reach)),
        office=row.office,
        must_change=row.must_change,
        is_synthetic=row.synthetic,
        is_enabled=term.is_enabled(row, now),
        seen_at=row.seen_at,
        ends_at=row.expires_at,
        confirmed_at=row.confirmed_at,
        has_factor=row.has_factor,
        needs_factor=not row.has_factor and not set(row.roles).isdisjoint(demanding),
        is_ended=row.ended_at is not None,
    )


def vanished(key: str, row: Row[Any], reach: Reach, mark: Mark, now: datetime.datetime) -> Session:
    """Return what a session whose row is gone still is: over, but able to keep what is typed."""
    return Session(
        key=key,
        csrf=mark.csrf,
        actor=acting.actor(row, reach),
        office=row.office,
        must_change=row.must_change,
        is_synthetic=row.synthetic,
        is_enabled=term.is_enabled(row, now),
        seen_at=mark.begun_at,
        ends_at=mark.begun_at,
        confirmed_at=None,
        has_factor=row.has_factor,
        needs_factor=False,
        is_ended=not term.is_enabled(row, now),
    )


def _accounts(model: Model) -> Select[Any]:
    account, office = model.table("account"), model.table("office")
    totp, passkey = model.table("totp"), model.table("passkey")
    has_factor = exists().where(totp.c.account_id == account.c.id) | exists().where(
        passkey.c.account_id == account.c.id
    )
    return (
        select(
            *acting.columns(model.metadata),
            account.c.must_change,
            account.c.synthetic,
            office.c.name.label("office"),
            has_factor.label("has_factor"),
        )
        .select_from(account)
        .join(office, office.c.id == account.c.office_id)
    )
