"""One address that tries many logins: the first try of each is counted there. Owns that count; must not know passwords."""

# Only a login that never got in from an address counts against it, so that whoever guesses behind an office's one
# address keeps none of its officers out: each of them is known there since they last signed in. What was counted leaks
# away, as fast as a big office mistypes names.

from __future__ import annotations

import datetime

from sqlalchemy import Connection, Table, select, update
from sqlalchemy.dialects import postgresql, sqlite

from runtime.addresses import network
from runtime.auth import throttle
from runtime.auth.throttle import Digest

FREE_LOGINS = 30
"""So many logins an address may try in vain in a day."""
LEAK = throttle.FORGET_AFTER / FREE_LOGINS


def place_of(digest: Digest, address: str) -> str:
    """Return the keyed hash of an address; an IPv6 address counts by its network of 64 bits."""
    return digest(network(address), "throttle of an address")


def is_new(connection: Connection, table: Table, pair: str) -> bool:
    """Whether a login was not tried from an address lately, nor signed in there for long."""
    return connection.execute(select(table.c.key).where(table.c.key == pair)).first() is None


def take(
    connection: Connection, table: Table, place: str, now: datetime.datetime
) -> datetime.timedelta | None:
    """Take one more login from an address: say how long it has to wait, or count it and return ``None``.

    The address's row is locked first, so that logins tried at once are counted one after the other.
    """
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    row = connection.execute(
        dialect.insert(table)
        .values(key=place, failures=0, at=now)
        .on_conflict_do_update(index_elements=[table.c.key], set_={"key": place})
        .returning(table.c.failures, table.c.until, table.c.at)
    ).one()
    if row.until is not None and row.until > now:
        wait: datetime.timedelta = row.until - now
        return wait
    leaked = min(max((now - row.at) // LEAK, 0), row.failures)
    counted = row.failures - leaked + 1
    values = {
        "failures": counted,
        "until": throttle.until(counted - FREE_LOGINS, now),
        # Only whole parts have leaked; with nothing in it the next begins to leak now.
        "at": row.at + leaked * LEAK if counted > 1 else now,
    }
    connection.execute(update(table).where(table.c.key == place).values(**values))
    return None


def give_back(connection: Connection, table: Table, place: str) -> None:
    """Count a login no longer that got in at its first try."""
    one = (table.c.key == place, table.c.failures > 0)
    connection.execute(update(table).where(*one).values(failures=table.c.failures - 1, until=None))
