"""The tree of offices, held for a short while. Owns jurisdictions; must not decide access."""

from __future__ import annotations

import time
from collections.abc import Mapping

from sqlalchemy import Connection, Table, select

CACHE_SECONDS = 30.0


class OfficeTree:
    """Answers which offices stand under one, from one statement every half minute."""

    def __init__(self, table: Table) -> None:
        self._statement = select(table.c.id, table.c.parent_id)
        self._until = 0.0
        self._below: Mapping[str, frozenset[str]] = {}

    def below(self, connection: Connection, office_id: str) -> frozenset[str]:
        """Return the office and every office beneath it."""
        if time.monotonic() >= self._until or office_id not in self._below:
            parents = {row.id: row.parent_id for row in connection.execute(self._statement)}
            self._below = jurisdictions(parents)
            self._until = time.monotonic() + CACHE_SECONDS
        return self._below.get(office_id, frozenset((office_id,)))

    def forget(self) -> None:
        """Read the tree again at the next question."""
        self._until = 0.0


def jurisdictions(parents: Mapping[str, str | None]) -> dict[str, frozenset[str]]:
    """Return for each office the set of itself and all below, given each one's parent."""
    below: dict[str, set[str]] = {office: {office} for office in parents}
    for office in parents:
        above, climbed = parents[office], {office}
        while above is not None and above not in climbed:
            below.setdefault(above, {above}).add(office)
            climbed.add(above)
            above = parents.get(above)
    return {office: frozenset(members) for office, members in below.items()}
