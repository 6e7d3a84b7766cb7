"""Sessions on the server. Owns the ``session`` table and its short cache; must not know cookies or pages."""

from __future__ import annotations

import datetime
import hashlib
import secrets
import threading
import time
import uuid
from dataclasses import dataclass
from typing import Any

from sqlalchemy import MetaData, Row, Select, bindparam, delete, select, update

from runtime.access.actor import Actor
from runtime.auth.jurisdiction import OfficeTree
from runtime.errors import Busy
from runtime.storage.session import Store

CACHE_SECONDS = 4.0
CACHE_SIZE = 4096
TOUCH_EVERY = datetime.timedelta(minutes=1)
KEEP_EXPIRED = datetime.timedelta(days=7)
"""An expired session still tells whose typed words to keep; it opens nothing."""


@dataclass(frozen=True)
class Session:
    """A session with its account, as one statement finds it. ``key`` is the hash of the cookie's value."""

    key: str
    csrf: str
    actor: Actor
    office: str
    must_change: bool
    is_synthetic: bool
    is_enabled: bool
    seen_at: datetime.datetime
    ends_at: datetime.datetime


@dataclass(frozen=True)
class Lifetime:
    """How long a session lives without use, and at most."""

    idle: datetime.timedelta
    longest: datetime.timedelta


class Sessions:
    """Opens, finds and ends sessions."""

    def __init__(self, store: Store, metadata: MetaData, lifetime: Lifetime) -> None:
        self._store = store
        self._lifetime = lifetime
        self._table = metadata.tables["session"]
        self._account = metadata.tables["account"]
        self._offices = OfficeTree(metadata.tables["office"])
        self._statement = _statement(metadata)
        self._cache: dict[str, tuple[float, Session]] = {}
        self._lock = threading.Lock()

    def open(self, account_id: uuid.UUID, now: datetime.datetime) -> str:
        """Begin a session and return the cookie's value; long-expired sessions are swept out on the way.

        Raises:
            Busy: the database does not answer.
        """
        token = secrets.token_urlsafe(32)
        with self._store.writing() as connection:
            connection.execute(delete(self._table).where(self._table.c.expires_at < now - KEEP_EXPIRED))
            connection.execute(
                self._table.insert().values(
                    token=key_of(token),
                    account_id=account_id,
                    csrf=secrets.token_hex(32),
                    created_at=now,
                    seen_at=now,
                    expires_at=now + self._lifetime.longest,
                )
            )
        return token

    def find(self, token: str, now: datetime.datetime) -> Session | None:
        """Return the session of a cookie, expired ones too (ask ``is_open``), or ``None``.

        Raises:
            Busy: the database does not answer.
        """
        key = key_of(token)
        held = self._cache.get(key)
        if held is not None and held[0] > time.monotonic():
            return held[1]
        session = self._load(key)
        if session is None:
            return None
        if self.is_open(session, now) and now - session.seen_at > TOUCH_EVERY:
            self._touch(key, now)
        with self._lock:
            if len(self._cache) >= CACHE_SIZE:
                self._cache.clear()
            self._cache[key] = (time.monotonic() + CACHE_SECONDS, session)
        return session

    def is_open(self, session: Session, now: datetime.datetime) -> bool:
        """Whether the session still lets its account act."""
        idle_until = session.seen_at + self._lifetime.idle
        return session.is_enabled and now < min(session.ends_at, idle_until)

    def end(self, session: Session) -> None:
        """End one session."""
        with self._store.writing() as connection:
            connection.execute(delete(self._table).where(self._table.c.token == session.key))
        self.forget()

    def end_all(self, account_id: uuid.UUID, but: Session | None = None) -> None:
        """End every session of an account, except perhaps the one in use."""
        chosen = self._table.c.account_id == account_id
        if but is not None:
            chosen &= self._table.c.token != but.key
        with self._store.writing() as connection:
            connection.execute(delete(self._table).where(chosen))
        self.forget()

    def forget(self) -> None:
        """Drop the cache after accounts or offices changed in this process."""
        with self._lock:
            self._cache.clear()
        self._offices.forget()

    def _load(self, key: str) -> Session | None:
        with self._store.reading() as connection:
            row = connection.execute(self._statement, {"key": key}).one_or_none()
            if row is None:
                return None
            below = self._offices.below(connection, row.office_id)
        return _session(row, below)

    def _touch(self, key: str, now: datetime.datetime) -> None:
        try:
            with self._store.writing() as connection:
                connection.execute(update(self._table).where(self._table.c.token == key).values(seen_at=now))
        except Busy:
            # A page is not refused because its reader's clock could not be wound; the next request tries again.
            return


def key_of(token: str) -> str:
    """Return what the database keeps of a cookie's value."""
    return hashlib.sha256(token.encode()).hexdigest()


def _statement(metadata: MetaData) -> Select[Any]:
    session, account, office = (metadata.tables[name] for name in ("session", "account", "office"))
    joined = session.join(account, account.c.id == session.c.account_id).join(
        office, office.c.id == account.c.office_id
    )
    return (
        select(
            session.c.token,
            session.c.csrf,
            session.c.seen_at,
            session.c.expires_at,
            account.c.id,
            account.c.login,
            account.c.name,
            account.c.roles,
            account.c.office_id,
            account.c.language,
            account.c.must_change,
            account.c.disabled_at,
            account.c.synthetic,
            office.c.name.label("office"),
            office.c.time_zone,
        )
        .select_from(joined)
        .where(session.c.token == bindparam("key"))
    )


def _session(row: Row[Any], below: frozenset[str]) -> Session:
    actor = Actor(
        account_id=row.id,
        login=row.login,
        name=row.name,
        roles=tuple(row.roles),
        office_id=row.office_id,
        offices_below=below,
        language=row.language,
        zone=row.time_zone,
    )
    return Session(
        key=row.token,
        csrf=row.csrf,
        actor=actor,
        office=row.office,
        must_change=row.must_change,
        is_synthetic=row.synthetic,
        is_enabled=row.disabled_at is None,
        seen_at=row.seen_at,
        ends_at=row.expires_at,
    )
