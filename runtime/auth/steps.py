"""Sign-ins half done: the password was right, the second factor is still to come. Owns their table; they open nothing."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass

from sqlalchemy import Connection, Table, delete, select, update

from runtime.auth.drawn import draw, hash_of
from runtime.storage.model import Model

LIFETIME = datetime.timedelta(minutes=10)
MOST_FAILURES = 5
"""After so many wrong codes one starts again with the password."""


@dataclass(frozen=True)
class Step:
    """A half-done sign-in; ``key`` is the hash of the cookie's value."""

    key: str
    account_id: uuid.UUID
    login: str
    office_id: str


def begin(connection: Connection, table: Table, account_id: uuid.UUID, now: datetime.datetime) -> str:
    """Remember that the password was right and return the cookie's value; old ones of everybody are forgotten."""
    token = draw()
    connection.execute(delete(table).where(table.c.expires_at < now))
    row = {"token": hash_of(token), "account_id": account_id, "begun_at": now, "expires_at": now + LIFETIME}
    connection.execute(table.insert().values(**row, failures=0))
    return token


def find(connection: Connection, model: Model, token: str, now: datetime.datetime) -> Step | None:
    """Return the half-done sign-in of a cookie, unless its time is over or its account was disabled."""
    table, account = model.table("sign_in_step"), model.table("account")
    statement = (
        select(table.c.token, account.c.id, account.c.login, account.c.office_id)
        .join(account, account.c.id == table.c.account_id)
        .where(table.c.token == hash_of(token), table.c.expires_at > now, account.c.disabled_at.is_(None))
    )
    row = connection.execute(statement).one_or_none()
    return None if row is None else Step(row.token, row.id, row.login, row.office_id)


def count_failure(connection: Connection, table: Table, step: Step) -> bool:
    """Count a wrong answer; say whether that was one too many, which ends the half-done sign-in."""
    chosen = table.c.token == step.key
    counted = update(table).where(chosen).values(failures=table.c.failures + 1).returning(table.c.failures)
    failures = connection.execute(counted).scalar()
    if failures is not None and failures < MOST_FAILURES:
        return False
    connection.execute(delete(table).where(chosen))
    return True


def end(connection: Connection, table: Table, step: Step) -> bool:
    """Forget a half-done sign-in; say whether it was still there: of two answers at once one goes on."""
    return connection.execute(delete(table).where(table.c.token == step.key)).rowcount == 1


def end_all(connection: Connection, table: Table, account_id: uuid.UUID) -> None:
    """Forget every half-done sign-in of an account."""
    connection.execute(delete(table).where(table.c.account_id == account_id))
