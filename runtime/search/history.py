"""What happened to one record: who, when, from what to what; only what the actor may see. Must not render."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pydantic import JsonValue

from runtime.access.mask import hidden_fields
from runtime.ir.entity import Entity
from runtime.search.directory import directory
from runtime.search.reading import Reading
from runtime.storage import history

MOST = 200
_REASON = "unknown."


@dataclass(frozen=True)
class Event:
    """One event of a record's history. ``changes`` maps a field, a system column or ``unknown.<field>`` to before and after."""

    at: datetime.datetime
    verb: str
    officer: str
    office: str
    reason: str
    changes: Mapping[str, Sequence[JsonValue]]


def load(reading: Reading, entity: Entity, record_id: uuid.UUID) -> Sequence[Event]:
    """Return the newest events of a record the actor may see, newest first, without masked fields."""
    model = reading.model
    hidden = hidden_fields(model, reading.actor, entity)
    names = directory(reading)
    found = []
    for row in history.events(
        reading.connection, model.metadata, [entity.id, *entity.former], record_id, limit=MOST
    ):
        told = history.open_difference(model.codec, entity.id, record_id, row.difference or {})
        found.append(
            Event(
                row.at,
                row.verb,
                names.officer_name(row.account_id),
                names.office_name(row.office_id) if row.office_id else "",
                row.reason or "",
                {name: pair for name, pair in told.items() if name.removeprefix(_REASON) not in hidden},
            )
        )
    return found
