"""The tree of offices, held for a short while. Owns jurisdictions and countries; must not decide access."""

from __future__ import annotations

import time
from collections.abc import Mapping

from sqlalchemy import Connection, Table, select

from runtime.access.territory import jurisdictions, neighbours
from runtime.auth.acting import Reach

CACHE_SECONDS = 30.0


class OfficeTree:
    """Answers which offices stand under one, from one statement every half minute."""

    def __init__(self, table: Table) -> None:
        self._statement = select(table.c.id, table.c.parent_id, table.c.country)
        self._until = 0.0
        self._below: Mapping[str, frozenset[str]] = {}
        self._together: Mapping[str, frozenset[str]] = {}

    def reach(self, connection: Connection, office_id: str) -> Reach:
        """Return the office with every office beneath it, and with every other of its country."""
        self._read(connection, office_id)
        alone = frozenset((office_id,))
        return Reach(self._below.get(office_id, alone), self._together.get(office_id, alone))

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
