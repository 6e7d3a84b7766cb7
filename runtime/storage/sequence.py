"""Folios: numbers without gap or repeat, per office and year. Must not know cases."""

from __future__ import annotations

import datetime
import zoneinfo

from sqlalchemy import Connection, MetaData, select
from sqlalchemy.dialects import postgresql, sqlite


def next_folio(
    connection: Connection, metadata: MetaData, pattern: str, office_id: str, now: datetime.datetime
) -> str:
    """Take the office's next folio of the year, in the caller's transaction.

    The counter's row stays locked until the transaction ends: whoever comes next waits, and a rollback gives the
    number back. The year is that of the office's own clock.

    Args:
        connection: a writing connection.
        metadata: the instance's tables.
        pattern: ``registry.folio``, as ``{prefix}-{year}-{number:06}``.
        office_id: the office that opens the case.
        now: the moment of registration.
    """
    office = metadata.tables["office"]
    counter = metadata.tables["folio_counter"]
    found = connection.execute(
        select(office.c.prefix, office.c.time_zone).where(office.c.id == office_id)
    ).one()
    year = now.astimezone(zoneinfo.ZoneInfo(found.time_zone)).year
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    # Both dialects' inserts have the same methods; SQLite is already locked by BEGIN IMMEDIATE.
    statement = dialect.insert(counter).values(office_id=office_id, year=year, last=1)
    number = connection.scalar(
        statement.on_conflict_do_update(
            index_elements=[counter.c.office_id, counter.c.year], set_={"last": counter.c.last + 1}
        ).returning(counter.c.last)
    )
    return pattern.format(prefix=found.prefix, year=year, number=number)
