"""Whether an account may sign in at a moment: not disabled, and its last day not over. Must not read the database."""

from __future__ import annotations

import datetime
import zoneinfo
from typing import Any

from sqlalchemy import Row

WARNED_DAYS = 14
"""So many days before its last one, the list of accounts warns."""


def today(zone: str, now: datetime.datetime) -> datetime.date:
    """Return the day it is in a time zone."""
    return now.astimezone(zoneinfo.ZoneInfo(zone)).date()


def is_enabled(row: Row[Any], now: datetime.datetime) -> bool:
    """Whether an account may act: a row with ``disabled_at``, ``ends_on`` and its office's ``time_zone``."""
    if row.disabled_at is not None:
        return False
    return not is_over(row.ends_on, row.time_zone, now)


def is_over(last: datetime.date | None, zone: str, now: datetime.datetime) -> bool:
    """Whether a last day is over in a time zone."""
    return last is not None and last < today(zone, now)
