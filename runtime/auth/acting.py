"""An account as it acts: its row, with its offices, is the one ``Actor`` that every channel decides with. Must not query."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, MetaData, Row

from runtime.access.actor import Actor


@dataclass(frozen=True)
class Reach:
    """The offices beneath an account's own, and those of its country."""

    below: frozenset[str]
    of_country: frozenset[str]


def columns(metadata: MetaData) -> tuple[ColumnElement[Any], ...]:
    """Return what is selected of accounts and their offices, for ``actor`` and for ``term.is_enabled``."""
    account, office = metadata.tables["account"], metadata.tables["office"]
    return (
        account.c.id,
        account.c.login,
        account.c.name,
        account.c.roles,
        account.c.office_id,
        account.c.language,
        account.c.disabled_at,
        account.c.ends_on,
        office.c.time_zone,
    )


def actor(row: Row[Any], reach: Reach, *, is_system: bool = False) -> Actor:
    """Return an account as it acts, by a row of ``columns``; ``facts`` adds their groups, absences and emergencies."""
    return Actor(
        account_id=row.id,
        login=row.login,
        name=row.name,
        roles=tuple(row.roles),
        office_id=row.office_id,
        offices_below=reach.below,
        language=row.language,
        zone=row.time_zone,
        offices_of_country=reach.of_country,
        is_system=is_system,
    )
