"""Sessions on the server: opened, found, renewed, ended. Owns the ``session`` table and its short cache; must not know pages."""

from __future__ import annotations

import datetime
import hashlib
import secrets
import threading
import time
import uuid
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Table, delete, select, update

from runtime.auth import facts, finding, tickets
from runtime.auth.finding import Session
from runtime.auth.jurisdiction import OfficeTree
from runtime.auth.tickets import Mark, key_of
from runtime.errors import Busy
from runtime.storage.model import Model
from runtime.storage.session import Store

CACHE_SECONDS = 4.0
CACHE_SIZE = 4096
TOUCH_EVERY = datetime.timedelta(minutes=1)
KEEP_EXPIRED = datetime.timedelta(days=7)
"""An expired session still tells whose typed words to keep; it opens nothing."""
FRESH = datetime.timedelta(minutes=10)
"""So long a proof that the owner is there lasts, for what asks for one."""


@dataclass(frozen=True)
class Lifetime:
    """How long a session lives without use, and at most."""

    idle: datetime.timedelta
    longest: datetime.timedelta


@dataclass(frozen=True)
class Listed:
    """An open session as its owner's list shows it; ``handle`` names it without opening anything."""

    handle: str
    agent: str | None
    begun_at: datetime.datetime
    seen_at: datetime.datetime
    is_this: bool


class Sessions:
    """Opens, finds and ends sessions."""

    def __init__(self, store: Store, model: Model, lifetime: Lifetime) -> None:
        self._store = store
        self._model = model
        self._lifetime = lifetime
        self._table = model.table("session")
        self._offices = OfficeTree(model.table("office"))
        self._by_key, self._by_account = finding.of_key(model), finding.of_account(model)
        self._demanding = {role.id for role in model.registry.roles if role.second_factor == "required"}
        self._cache: dict[str, tuple[float, Session]] = {}
        self._lock = threading.Lock()

    def open(self, account_id: uuid.UUID, now: datetime.datetime, agent: str = "") -> str:
        """Begin a session and return the cookie's value; long-expired sessions are swept out on the way.

        Raises:
            Busy: the database does not answer.
        """
        mark = Mark(account_id, secrets.token_hex(32), now)
        ticket = tickets.make(self._model.cipher, mark)
        with self._store.writing() as connection:
            connection.execute(delete(self._table).where(self._table.c.expires_at < now - KEEP_EXPIRED))
            connection.execute(
                self._table.insert().values(
                    token=key_of(ticket),
                    account_id=account_id,
                    csrf=mark.csrf,
                    created_at=now,
                    seen_at=now,
                    expires_at=now + self._lifetime.longest,
                    agent=agent or None,
                    confirmed_at=now,
                )
            )
        return ticket

    def renew(self, session: Session, now: datetime.datetime) -> str:
        """Give a session another cookie, after its owner proved to be there; the old one opens nothing any more."""
        begun_at = session.ends_at - self._lifetime.longest
        ticket = tickets.make(self._model.cipher, Mark(session.actor.account_id, session.csrf, begun_at))
        values = {"token": key_of(ticket), "confirmed_at": now, "seen_at": now}
        reason = self._model.table("read_reason")
        with self._store.writing() as connection:
            connection.execute(update(self._table).where(self._table.c.token == session.key).values(**values))
            # Reasons given for reading are good for the sitting, which goes on.
            renamed = update(reason).where(reason.c.session == session.key).values(session=values["token"])
            connection.execute(renamed)
        self.forget()
        return ticket

    def find(self, ticket: str, now: datetime.datetime, *, is_use: bool = True) -> Session | None:
        """Return the session of a cookie, ended ones too (ask ``is_open``), or ``None``.

        Args:
            ticket: the cookie's value.
            now: the moment of the request.
            is_use: whether the request shows that somebody is there.

        Raises:
            Busy: the database does not answer.
        """
        key = key_of(ticket)
        held = self._cache.get(key)
        if held is not None and held[0] > time.monotonic():
            return held[1]
        session = self._load(key, now) or self._vanished(ticket, now)
        if session is None:
            return None
        if is_use and self.is_open(session, now) and now - session.seen_at > TOUCH_EVERY:
            self._touch(key, now)
        if is_use:
            self._hold(key, session)
        return session

    def is_open(self, session: Session, now: datetime.datetime) -> bool:
        """Whether the session still lets its account act."""
        idle_until = session.seen_at + self._lifetime.idle
        return session.is_enabled and not session.is_ended and now < min(session.ends_at, idle_until)

    def is_fresh(self, session: Session, now: datetime.datetime) -> bool:
        """Whether its owner proved to be there a short while ago."""
        return session.confirmed_at is not None and now - session.confirmed_at < FRESH

    def seconds_left(self, session: Session, now: datetime.datetime) -> tuple[int, int]:
        """Return how long the session lasts without use, and at most, as the database knows it."""
        with self._store.reading() as connection:
            seen_at = connection.execute(
                select(self._table.c.seen_at).where(self._table.c.token == session.key)
            ).scalar()
        idle = (seen_at or session.seen_at) + self._lifetime.idle - now
        return int(idle.total_seconds()), int((session.ends_at - now).total_seconds())

    def stay(self, session: Session, now: datetime.datetime) -> None:
        """Count a moment as use of the session: somebody said they are there."""
        self._touch(session.key, now)
        self.forget()

    def of_account(self, session: Session, now: datetime.datetime) -> list[Listed]:
        """Return the open sessions of a session's account, this one first, then by last use."""
        table = self._table
        chosen = (
            table.c.account_id == session.actor.account_id,
            table.c.ended_at.is_(None),
            table.c.expires_at > now,
            table.c.seen_at > now - self._lifetime.idle,
        )
        with self._store.reading() as connection:
            rows = connection.execute(select(table).where(*chosen).order_by(table.c.seen_at.desc())).all()
        found = [
            Listed(_handle(row.token), row.agent, row.created_at, row.seen_at, row.token == session.key)
            for row in rows
        ]
        return sorted(found, key=lambda listed: not listed.is_this)

    def end(self, session: Session, now: datetime.datetime) -> None:
        """End one session."""
        with self._store.writing() as connection:
            end_rows(connection, self._table, self._table.c.token == session.key, now)
        self.forget()

    def end_one(self, account_id: uuid.UUID, handle: str, now: datetime.datetime) -> str | None:
        """End the account's session of a handle and return what its browser said; ``None`` when there is none."""
        table = self._table
        with self._store.writing() as connection:
            rows = connection.execute(
                select(table.c.token, table.c.agent).where(
                    table.c.account_id == account_id, table.c.ended_at.is_(None)
                )
            )
            found = next((row for row in rows if _handle(row.token) == handle), None)
            if found is not None:
                end_rows(connection, table, table.c.token == found.token, now)
        self.forget()
        return None if found is None else found.agent or ""

    def forget(self) -> None:
        """Drop the cache after accounts or offices changed in this process."""
        with self._lock:
            self._cache.clear()
        self._offices.forget()

    def _hold(self, key: str, session: Session) -> None:
        with self._lock:
            if len(self._cache) >= CACHE_SIZE:
                self._cache.clear()
            self._cache[key] = (time.monotonic() + CACHE_SECONDS, session)

    def _load(self, key: str, now: datetime.datetime) -> Session | None:
        with self._store.reading() as connection:
            row = connection.execute(self._by_key, {"key": key, **facts.at(now)}).one_or_none()
            if row is None:
                return None
            reach = self._offices.reach(connection, row.office_id)
        return finding.stored(row, reach, self._demanding, now)

    def _vanished(self, ticket: str, now: datetime.datetime) -> Session | None:
        mark = tickets.read_mark(self._model.cipher, ticket)
        if mark is None or now - mark.begun_at > self._lifetime.longest:
            return None
        with self._store.reading() as connection:
            row = connection.execute(self._by_account, {"account": mark.account_id}).one_or_none()
            if row is None:
                return None
            reach = self._offices.reach(connection, row.office_id)
        return finding.vanished(key_of(ticket), row, reach, mark, now)

    def _touch(self, key: str, now: datetime.datetime) -> None:
        try:
            with self._store.writing() as connection:
                connection.execute(update(self._table).where(self._table.c.token == key).values(seen_at=now))
        except Busy:
            # A page is not refused because its reader's clock could not be wound; the next request tries again.
            return


def end_rows(
    connection: Connection, table: Table, chosen: ColumnElement[bool], now: datetime.datetime
) -> int:
    """End the sessions of a condition that are not ended yet, on purpose and for good; say how many."""
    ended = update(table).where(chosen, table.c.ended_at.is_(None)).values(ended_at=now)
    return connection.execute(ended).rowcount


def _handle(key: str) -> str:
    return hashlib.sha256(f"handle\n{key}".encode()).hexdigest()[:20]
