"""Numbers of what an office issues, without gaps: a counter by office, series and year. Must not know what is numbered."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import bindparam, select, update
from sqlalchemy.dialects import postgresql, sqlite

from runtime.records.work import Work
from runtime.records.zone import zone_of
from runtime.storage.sequence import year_of


@dataclass(frozen=True)
class Place:
    """A number as it is written, and its place in its sequence."""

    text: str
    series: str
    office_id: str
    year: int
    number: int


def take_number(work: Work, series: str) -> Place:
    """Take the next number of the actor's office; its counter stays locked until the transaction ends.

    Args:
        work: the transaction.
        series: the form of the number, with ``{prefix}``, ``{year}`` and ``{number}``.
    """
    counter, office = work.model.table("document_counter"), work.model.table("office")
    office_id = work.actor.office_id
    year = year_of(work.now, zone_of(work, office_id))
    dialect = postgresql if work.outbox.dialect.name == "postgresql" else sqlite
    statement = (
        dialect.insert(counter)
        .values(office_id=office_id, series=series, year=year, last=1)
        .on_conflict_do_update(
            index_elements=[counter.c.office_id, counter.c.series, counter.c.year],
            set_={"last": counter.c.last + 1},
        )
        .returning(counter.c.last)
    )
    number = int(work.connection.execute(statement).scalar_one())
    prefix = work.connection.execute(
        select(office.c.prefix).where(office.c.id == bindparam("office")), {"office": office_id}
    ).scalar_one()
    return Place(series.format(prefix=prefix, year=year, number=number), series, office_id, year, number)


def give_back(work: Work, place: Place) -> None:
    """Return the number just taken in this transaction, which still holds the counter."""
    counter = work.model.table("document_counter")
    work.connection.execute(
        update(counter)
        .where(
            counter.c.office_id == place.office_id,
            counter.c.series == place.series,
            counter.c.year == place.year,
        )
        .values(last=counter.c.last - 1)
    )
