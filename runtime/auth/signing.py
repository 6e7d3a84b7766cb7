"""Signing in, first step: a try is counted before the password is looked at. Owns that order; must not know cookies."""

from __future__ import annotations

import datetime
import math
import uuid
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, update

from runtime.access import term
from runtime.auth import accounts, factors, spraying, steps, throttle
from runtime.auth.accounts import Stamp
from runtime.auth.passwords import hash_password, needs_rehash, verify
from runtime.errors import Fault, Invalid
from runtime.storage.model import Model
from runtime.storage.session import Store


@dataclass(frozen=True)
class Try:
    """What a visitor typed, and from where."""

    login: str
    password: str
    address: str


@dataclass(frozen=True)
class Entered:
    """Whose password it was; ``step`` is the cookie of the second step, ``None`` when there is none to make."""

    account_id: uuid.UUID
    step: str | None = None


def sign_in(
    store: Store, model: Model, attempt: Try, now: datetime.datetime, request_id: str | None
) -> Entered:
    """Return the account a login and password belong to.

    An unknown login, an account that is disabled or over and a wrong password take the same time and get the same answer.

    Raises:
        Invalid: they belong to none, or this address must wait before its next try.
        Busy: the database does not answer.
    """
    login = accounts.normal_login(attempt.login)[: accounts.LONGEST_LOGIN]
    key = throttle.key_of(model.cipher.digest, login, attempt.address)
    place = spraying.place_of(model.cipher.digest, attempt.address)
    table = model.table("throttle")
    with store.writing() as connection:
        row = accounts.find(connection, model.metadata, login)
        is_new = spraying.is_new(connection, table, key)
        wait = spraying.take(connection, table, place, now) if is_new else None
        if wait is None:
            wait = throttle.take(connection, table, key, now)
    if wait is not None:
        raise Invalid({"": waiting(wait)})
    fits = verify(row.password if row is not None else None, attempt.password)
    if not fits or row is None or not term.is_enabled(row, now):
        _note_failure(store, model, row, key, now, request_id)
        raise Invalid({"login": Fault("account.wrong")})
    fresh = hash_password(attempt.password) if needs_rehash(row.password) else None
    with store.writing() as connection:
        if is_new:
            spraying.give_back(connection, table, place)
        throttle.know(connection, table, key, now)
        if fresh is not None:
            account = model.table("account")
            # A password that was changed meanwhile stays changed.
            unchanged = (account.c.id == row.id, account.c.password == row.password)
            connection.execute(update(account).where(*unchanged).values(password=fresh))
        if factors.of_account(connection, model, row.id).has_any:
            return Entered(row.id, steps.begin(connection, model.table("sign_in_step"), row.id, now))
        stamp = Stamp(now, row.id, row.office_id, request_id)
        accounts.note(connection, model.metadata, "sign_in", row.id, stamp)
    return Entered(row.id)


def waiting(wait: datetime.timedelta) -> Fault:
    """Return the words about a wait."""
    return Fault("account.wait", {"count": math.ceil(wait.total_seconds())})


def _note_failure(
    store: Store,
    model: Model,
    row: Row[Any] | None,
    key: str,
    now: datetime.datetime,
    request_id: str | None,
) -> None:
    """Leave an event at the account there is; where there is none, write as well, so that both take as long."""
    with store.writing() as connection:
        if row is None:
            throttle.note_end(connection, model.table("throttle"), key, now)
        else:
            accounts.note(
                connection, model.metadata, "sign_in_failed", row.id, Stamp(now, None, None, request_id)
            )
