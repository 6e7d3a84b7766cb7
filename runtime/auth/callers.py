"""Who calls with a token: found by its hash, remembered for a short while. Must not make or revoke tokens."""

from __future__ import annotations

import datetime
import threading
import time
import uuid
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, MetaData, Row, Select, bindparam, select, update

from runtime.access import term
from runtime.access.actor import Actor
from runtime.auth import acting
from runtime.auth.drawn import hash_of
from runtime.auth.jurisdiction import OfficeTree
from runtime.auth.tokens import SIGN
from runtime.errors import Busy
from runtime.storage.session import Store

CACHE_SECONDS = 4.0
CACHE_SIZE = 4096
TOUCH_EVERY = datetime.timedelta(minutes=1)


@dataclass(frozen=True)
class Caller:
    """A token that opens: whose it is, as whom it acts, and for what."""

    token_id: uuid.UUID
    name: str
    actor: Actor
    scope: frozenset[str]


class Callers:
    """Finds who calls with a token; a short memory spares the database."""

    def __init__(self, store: Store, metadata: MetaData) -> None:
        self._store = store
        self._table = metadata.tables["token"]
        self._offices = OfficeTree(metadata.tables["office"])
        self._statement = _statement(metadata)
        self._of_account = _accounts(metadata)
        self._cache: dict[str, tuple[float, Row[Any], Actor]] = {}
        self._lock = threading.Lock()

    def find(self, token: str, now: datetime.datetime) -> Caller | None:
        """Return who calls with a token; ``None`` when it opens nothing, for whatever reason.

        Raises:
            Busy: the database does not answer.
        """
        if not token.startswith(SIGN) or not token.isascii():
            return None
        key = hash_of(token)
        held = self._cache.get(key)
        if held is None or held[0] <= time.monotonic():
            held = self._load(key)
        if held is None or not _opens(held[1], now):
            return None
        row = held[1]
        if row.used_at is None or now - row.used_at > TOUCH_EVERY:
            self._touch(key, row, now)
        return Caller(row.token_id, row.token_name, held[2], frozenset(row.scope))

    def actor_of(self, connection: Connection, account_id: uuid.UUID) -> Actor | None:
        """Return an account as its systems act, ``None`` when it may no longer sign in."""
        row = connection.execute(self._of_account, {"account": account_id}).one_or_none()
        now = datetime.datetime.now(datetime.UTC)
        return self._actor(connection, row) if row is not None and term.is_enabled(row, now) else None

    def forget(self) -> None:
        """Drop the memory after a token was revoked or an account changed in this process."""
        with self._lock:
            self._cache.clear()
        self._offices.forget()

    def _load(self, key: str) -> tuple[float, Row[Any], Actor] | None:
        with self._store.reading() as connection:
            row = connection.execute(self._statement, {"key": key}).one_or_none()
            if row is None:
                return None
            actor = self._actor(connection, row)
        held = (time.monotonic() + CACHE_SECONDS, row, actor)
        with self._lock:
            if len(self._cache) >= CACHE_SIZE:
                self._cache.clear()
            self._cache[key] = held
        return held

    def _actor(self, connection: Connection, row: Row[Any]) -> Actor:
        return acting.actor(row, self._offices.reach(connection, row.office_id), is_system=True)

    def _touch(self, key: str, row: Row[Any], now: datetime.datetime) -> None:
        with self._lock:
            self._cache.pop(key, None)
        try:
            with self._store.writing() as connection:
                connection.execute(
                    update(self._table).where(self._table.c.id == row.token_id).values(used_at=now)
                )
        except Busy:
            # A read is not refused because its use could not be noted; the next request tries again.
            return


def _opens(row: Row[Any], now: datetime.datetime) -> bool:
    return (
        row.revoked_at is None
        and now < row.expires_at
        and term.is_enabled(row, now)
        and row.office_id == row.token_office_id
    )


def _statement(metadata: MetaData) -> Select[Any]:
    token, account, office = (metadata.tables[name] for name in ("token", "account", "office"))
    return (
        select(
            token.c.id.label("token_id"),
            token.c.name.label("token_name"),
            token.c.scope,
            token.c.office_id.label("token_office_id"),
            token.c.expires_at,
            token.c.used_at,
            token.c.revoked_at,
            *acting.columns(metadata),
        )
        .join_from(token, account, account.c.id == token.c.account_id)
        .join(office, office.c.id == token.c.office_id)
        .where(token.c.hash == bindparam("key"))
    )


def _accounts(metadata: MetaData) -> Select[Any]:
    account, office = metadata.tables["account"], metadata.tables["office"]
    return (
        select(*acting.columns(metadata))
        .join_from(account, office, office.c.id == account.c.office_id)
        .where(account.c.id == bindparam("account"))
    )
