"""The tree of offices, held for a short while. Owns jurisdictions and countries; must not decide access."""

from __future__ import annotations

import time
from collections.abc import Mapping

from sqlalchemy import Connection, Table, select

from runtime.access.territory import jurisdictions, neighbours

CACHE_SECONDS = 30.0


class OfficeTree:
    """Answers which offices stand under one, from one statement every half minute."""

    def __init__(self, table: Table) -> None:
        self._statement = select(table.c.id, table.c.parent_id, table.c.country)
        self._until = 0.0
        self._below: Mapping[str, frozenset[str]] = {}
        self._together: Mapping[str, frozenset[str]] = {}

    def below(self, connection: Connection, office_id: str) -> frozenset[str]:
        """Return the office and every office beneath it."""
        self._read(connection, office_id)
        return self._below.get(office_id, frozenset((office_id,)))

    def of_country(self, connection: Connection, office_id: str) -> frozenset[str]:
        """Return the office and every other of the same country."""
        self._read(connection, office_id)
        return self._together.get(office_id, frozenset((office_id,)))

    def forget(self) -> None:
        """Read the tree again at the next question."""
        self._until = 0.0

    def _read(self, connection: Connection, office_id: str) -> None:
        if time.monotonic() < self._until and office_id in self._below:
            return
        rows = connection.execute(self._statement).all()
        self._below = jurisdictions({row.id: row.parent_id for row in rows})
        self._together = neighbours({row.id: row.country for row in rows})
        self._until = time.monotonic() + CACHE_SECONDS
