"""Taking away what events tell of somebody whose data is no longer kept, so that the proof of the trail still holds.

Owns the columns emptied; must not judge whose turn it is.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, MetaData, or_, select, update

from runtime.storage.chain import NOTHING, telling
from runtime.storage.trail import trail_of


def empty_events(connection: Connection, metadata: MetaData, which: ColumnElement[bool]) -> int:
    """Take the differences and reasons of events away; return of how many.

    What is left still says who did what, and when. The digest stays that of the whole entry; beside it stands the
    proof that whoever has the key emptied it.

    Args:
        connection: a writing connection.
        metadata: the instance's tables.
        which: the condition on ``event``.
    """
    event, binder = metadata.tables["event"], trail_of(metadata).binder
    before = event.alias()
    query = (
        select(event, before.c.digest.label("previous"))
        .outerjoin(before, (before.c.chain == event.c.chain) & (before.c.seq == event.c.seq - 1))
        .where(which, or_(event.c.difference.is_not(None), event.c.reason.is_not(None)))
    )
    rows = [dict(row) for row in connection.execute(query).mappings()]
    for row in rows:
        values: dict[str, object] = {"difference": None, "reason": None}
        if row["chain"] is not None and row["digest"] is not None:
            left = telling({**row, **values})
            previous = row["previous"] or NOTHING
            values["emptied"] = binder.emptied(previous, row["chain"].hex, row["seq"], row["digest"], left)
        connection.execute(update(event).where(event.c.id == row["id"]).values(values))
    return len(rows)
