"""Accounts that serve now, as those that cases are given to must: not disabled, and not over. Must not store anything."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import Any

from sqlalchemy import Row, Select, select

from runtime.access import term
from runtime.records.work import Work


def serving(work: Work, ids: Collection[object]) -> dict[uuid.UUID, Row[Any]]:
    """Return the accounts among these ids that serve now, each with its ``roles`` and ``office_id``."""
    account, office = work.model.table("account"), work.model.table("office")
    statement: Select[Any] = (
        select(
            account.c.id,
            account.c.roles,
            account.c.office_id,
            account.c.disabled_at,
            account.c.ends_on,
            office.c.time_zone,
        )
        .join_from(account, office, office.c.id == account.c.office_id)
        .where(account.c.id.in_(ids))
    )
    return {row.id: row for row in work.connection.execute(statement) if term.is_enabled(row, work.now)}


def office_of(work: Work, account_id: uuid.UUID) -> str | None:
    """Return the office an account serves in now, ``None`` when it does not serve."""
    row = serving(work, [account_id]).get(account_id)
    return None if row is None else str(row.office_id)
