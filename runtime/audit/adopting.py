"""Entries from before there were chains: given their places in the order of time. Must not alter what they say.

They are proved from then on; an entry of its own says how many there were, and when.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pydantic import JsonValue
from sqlalchemy import Connection, Row, func, select, tuple_

from runtime.storage import history
from runtime.storage.chain import chain_of
from runtime.storage.entry import Entry
from runtime.storage.model import Model
from runtime.storage.outbox import Outbox
from runtime.storage.session import Store
from runtime.storage.trail import trail_of

_SOME = 2000
ENTITY = "trail"
"""What the entry about adopted entries is of."""


def count(connection: Connection, model: Model) -> int:
    """Return how many entries have no place yet."""
    event = model.table("event")
    return connection.scalar(select(func.count()).select_from(event).where(event.c.seq.is_(None))) or 0


def adopt(
    store: Store, model: Model, now: datetime.datetime, advance: Callable[[int], None] = lambda _: None
) -> int:
    """Give every entry without a place one, some at a time; return how many there were.

    What was interrupted goes on where it stood.

    Raises:
        Busy: the database does not answer.
    """
    adopted, last = 0, None
    while True:
        with store.writing() as connection:
            found = _some(connection, model, last)
            if not found:
                if adopted:
                    told: dict[str, list[JsonValue]] = {
                        "count": [None, adopted],
                        "until": [None, now.isoformat()],
                    }
                    entry = Entry("adopt", ENTITY, None, now, None, None, difference=told)
                    history.record(connection, model.metadata, entry)
                return adopted
            outbox = Outbox(connection)
            trail_of(model.metadata).place(outbox, found)
            outbox.send()
        last = found[-1][1]
        adopted += len(found)
        advance(len(found))


def _some(
    connection: Connection, model: Model, last: Mapping[str, Any] | None
) -> Sequence[tuple[uuid.UUID, dict[str, Any]]]:
    """Take entries without a place in the order of time, with the chain each belongs to."""
    event = model.table("event")
    wanted = select(event).where(event.c.seq.is_(None)).order_by(event.c.at, event.c.id).limit(_SOME)
    if last is not None:
        wanted = wanted.where(tuple_(event.c.at, event.c.id) > tuple_(last["at"], last["id"]))
    return [(_chain(row), row._asdict()) for row in connection.execute(wanted)]


def _chain(row: Row[Any]) -> uuid.UUID:
    return chain_of(row.entity, _id(row.record_id), row.case_id, row.person_id, row.account_id)


def _id(text: str | None) -> uuid.UUID | str | None:
    try:
        return uuid.UUID(text or "")
    except ValueError:
        return text
