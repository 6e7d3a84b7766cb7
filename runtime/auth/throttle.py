"""Growing delays after failed sign-ins. Owns the ``throttle`` table; must not know passwords.

The key is the pair of login and address, so that somebody guessing elsewhere cannot lock the owner out.
"""

from __future__ import annotations

import datetime
import ipaddress
from collections.abc import Callable

from sqlalchemy import Connection, Table, delete, select

Digest = Callable[[str, str], str]
"""A keyed hash of a text for a purpose."""

FREE_FAILURES = 5
LONGEST_DELAY = datetime.timedelta(minutes=15)
FORGET_AFTER = datetime.timedelta(hours=24)


def key_of(digest: Digest, login: str, address: str) -> str:
    """Return the keyed hash of a login and an address; an IPv6 address counts by its network of 64 bits."""
    return digest(f"{login}\n{_network(address)}", "throttle")


def waiting(
    connection: Connection, table: Table, key: str, now: datetime.datetime
) -> datetime.timedelta | None:
    """How long this pair still has to wait, or ``None``."""
    until = connection.execute(select(table.c.until).where(table.c.key == key)).scalar_one_or_none()
    return until - now if until is not None and until > now else None


def count_failure(connection: Connection, table: Table, key: str, now: datetime.datetime) -> None:
    """Note a failed try and lengthen the delay; old entries of everybody are forgotten on the way."""
    connection.execute(delete(table).where(table.c.at < now - FORGET_AFTER))
    failures = connection.execute(select(table.c.failures).where(table.c.key == key)).scalar_one_or_none()
    count = (failures or 0) + 1
    values = {"failures": count, "until": _until(count, now), "at": now}
    if failures is None:
        connection.execute(table.insert().values(key=key, **values))
    else:
        connection.execute(table.update().where(table.c.key == key).values(**values))


def forget(connection: Connection, table: Table, key: str) -> None:
    """Forget the failures of a pair that has now signed in."""
    connection.execute(delete(table).where(table.c.key == key))


def _until(failures: int, now: datetime.datetime) -> datetime.datetime | None:
    if failures < FREE_FAILURES:
        return None
    seconds = 2 ** min(failures - FREE_FAILURES + 1, 12)
    return now + min(datetime.timedelta(seconds=seconds), LONGEST_DELAY)


def _network(address: str) -> str:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if parsed.version == 4:
        return str(parsed)
    return str(ipaddress.ip_network((parsed, 64), strict=False))
