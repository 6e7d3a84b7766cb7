"""Records as JSON: what the system knows of them, and the values the caller may see. Must not query."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping
from typing import Any

from pydantic import JsonValue

from runtime.access.mask import sees_words
from runtime.api.call import Answer, Call
from runtime.api.lines import Line
from runtime.api.lists import listed_fields
from runtime.api.values import shown, shown_reasons
from runtime.ir.entity import Entity
from runtime.search.casefile import CaseFile
from runtime.search.record import Record

SYSTEM: Mapping[str, Mapping[str, str]] = {
    "person": {"office": "office_id", "created_at": "created_at", "updated_at": "updated_at"},
    "register": {"office": "office_id", "created_at": "created_at", "updated_at": "updated_at"},
    "case": {
        "folio": "folio",
        "state": "state",
        "office": "office_id",
        "responsible": "responsible_id",
        "person": "person_id",
        "registered_at": "registered_at",
        "closed_at": "closed_at",
        "closing_reason": "closing_reason",
    },
    "action": {
        "case": "case_id",
        "office": "office_id",
        "officer": "officer_id",
        "done_at": "done_at",
        "annulled_at": "annulled_at",
    },
}
"""By kind, the properties a record has before its fields, and the columns they come from."""
WORDS: Mapping[str, Mapping[str, str]] = {
    "case": {"closing_words": "closing_words"},
    "action": {"annulled_reason": "annulled_reason"},
}
"""Those in free words, for who may read such."""


def base_kind(entity: Entity) -> str:
    """Return ``person``, ``case``, ``action`` or ``register``."""
    return entity.base or entity.kind


def plain(value: object) -> JsonValue:
    """Return a system column's value as JSON."""
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, uuid.UUID):
        return str(value)
    assert value is None or isinstance(value, str | int | bool)
    return value


def head(call: Call, entity: Entity, row: Mapping[str, Any]) -> dict[str, JsonValue]:
    """Return what the system knows of a record."""
    kind = base_kind(entity)
    names = {**SYSTEM[kind], **(WORDS.get(kind, {}) if sees_words(call.model, call.actor) else {})}
    found: dict[str, JsonValue] = {"id": plain(row["id"]), "version": row["version"]}
    if entity.base is not None:
        found["type"] = entity.key
    return found | {name: plain(row[column]) for name, column in names.items() if column in row}


def one(
    call: Call, entity: Entity, row: Mapping[str, Any], values: Mapping[str, Any]
) -> dict[str, JsonValue]:
    """Return a record whole, as far as the caller sees it."""
    return {
        **head(call, entity, row),
        "fields": shown(call, entity, values),
        "unknown": shown_reasons(call, entity, row["unknown"]),
    }


def case(call: Call, file: CaseFile) -> dict[str, JsonValue]:
    """Return a case with its parties, clocks and links."""
    return {
        **one(call, file.entity, file.row, file.values),
        "parties": [{"person": str(party.id), "part": party.part} for party in file.parties],
        "deadlines": [
            {
                "deadline": clock.key,
                "started_at": plain(clock.started_at),
                "warn_at": plain(clock.warn_at),
                "due_at": plain(clock.due_at),
                "stopped_at": plain(clock.stopped_at),
            }
            for clock in file.clocks
        ],
        "links": [{"case": str(link.id), "folio": link.folio} for link in file.links],
    }


def line(call: Call, found: Line, chosen: frozenset[str] | None) -> dict[str, JsonValue]:
    """Return a record as it stands in a list."""
    fields = [one for one in listed_fields(call, found.entity) if chosen is None or one.id in chosen]
    names = {one.id for one in fields}
    reasons = shown_reasons(call, found.entity, found.row["unknown"])
    return {
        **head(call, found.entity, found.row),
        "fields": shown(call, found.entity, found.values, fields),
        "unknown": {name: reason for name, reason in reasons.items() if name in names},
    }


def told(call: Call, found: Record, status: int = 200, location: str = "") -> Answer:
    """Answer with a person, an action or a record of a register, and note that it was read."""
    kind, entity = base_kind(found.entity), found.entity
    case_id = found.row.get("case_id")
    person_id = found.id if kind == "person" else None
    if call.sees(kind):
        call.note_read("api", entity.id, found.id, case_id=case_id, person_id=person_id)
    return _tagged(call, kind, one(call, entity, found.row, found.values), status, location)


def told_case(call: Call, file: CaseFile, status: int = 200, location: str = "") -> Answer:
    """Answer with a case, and note that it was read."""
    if call.sees("case"):
        call.note_read("api", file.entity.id, file.id, case_id=file.id, person_id=file.row["person_id"])
    return _tagged(call, "case", case(call, file), status, location)


def created(call: Call, found: Record, location: str) -> Answer:
    """Answer with a record that was just made; one that was there already answers as a read does."""
    is_new = found.row["created_at"] == call.now
    return told(call, found, 201 if is_new else 200, location)


def _tagged(call: Call, kind: str, data: dict[str, JsonValue], status: int, location: str) -> Answer:
    """A record with its version as ETag; who may only write is told no more than that."""
    headers = {"etag": f'"{data["version"]}"'}
    if location:
        headers["location"] = location
    seen = data if call.sees(kind) else {"id": data["id"], "version": data["version"]}
    return Answer(seen, status, headers)
