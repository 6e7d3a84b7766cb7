"""One-time links with which the owner of an account chooses its password. Owns the ``account_link`` table.

Whoever made a link cannot see it again; it is good once, for a day, and the newest of an account only.
"""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from runtime.access import term
from runtime.auth import accounts, news, own
from runtime.auth.accounts import Stamp
from runtime.auth.drawn import draw, hash_of
from runtime.auth.passwords import hash_password
from runtime.errors import Fault, Invalid
from runtime.storage.model import Model
from runtime.storage.session import Store

LIFETIME = datetime.timedelta(hours=24)


@dataclass(frozen=True)
class Choice:
    """The token of a link with the password chosen, twice."""

    token: str
    new: str
    again: str


def make(connection: Connection, model: Model, account_id: uuid.UUID, stamp: Stamp) -> str:
    """Make a link of an account and return its token, which is stored nowhere; earlier ones open nothing any more."""
    table = model.table("account_link")
    token = draw()
    unused = (table.c.account_id == account_id, table.c.used_at.is_(None), table.c.expires_at > stamp.at)
    connection.execute(update(table).where(*unused).values(expires_at=stamp.at))
    connection.execute(
        insert(table).values(
            hash=hash_of(token),
            account_id=account_id,
            made_at=stamp.at,
            made_by=stamp.account_id,
            expires_at=stamp.at + LIFETIME,
        )
    )
    accounts.note(connection, model.metadata, "make_link", account_id, stamp)
    return token


def use(store: Store, model: Model, choice: Choice, now: datetime.datetime, request_id: str | None) -> None:
    """Give the account of a link the password its owner chose; its sessions end, and nobody is signed in by it.

    Raises:
        Invalid: the link is not good any more, whatever the reason, or what is wrong with the password.
        Busy: the database does not answer.
    """
    if not choice.token:
        raise Invalid({"token": Fault("link.missing")})
    with store.reading() as connection:
        row = _find(connection, model, choice.token, now)
    if row is None:
        raise Invalid({"token": Fault("link.over")})
    faults = own.find_faults(own.PasswordChange("", choice.new, choice.again), row.login)
    if faults:
        raise Invalid(faults)
    hashed, metadata = hash_password(choice.new), model.metadata
    stamp = Stamp(now, row.id, row.office_id, request_id)
    with store.writing() as connection:
        if not _take(connection, model, choice.token, now):
            raise Invalid({"token": Fault("link.over")})
        accounts.set_password(connection, metadata, row.id, hashed, stamp, is_reset=False)
        accounts.end_sessions(connection, metadata, row.id, stamp)
        accounts.note(connection, metadata, "use_link", row.id, stamp)
        if not row.must_change:
            # Should it have been somebody else with the link, the owner learns of it.
            news.leave(connection, model, row.id, news.News("security.link_used", {}, now))


def _find(connection: Connection, model: Model, token: str, now: datetime.datetime) -> Row[Any] | None:
    """Return the account of a link that is good, if it may sign in."""
    table, account = model.table("account_link"), model.table("account")
    chosen = select(table.c.account_id).where(*_good(model, token, now))
    statement = accounts.whole(model.metadata).where(account.c.id == chosen.scalar_subquery())
    row = connection.execute(statement).one_or_none()
    return row if row is not None and term.is_enabled(row, now) else None


def _take(connection: Connection, model: Model, token: str, now: datetime.datetime) -> bool:
    """Use a link up; of two who try at once one succeeds."""
    table = model.table("account_link")
    used = update(table).where(*_good(model, token, now)).values(used_at=now)
    return connection.execute(used).rowcount == 1


def _good(model: Model, token: str, now: datetime.datetime) -> tuple[Any, ...]:
    table = model.table("account_link")
    return table.c.hash == hash_of(token), table.c.used_at.is_(None), table.c.expires_at > now
