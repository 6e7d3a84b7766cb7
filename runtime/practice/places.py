"""The offices practice data is spread over, and what stands ready in each. Owns their made-up weights."""

from __future__ import annotations

import datetime
import uuid
import zoneinfo
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from runtime.practice.lexicon import Lexicon
from runtime.storage.model import Model

_REMEMBERED = 40
"""So many people of an office may come back with another case."""


@dataclass(frozen=True)
class Known:
    """A person of an office who may come back."""

    id: uuid.UUID
    traits: tuple[object, ...]


@dataclass(eq=False)
class Office:
    """An office while it is being filled."""

    id: str
    name: str
    city: str
    country: str
    prefix: str
    zone: zoneinfo.ZoneInfo
    weight: float
    is_central: bool
    officers: list[uuid.UUID] = field(default_factory=list)
    registers: dict[str, list[uuid.UUID]] = field(default_factory=dict)
    people: deque[Known] = field(default_factory=lambda: deque(maxlen=_REMEMBERED))
    folios: dict[int, int] = field(default_factory=dict)
    _distances: dict[datetime.date, datetime.timedelta] = field(default_factory=dict)

    def distance(self, day: datetime.date) -> datetime.timedelta:
        """How far the office's clock is from UTC on a day."""
        found = self._distances.get(day)
        if found is None:
            noon = datetime.datetime.combine(day, datetime.time(12), self.zone)
            found = self._distances[day] = noon.utcoffset() or datetime.timedelta()
        return found

    def next_folio(self, year: int) -> int:
        """Take the next number of a year."""
        number = self.folios[year] = self.folios.get(year, 0) + 1
        return number


def read_offices(connection: Connection, model: Model, lexicon: Lexicon) -> list[Office]:
    """Return the open offices of the instance with their weights and last folios, in the order of their ids."""
    table, counter = model.table("office"), model.table("folio_counter")
    rows = (
        connection.execute(select(table).where(table.c.closed.is_(None)).order_by(table.c.id))
        .mappings()
        .all()
    )
    parents = {row["id"]: row["parent_id"] for row in rows}
    folios: dict[str, dict[int, int]] = {}
    for office_id, year, last in connection.execute(
        select(counter.c.office_id, counter.c.year, counter.c.last)
    ):
        folios.setdefault(office_id, {})[year] = last
    return [_office(row, parents, lexicon, folios.get(row["id"], {})) for row in rows]


def _office(
    row: RowMapping, parents: Mapping[str, str | None], lexicon: Lexicon, folios: dict[int, int]
) -> Office:
    return Office(
        id=row["id"],
        name=row["name"],
        city=row["city"],
        country=row["country"],
        prefix=row["prefix"],
        zone=zoneinfo.ZoneInfo(row["time_zone"]),
        weight=_weight(row["id"], row["city"], parents, lexicon.busy_cities),
        is_central=parents[row["id"]] is None and row["id"] in parents.values(),
        folios=folios,
    )


def _weight(office_id: str, city: str, parents: Mapping[str, Any], busy: Sequence[str]) -> float:
    """Made up: offices at the ends of the tree do the work, a few cities most of it."""
    depth = _depth(office_id, parents)
    deepest = max(_depth(other, parents) for other in parents)
    if depth == 0 and deepest > 0 and office_id in parents.values():
        return 0
    if depth < deepest:
        return 0.15
    return 2 + 16 / (busy.index(city) + 1) ** 0.7 if city in busy else 1


def _depth(office_id: str, parents: Mapping[str, Any]) -> int:
    depth = 0
    above = parents.get(office_id)
    while above is not None and depth < len(parents):
        depth, above = depth + 1, parents.get(above)
    return depth
