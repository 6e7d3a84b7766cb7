"""Offices and officers by id, for names on pages and choices in filters. Remembered briefly; must not judge access."""

from __future__ import annotations

import datetime
import uuid
import zoneinfo
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from runtime.search.reading import Reading
from runtime.storage.model import Model

KEPT_SECONDS = 15.0


@dataclass(frozen=True)
class OfficeEntry:
    """An office as lists know it."""

    id: str
    name: str
    prefix: str
    is_open: bool


@dataclass(frozen=True)
class OfficerEntry:
    """An account as lists know it."""

    id: uuid.UUID
    name: str
    office_id: str
    is_enabled: bool


@dataclass(frozen=True)
class Directory:
    """All offices and accounts, sorted by name."""

    offices: Mapping[str, OfficeEntry]
    officers: Mapping[uuid.UUID, OfficerEntry]

    def office_name(self, office_id: object) -> str:
        """Return an office's name, its id when it is newer than what is remembered."""
        found = self.offices.get(str(office_id))
        return found.name if found else str(office_id)

    def officer_name(self, account_id: object) -> str:
        """Return an officer's name, nothing when it is newer than what is remembered."""
        found = self.officers.get(account_id) if isinstance(account_id, uuid.UUID) else None
        return found.name if found else ""

    def office_of(self, account_id: uuid.UUID) -> str:
        """Return the name of an officer's office, nothing when they are newer than what is remembered."""
        found = self.officers.get(account_id)
        return self.office_name(found.office_id) if found else ""


def directory(reading: Reading) -> Directory:
    """Return the directory, at most a few seconds old."""
    return reading.model.memory.recall(
        "directory", lambda: _load(reading.model, reading.connection), KEPT_SECONDS
    )


def _load(model: Model, connection: Connection) -> Directory:
    office, account = model.table("office"), model.table("account")
    offices = connection.execute(
        select(office.c.id, office.c.name, office.c.prefix, office.c.closed, office.c.time_zone).order_by(
            office.c.name
        )
    ).all()
    officers = connection.execute(
        select(
            account.c.id, account.c.name, account.c.office_id, account.c.disabled_at, account.c.ends_on
        ).order_by(account.c.name)
    )
    now = datetime.datetime.now(datetime.UTC)
    days = {row.id: now.astimezone(zoneinfo.ZoneInfo(row.time_zone)).date() for row in offices}
    return Directory(
        {row.id: OfficeEntry(row.id, row.name, row.prefix, row.closed is None) for row in offices},
        {
            row.id: OfficerEntry(
                row.id,
                row.name,
                row.office_id,
                row.disabled_at is None and (row.ends_on is None or days[row.office_id] <= row.ends_on),
            )
            for row in officers
        },
    )
