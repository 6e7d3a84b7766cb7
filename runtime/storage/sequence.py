"""Folios: numbers without gap or repeat, per office and year. Must not know cases."""

from __future__ import annotations

import datetime
import zoneinfo
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import Dialect, MetaData, bindparam, select
from sqlalchemy.dialects import postgresql, sqlite

from runtime.storage.outbox import Command, Outbox


@dataclass(frozen=True)
class Folio:
    """A folio as it is written, and the year and number it is made of."""

    text: str
    year: int
    number: int


def next_folio(outbox: Outbox, metadata: MetaData, pattern: str, office_id: str, year: int) -> Folio:
    """Take the office's next folio of the year, in the caller's transaction.

    The counter's row stays locked until the transaction ends: whoever comes next waits, and a rollback gives the
    number back.

    Args:
        outbox: of a writing transaction.
        metadata: the instance's tables.
        pattern: ``registry.folio``, as ``{prefix}-{year}-{number:06}``.
        office_id: the office that opens the case.
        year: the year on the office's own clock (``year_of``).
    """
    first = {"office_id": office_id, "year": year, "last": 1}
    [[number, prefix]] = outbox.ask(_taking(metadata, outbox.dialect), {**first, "office": office_id})
    return Folio(pattern.format(prefix=prefix, year=year, number=number), year, number)


@lru_cache(maxsize=16)
def _taking(metadata: MetaData, on: Dialect) -> Command:
    """The statement that counts on, built once: every new case runs it."""
    counter = metadata.tables["folio_counter"]
    office = metadata.tables["office"]
    prefix = select(office.c.prefix).where(office.c.id == bindparam("office")).scalar_subquery()
    dialect = postgresql if on.name == "postgresql" else sqlite
    # Both dialects' inserts have the same methods; SQLite is already locked by BEGIN IMMEDIATE.
    statement = (
        dialect.insert(counter)
        .on_conflict_do_update(
            index_elements=[counter.c.office_id, counter.c.year], set_={"last": counter.c.last + 1}
        )
        .returning(counter.c.last, prefix.label("prefix"))
    )
    return Command(statement, on)


def year_of(now: datetime.datetime, zone: zoneinfo.ZoneInfo) -> int:
    """Return the year a moment lies in on the clock of a zone."""
    return now.astimezone(zone).year
