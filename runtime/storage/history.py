"""The trail: one event for every write and every read that matters, in the same transaction. Must not judge.

A difference maps a field or system column to ``[before, after]`` as JSON; sensitive values stay encrypted in it.
"""

from __future__ import annotations

import base64
import uuid
from collections.abc import Mapping, Sequence
from typing import Any, TypeGuard

from pydantic import JsonValue
from sqlalchemy import Connection, MetaData, Row, select

from runtime.storage.chain import MARK, SEALED
from runtime.storage.codec import Codec, Slot, Values
from runtime.storage.entry import Entry
from runtime.storage.outbox import Outbox
from runtime.storage.trail import trail_of

__all__ = [
    "MARK",
    "READS",
    "SEALED",
    "Difference",
    "Entry",
    "difference",
    "events",
    "is_sealed",
    "open_difference",
    "record",
    "record_all",
    "sealed_bytes",
    "told",
]

READS = ("read", "export")
"""The verbs of what changed nothing."""
Difference = dict[str, list[JsonValue]]


def record(connection: Connection, metadata: MetaData, entry: Entry) -> None:
    """Write an event of what is no command."""
    record_all(connection, metadata, [entry])


def record_all(connection: Connection, metadata: MetaData, entries: Sequence[Entry]) -> None:
    """Write events of what are no commands."""
    outbox = Outbox(connection)
    trail_of(metadata).append(outbox, entries)
    outbox.send()


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


def events(
    connection: Connection,
    metadata: MetaData,
    entity_ids: Sequence[str],
    record_id: uuid.UUID,
    *,
    limit: int = 500,
    verbs: Sequence[str] | None = None,
) -> Sequence[Row[Any]]:
    """Return the newest events of one record, newest first, of some verbs or all that changed it."""
    event = metadata.tables["event"]
    statement = select(event).where(event.c.entity.in_(entity_ids), event.c.record_id == str(record_id))
    wanted = event.c.verb.not_in(READS) if verbs is None else event.c.verb.in_(verbs)
    statement = statement.where(wanted)
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
