"""What happened to one record: who, when, from what to what; only what the actor may see. Must not render."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import JsonValue
from sqlalchemy import Row, select

from runtime.access import mask, policy
from runtime.access.mask import hidden_changes, sees_words
from runtime.ir.entity import Entity
from runtime.search.directory import directory
from runtime.search.reading import Reading
from runtime.storage import history

MOST = 200
_LINKED, _FILE = "linked", "file"


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
    """Return the newest events of a record the actor may see, newest first, without masked fields, and without words for who may read none."""
    model = reading.model
    names = directory(reading)
    rows = history.events(
        reading.connection, model.metadata, [entity.id, *entity.former], record_id, limit=MOST
    )
    linked = _readable_folios(reading, rows)
    changes = [
        history.open_difference(model.codec, entity.id, record_id, row.difference or {}) for row in rows
    ]
    hidden = hidden_changes(model, reading.actor, entity, {name for told in changes for name in told})
    unknown = unknown_files(reading, entity, record_id, changes)
    has_words = sees_words(model, reading.actor)
    found = []
    for row, told in zip(rows, changes, strict=True):
        found.append(
            Event(
                row.at,
                row.verb,
                names.officer_name(row.account_id),
                names.office_name(row.office_id) if row.office_id else "",
                (row.reason or "") if has_words else "",
                {
                    name: pair
                    for name, pair in told.items()
                    if name not in hidden
                    and (name != _LINKED or linked.issuperset(filter(None, pair)))
                    and (name != _FILE or unknown.isdisjoint(pair))
                },
            )
        )
    return found


def unknown_files(
    reading: Reading, entity: Entity, case_id: uuid.UUID, told: Iterable[Mapping[str, Sequence[JsonValue]]]
) -> frozenset[JsonValue]:
    """Return, of the files that events of a case name, those the actor may not know: a name tells what a document is about."""
    names = {name for changes in told for name in changes.get(_FILE, ()) if name}
    if not names:
        return frozenset()
    file, made = reading.model.table("attachment"), reading.model.table("document")
    query = (
        select(file.c.name, made.c.document, file.c.field, file.c.added_by)
        .outerjoin_from(file, made, made.c.id == file.c.id)
        .where(file.c.case_id == case_id, file.c.name.in_(names))
    )
    return frozenset(
        row.name
        for row in reading.connection.execute(query)
        if not mask.knows_file(reading.model, reading.actor, entity, row.document, row.field, row.added_by)
    )


def _readable_folios(reading: Reading, events: Sequence[Row[Any]]) -> frozenset[JsonValue]:
    """Of the cases these events link to, the folios of those the actor may read."""
    folios = {folio for event in events for folio in (event.difference or {}).get(_LINKED, ()) if folio}
    if not folios:
        return frozenset()
    cases = reading.model.table("cases")
    seen = policy.rows(reading.model, reading.actor, "read", "case")
    return frozenset(reading.connection.scalars(select(cases.c.folio).where(cases.c.folio.in_(folios), seen)))
