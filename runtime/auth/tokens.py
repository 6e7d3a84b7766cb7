"""Tokens of other systems: made, found by their hash, revoked. Owns the ``token`` table; must not know HTTP.

A token acts as its account, narrowed by a scope, as long as the account belongs to the office it was made in.
"""

from __future__ import annotations

import datetime
import hashlib
import secrets
import threading
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, MetaData, Row, Select, bindparam, insert, select, update
from uuid_utils.compat import uuid7

from runtime.access.actor import Actor
from runtime.auth.accounts import Stamp
from runtime.auth.jurisdiction import OfficeTree
from runtime.errors import Busy, Fault, Invalid
from runtime.schema import refused_characters
from runtime.storage import history
from runtime.storage.session import Store

SIGN = "aco_"
"""Begins every token, so that one that went astray is recognised for what it is."""
SHOWN = 12
"""So many signs of a token are kept, to tell it from others."""
SUBJECTS = ("person", "case", "action", "register", "file", "history")
SCOPES = (
    *(f"read:{subject}" for subject in SUBJECTS),
    *(f"write:{subject}" for subject in SUBJECTS[:4]),
)
LONGEST_NAME = 120
LONGEST_LIFE = datetime.timedelta(days=366)
CACHE_SECONDS = 4.0
CACHE_SIZE = 4096
TOUCH_EVERY = datetime.timedelta(minutes=1)


@dataclass(frozen=True)
class Grant:
    """What a token is made for: its name, what it may do, and until when."""

    name: str
    scope: tuple[str, ...]
    expires_at: datetime.datetime | None


@dataclass(frozen=True)
class Caller:
    """A token that opens: whose it is, as whom it acts, and for what."""

    token_id: uuid.UUID
    name: str
    actor: Actor
    scope: frozenset[str]


@dataclass(frozen=True)
class TokenRow:
    """A token as its owner sees it in a list."""

    id: uuid.UUID
    name: str
    prefix: str
    office: str
    scope: tuple[str, ...]
    created_at: datetime.datetime
    expires_at: datetime.datetime
    used_at: datetime.datetime | None
    revoked_at: datetime.datetime | None

    def is_open(self, now: datetime.datetime) -> bool:
        """Whether it still opens."""
        return self.revoked_at is None and now < self.expires_at


def check(grant: Grant, now: datetime.datetime) -> None:
    """Check everything about a new token at once.

    Raises:
        Invalid: with every fault, by control name.
    """
    faults: dict[str, Fault] = {}
    if not grant.name:
        faults["name"] = Fault("token.name_missing")
    elif len(grant.name) > LONGEST_NAME or refused_characters(grant.name):
        faults["name"] = Fault("token.name_shape", {"count": LONGEST_NAME})
    if not grant.scope or not set(grant.scope) <= set(SCOPES):
        faults["scope"] = Fault("token.scope_missing")
    if grant.expires_at is None:
        faults["expires"] = Fault("token.expiry_missing")
    elif not now < grant.expires_at <= now + LONGEST_LIFE:
        faults["expires"] = Fault("token.expiry_shape")
    if faults:
        raise Invalid(faults)


def make(connection: Connection, metadata: MetaData, account: Row[Any], grant: Grant, stamp: Stamp) -> str:
    """Store a new token of an account and return it; it cannot be told again.

    Raises:
        Invalid: the grant is not right.
    """
    check(grant, stamp.at)
    token = SIGN + secrets.token_urlsafe(32)
    token_id: uuid.UUID = uuid7()
    row = {
        "id": token_id,
        "account_id": account.id,
        "office_id": account.office_id,
        "name": grant.name,
        "prefix": token[:SHOWN],
        "hash": hash_of(token),
        "scope": list(grant.scope),
        "created_at": stamp.at,
        "created_by": stamp.account_id,
        "expires_at": grant.expires_at,
    }
    connection.execute(insert(metadata.tables["token"]), row)
    told = {"prefix": row["prefix"], "name": grant.name, "scope": list(grant.scope)}
    _note(connection, metadata, "make_token", account.id, stamp, told)
    return token


def revoke(
    connection: Connection, metadata: MetaData, account_id: uuid.UUID, token_id: uuid.UUID, stamp: Stamp
) -> bool:
    """End a token of an account; say whether there was one to end."""
    table = metadata.tables["token"]
    chosen = (table.c.id == token_id, table.c.account_id == account_id, table.c.revoked_at.is_(None))
    row = connection.execute(select(table.c.prefix, table.c.name).where(*chosen)).one_or_none()
    if row is None:
        return False
    connection.execute(update(table).where(*chosen).values(revoked_at=stamp.at))
    _note(connection, metadata, "revoke_token", account_id, stamp, {"prefix": row.prefix, "name": row.name})
    return True


def tokens_of(connection: Connection, metadata: MetaData, account_id: uuid.UUID) -> Sequence[TokenRow]:
    """Return the tokens of an account, the newest first."""
    token, office = metadata.tables["token"], metadata.tables["office"]
    statement = (
        select(token, office.c.name.label("office"))
        .join(office, office.c.id == token.c.office_id)
        .where(token.c.account_id == account_id)
        .order_by(token.c.created_at.desc(), token.c.id.desc())
    )
    return [
        TokenRow(
            row.id,
            row.name,
            row.prefix,
            row.office,
            tuple(row.scope),
            row.created_at,
            row.expires_at,
            row.used_at,
            row.revoked_at,
        )
        for row in connection.execute(statement)
    ]


def hash_of(token: str) -> str:
    """Return what the database keeps of a token: drawn by chance, so long that a plain hash suffices."""
    return hashlib.sha256(token.encode()).hexdigest()


def _note(
    connection: Connection,
    metadata: MetaData,
    verb: str,
    account_id: uuid.UUID,
    stamp: Stamp,
    told: dict[str, Any],
) -> None:
    entry = history.Entry(
        verb=verb,
        entity="account",
        record_id=account_id,
        at=stamp.at,
        account_id=stamp.account_id,
        office_id=stamp.office_id,
        difference={name: [None, value] for name, value in told.items()},
        request_id=stamp.request_id,
    )
    history.record(connection, metadata, entry)


class Tokens:
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
        return Caller(row.id, row.name, held[2], frozenset(row.scope))

    def actor_of(self, connection: Connection, account_id: uuid.UUID) -> Actor | None:
        """Return an account as its systems act, ``None`` when it may no longer sign in."""
        row = connection.execute(self._of_account, {"account": account_id}).one_or_none()
        return self._actor(connection, row) if row is not None and row.disabled_at is None else None

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
        office_id = row.account_office_id
        return Actor(
            account_id=row.account_id,
            login=row.login,
            name=row.account_name,
            roles=tuple(row.roles),
            office_id=office_id,
            offices_below=self._offices.below(connection, office_id),
            language=row.language,
            zone=row.time_zone,
            offices_of_country=self._offices.of_country(connection, office_id),
            is_system=True,
        )

    def _touch(self, key: str, row: Row[Any], now: datetime.datetime) -> None:
        with self._lock:
            self._cache.pop(key, None)
        try:
            with self._store.writing() as connection:
                connection.execute(update(self._table).where(self._table.c.id == row.id).values(used_at=now))
        except Busy:
            # A read is not refused because its use could not be noted; the next request tries again.
            return


def account_of(connection: Connection, metadata: MetaData, chosen: ColumnElement[bool]) -> Row[Any] | None:
    """Return the account that fits a condition."""
    return connection.execute(select(metadata.tables["account"]).where(chosen)).one_or_none()


def _opens(row: Row[Any], now: datetime.datetime) -> bool:
    return (
        row.revoked_at is None
        and now < row.expires_at
        and row.disabled_at is None
        and row.account_office_id == row.office_id
    )


def _statement(metadata: MetaData) -> Select[Any]:
    token, account, office = (metadata.tables[name] for name in ("token", "account", "office"))
    return (
        select(
            token.c.id,
            token.c.name,
            token.c.scope,
            token.c.office_id,
            token.c.expires_at,
            token.c.used_at,
            token.c.revoked_at,
            *_account_columns(metadata),
        )
        .join_from(token, account, account.c.id == token.c.account_id)
        .join(office, office.c.id == token.c.office_id)
        .where(token.c.hash == bindparam("key"))
    )


def _accounts(metadata: MetaData) -> Select[Any]:
    account, office = metadata.tables["account"], metadata.tables["office"]
    return (
        select(*_account_columns(metadata))
        .join_from(account, office, office.c.id == account.c.office_id)
        .where(account.c.id == bindparam("account"))
    )


def _account_columns(metadata: MetaData) -> list[ColumnElement[Any]]:
    account, office = metadata.tables["account"], metadata.tables["office"]
    return [
        account.c.id.label("account_id"),
        account.c.login,
        account.c.name.label("account_name"),
        account.c.roles,
        account.c.office_id.label("account_office_id"),
        account.c.language,
        account.c.disabled_at,
        office.c.time_zone,
    ]
