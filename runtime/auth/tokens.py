"""Tokens of other systems: made, found by their hash, revoked. Owns the ``token`` table; must not know HTTP.

A token acts as its account, narrowed by a scope, as long as the account belongs to the office it was made in.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, MetaData, Row, insert, select, update
from uuid_utils.compat import uuid7

from runtime.auth.accounts import Stamp
from runtime.auth.drawn import draw, hash_of
from runtime.errors import Fault, Invalid
from runtime.schema import refused_characters
from runtime.storage import history

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


@dataclass(frozen=True)
class Grant:
    """What a token is made for: its name, what it may do, and until when."""

    name: str
    scope: tuple[str, ...]
    expires_at: datetime.datetime | None


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
    token = SIGN + draw()
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
