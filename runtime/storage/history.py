"""The trail: one event for every write and every read that matters, in the same transaction. Must not judge.

A difference maps a field or system column to ``[before, after]`` as JSON; sensitive values stay encrypted in it.
"""

from __future__ import annotations

import base64
import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeGuard

from pydantic import JsonValue
from sqlalchemy import Connection, MetaData, Row, insert, select
from uuid_utils.compat import uuid7

from runtime.storage.codec import Codec, Slot, Values

Difference = dict[str, list[JsonValue]]
SEALED = "sealed"
"""The key of an encrypted value in a difference."""
MARK = "mark"
"""The key of the keyed hash beside it: what the value is known by in the proof of the trail, whatever key encrypts it."""


@dataclass(frozen=True)
class Entry:
    """What happened: who did what to which record, and what changed.

    ``case_id`` and ``person_id`` are the case and the person it concerns, for their timelines; ``channel`` is how
    it was read.
    """

    verb: str
    entity: str
    record_id: uuid.UUID | str | None
    at: datetime.datetime
    account_id: uuid.UUID | None
    office_id: str | None
    case_id: uuid.UUID | None = None
    person_id: uuid.UUID | None = None
    difference: Mapping[str, Sequence[JsonValue]] = field(default_factory=dict)
    reason: str | None = None
    request_id: str | None = None
    channel: str | None = None


def record(connection: Connection, metadata: MetaData, entry: Entry) -> None:
    """Write an event of what is no command."""
    record_all(connection, metadata, [entry])


def record_all(connection: Connection, metadata: MetaData, entries: Sequence[Entry]) -> None:
    """Write events of what are no commands."""
    connection.execute(insert(metadata.tables["event"]), [row_of(entry) for entry in entries])


def row_of(entry: Entry) -> dict[str, object]:
    """Return an event as a row of its table."""
    return {
        "id": uuid7(),
        "at": entry.at,
        "account_id": entry.account_id,
        "office_id": entry.office_id,
        "verb": entry.verb,
        "entity": entry.entity,
        "record_id": None if entry.record_id is None else str(entry.record_id),
        "case_id": entry.case_id,
        "person_id": entry.person_id,
        "difference": {name: list(pair) for name, pair in entry.difference.items()} or None,
        "reason": entry.reason,
        "request_id": entry.request_id,
        "channel": entry.channel,
    }


def difference(
    codec: Codec, entity_id: str, record_id: uuid.UUID, before: Values, after: Values
) -> Difference:
    """Return what differs between two sets of values, for the fields ``after`` names.

    Args:
        codec: the registry's codec.
        entity_id: the entity; a type (``case_x``) covers its base's fields too.
        record_id: the record, which sensitive values are bound to.
        before: the stored values; an absent field was empty.
        after: the values to store; ``None`` empties a field.
    """
    slots = codec.slots(entity_id)
    return {
        name: [
            _seal(codec, slots[name], record_id, before.get(name)),
            _seal(codec, slots[name], record_id, value),
        ]
        for name, value in after.items()
        if value != before.get(name)
    }


def open_difference(
    codec: Codec, entity_id: str, record_id: uuid.UUID, stored: Mapping[str, Sequence[JsonValue]]
) -> dict[str, list[JsonValue]]:
    """Return a stored difference with its sensitive values decrypted and renamed fields under their new names.

    The caller leaves out what the reader may not see.
    """
    slots = codec.slots(entity_id)
    by_former = {former: slot for slot in slots.values() for former in slot.field.former}
    found: dict[str, list[JsonValue]] = {}
    for name, pair in stored.items():
        slot = slots.get(name) or by_former.get(name)
        key = slot.field.id if slot else name
        found[key] = [_open(codec, slot, record_id, value) for value in pair]
    return found


def told(codec: Codec, slot: Slot, record_id: object, data: JsonValue, sealed: bytes) -> dict[str, JsonValue]:
    """Return what a difference says of an encrypted value: the sealed bytes and their mark."""
    mark = codec.cipher.digest(codec.plain(data), f"difference:{slot.seal_name(record_id)}")[:32]
    return {SEALED: base64.b64encode(sealed).decode(), MARK: mark}


def is_sealed(value: JsonValue) -> TypeGuard[dict[str, JsonValue]]:
    """Whether a value in a difference is an encrypted one."""
    return isinstance(value, dict) and SEALED in value and value.keys() <= {SEALED, MARK}


def sealed_bytes(value: Mapping[str, JsonValue]) -> bytes:
    """Return the bytes of an encrypted value in a difference."""
    return base64.b64decode(str(value[SEALED]))


def canonical(stored: Mapping[str, Sequence[JsonValue]]) -> dict[str, list[JsonValue]]:
    """Return a stored difference as the proof of the trail covers it: the same before and after keys are rotated."""
    return {name: [_canonical(value) for value in pair] for name, pair in stored.items()}


def _canonical(value: JsonValue) -> JsonValue:
    return {MARK: value.get(MARK)} if is_sealed(value) else value


def events(
    connection: Connection,
    metadata: MetaData,
    entity_ids: Sequence[str],
    record_id: uuid.UUID,
    *,
    limit: int = 500,
    verbs: Sequence[str] | None = None,
) -> Sequence[Row[Any]]:
    """Return the newest events of one record, newest first, of some verbs or all."""
    event = metadata.tables["event"]
    statement = select(event).where(event.c.entity.in_(entity_ids), event.c.record_id == str(record_id))
    if verbs is not None:
        statement = statement.where(event.c.verb.in_(verbs))
    return connection.execute(statement.order_by(event.c.at.desc(), event.c.id.desc()).limit(limit)).all()


def _seal(codec: Codec, slot: Slot, record_id: uuid.UUID, value: object) -> JsonValue:
    if value is None:
        return None
    data: JsonValue = slot.type.to_json(slot.field, value)
    if not slot.field.is_encrypted:
        return data
    return told(codec, slot, record_id, data, codec.seal(slot, record_id, data))


def _open(codec: Codec, slot: Slot | None, record_id: uuid.UUID, value: JsonValue) -> JsonValue:
    if slot is None or not is_sealed(value):
        return value
    return codec.open(slot, record_id, sealed_bytes(value))
