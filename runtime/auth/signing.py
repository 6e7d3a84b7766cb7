"""Signing in: a try is counted before the password is looked at. Owns that order; must not know cookies."""

from __future__ import annotations

import datetime
import math
import uuid
from dataclasses import dataclass

from sqlalchemy import update

from runtime.auth import accounts, throttle
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


def sign_in(
    store: Store, model: Model, attempt: Try, now: datetime.datetime, request_id: str | None
) -> uuid.UUID:
    """Return the account a login and password belong to.

    An unknown login, a disabled account and a wrong password take the same time and get the same answer.

    Raises:
        Invalid: they belong to none, or this address must wait before its next try.
        Busy: the database does not answer.
    """
    login = accounts.normal_login(attempt.login)[: accounts.LONGEST_LOGIN]
    key = throttle.key_of(model.cipher.digest, login, attempt.address)
    table = model.table("throttle")
    with store.writing() as connection:
        row = accounts.find(connection, model.metadata, login)
        wait = throttle.take(connection, table, key, now)
    if wait is not None:
        raise Invalid({"": Fault("account.wait", {"count": math.ceil(wait.total_seconds())})})
    if (
        not verify(row.password if row is not None else None, attempt.password)
        or row is None
        or row.disabled_at
    ):
        raise Invalid({"login": Fault("account.wrong")})
    with store.writing() as connection:
        throttle.forget(connection, table, key)
        if needs_rehash(row.password):
            account = model.table("account")
            fresh = hash_password(attempt.password)
            connection.execute(update(account).where(account.c.id == row.id).values(password=fresh))
        stamp = Stamp(now, row.id, row.office_id, request_id)
        accounts.note(connection, model.metadata, "sign_in", row.id, stamp)
    account_id: uuid.UUID = row.id
    return account_id
