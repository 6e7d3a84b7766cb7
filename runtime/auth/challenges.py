"""Challenges for passkeys: given to one session or half-done sign-in, good once and for minutes. Owns their table."""

from __future__ import annotations

import datetime
import secrets
from typing import Literal

from sqlalchemy import Connection, Table, delete
from sqlalchemy.dialects import postgresql, sqlite

Purpose = Literal["add", "sign_in", "confirm"]
LIFETIME = datetime.timedelta(minutes=10)


def give(connection: Connection, table: Table, owner: str, purpose: Purpose, now: datetime.datetime) -> bytes:
    """Draw a challenge for an owner, in place of the one before; old ones of everybody are forgotten on the way."""
    connection.execute(delete(table).where(table.c.expires_at < now))
    challenge = secrets.token_bytes(32)
    values = {"challenge": challenge, "expires_at": now + LIFETIME}
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    connection.execute(
        dialect.insert(table)
        .values(owner=owner, purpose=purpose, **values)
        .on_conflict_do_update(index_elements=[table.c.owner, table.c.purpose], set_=values)
    )
    return challenge


def take(
    connection: Connection, table: Table, owner: str, purpose: Purpose, now: datetime.datetime
) -> bytes | None:
    """Return the challenge of an owner and forget it: whatever the answer is, it is not asked again."""
    chosen = table.c.owner == owner, table.c.purpose == purpose
    row = connection.execute(
        delete(table).where(*chosen).returning(table.c.challenge, table.c.expires_at)
    ).one_or_none()
    if row is None or row.expires_at < now:
        return None
    challenge: bytes = row.challenge
    return challenge
