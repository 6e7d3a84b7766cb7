"""Growing delays after failed sign-ins. Owns the ``throttle`` table; must not know passwords.

The key is the pair of login and address, so that somebody guessing elsewhere cannot lock the owner out. Whoever signed
in stays known with their address, for ``spraying``.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable

from sqlalchemy import Connection, Table, delete, or_, update
from sqlalchemy.dialects import postgresql, sqlite

from runtime.addresses import network

Digest = Callable[[str, str], str]
"""A keyed hash of a text for a purpose."""

FREE_FAILURES = 5
LONGEST_DELAY = datetime.timedelta(minutes=15)
FORGET_AFTER = datetime.timedelta(hours=24)
KNOWN_FOR = datetime.timedelta(days=30)
"""So long a pair that signed in is known, without failures."""


def key_of(digest: Digest, login: str, address: str) -> str:
    """Return the keyed hash of a login and an address; an IPv6 address counts by its network of 64 bits."""
    return digest(f"{login}\n{network(address)}", "throttle")


def take(
    connection: Connection, table: Table, key: str, now: datetime.datetime, free: int = FREE_FAILURES
) -> datetime.timedelta | None:
    """Take one try: say how long this pair still has to wait, or count the try and return ``None``.

    After ``free`` failures each further one costs a longer wait. The pair's row is locked first, so that guesses sent at once are counted one after the other. Old rows of
    everybody are forgotten on the way.
    """
    failed, known = table.c.at < now - FORGET_AFTER, table.c.at < now - KNOWN_FOR
    connection.execute(delete(table).where(failed, or_(table.c.failures > 0, known)))
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    row = connection.execute(
        dialect.insert(table)
        .values(key=key, failures=0, at=now)
        .on_conflict_do_update(index_elements=[table.c.key], set_={"at": now})
        .returning(table.c.failures, table.c.until)
    ).one()
    if row.until is not None and row.until > now:
        wait: datetime.timedelta = row.until - now
        return wait
    failures = row.failures + 1
    values = {"failures": failures, "until": until(failures - free, now)}
    connection.execute(update(table).where(table.c.key == key).values(**values))
    return None


def forget(connection: Connection, table: Table, key: str) -> None:
    """Forget a pair that has now proved itself."""
    connection.execute(delete(table).where(table.c.key == key))


def know(connection: Connection, table: Table, key: str, now: datetime.datetime) -> None:
    """Forget the failures of a pair that has now signed in, and know it for a while."""
    connection.execute(update(table).where(table.c.key == key).values(failures=0, until=None, at=now))


def note_end(connection: Connection, table: Table, key: str, now: datetime.datetime) -> None:
    """Note that a pair's try came to nothing; it was counted before."""
    connection.execute(update(table).where(table.c.key == key).values(at=now))


def until(beyond: int, now: datetime.datetime) -> datetime.datetime | None:
    """Return when the next try may come, after so many beyond those that are free; ``None``: at once."""
    if beyond < 0:
        return None
    seconds = 2 ** min(beyond + 1, 12)
    return now + min(datetime.timedelta(seconds=seconds), LONGEST_DELAY)
