"""Sealed values sealed again under the newest key, while the registry serves. Must not change keys.

Every step is whole by itself and finds what is left to do by what is stored: a rotation that was killed goes on
where it stood.
"""

from __future__ import annotations

import base64
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from pydantic import JsonValue
from sqlalchemy import ColumnElement, RowMapping, Select, select, tuple_, update

from runtime.storage import history
from runtime.storage.cipher import Cipher, KeyRingError
from runtime.storage.model import Model
from runtime.storage.places import Place, bound_in_event, holds_sealed, parked, places
from runtime.storage.session import Store

BATCH = 200
REST = 0.01
"""Seconds between batches, in which others write."""

Advance = Callable[[int], None]
Key = Sequence[Any]


def rotate(model: Model, store: Store, advance: Advance = lambda _: None) -> None:
    """Seal again under the newest key whatever another key seals; what does not open stays as it is.

    Args:
        model: the instance's registry.
        store: its database, which may be in use meanwhile.
        advance: told how many values were looked at.

    Raises:
        Busy: the database does not answer; a later call goes on.
    """
    with store.reading() as connection:
        found = [*places(model), *parked(connection, model)]
    for place in found:
        _walk(partial(_turn_column, model.cipher, store, place), advance)
    _walk(partial(_turn_events, model, store), advance)
    for file_id in model.files.ids():
        if model.files.key_of(file_id) != model.cipher.newest:
            model.files.renew(file_id)
            advance(1)


def _walk(step: Callable[[Key | None], tuple[Key | None, int]], advance: Advance) -> None:
    """Take steps until one finds nothing more; each says the last row it looked at, and how many values that were."""
    last, looked_at = step(None)
    while last is not None:
        advance(looked_at)
        time.sleep(REST)
        last, looked_at = step(last)


def _turn_column(cipher: Cipher, store: Store, place: Place, after: Key | None) -> tuple[Key | None, int]:
    older = place.number != bytes([cipher.newest])
    asked = _batch(select(place.table), place.keys, after).where(place.column.is_not(None), older)
    with store.writing() as connection:
        rows = connection.execute(asked.with_for_update()).mappings().all()
        for row in rows:
            sealed = _again(cipher, row[place.column.key or ""], place.bind(row))
            if sealed is not None:
                changed = update(place.table).where(*_is(place.keys, row))  # type: ignore[arg-type]  # a table is written to
                connection.execute(changed.values({place.column.key or "": sealed}))
    return (_key(place.keys, rows[-1]) if rows else None), len(rows)


def _turn_events(model: Model, store: Store, after: Key | None) -> tuple[Key | None, int]:
    event = model.table("event")
    keys = (event.c.id,)
    asked = select(event.c.id, event.c.entity, event.c.record_id, event.c.difference).where(
        holds_sealed(event)
    )
    count = 0
    with store.writing() as connection:
        rows = connection.execute(_batch(asked, keys, after).with_for_update()).mappings().all()
        for row in rows:
            turned = _turned(model, row)
            if turned is not None:
                count += 1
                connection.execute(update(event).where(*_is(keys, row)).values(difference=turned))
    return (_key(keys, rows[-1]) if rows else None), count


def _turned(model: Model, row: RowMapping) -> dict[str, list[JsonValue]] | None:
    """Return the difference of an event with its values sealed again, ``None`` if none needs it."""
    cipher, is_other = model.cipher, False
    turned: dict[str, list[JsonValue]] = {}
    for name, pair in row["difference"].items():
        turned[name] = list(pair)
        for place, value in enumerate(pair):
            if not history.is_sealed(value) or history.sealed_bytes(value)[0] == cipher.newest:
                continue
            bound = bound_in_event(model.codec, row["entity"], row["record_id"], name)
            sealed = _again(cipher, history.sealed_bytes(value), [bound])
            if sealed is not None:
                turned[name][place] = {**value, history.SEALED: base64.b64encode(sealed).decode()}
                is_other = True
    return turned if is_other else None


def _again(cipher: Cipher, sealed: bytes, bound: Sequence[str]) -> bytes | None:
    for name in bound:
        try:
            return cipher.encrypt(cipher.decrypt(sealed, name), name)
        except KeyRingError:
            continue
    return None


def _batch(asked: Select[Any], keys: Sequence[ColumnElement[Any]], after: Key | None) -> Select[Any]:
    """Return the next rows of a walk, in the order of their keys."""
    batch = asked.order_by(*keys).limit(BATCH)
    return batch if after is None else batch.where(tuple_(*keys) > tuple_(*after))


def _key(keys: Sequence[ColumnElement[Any]], row: Mapping[Any, Any]) -> Key:
    return [row[key.key or ""] for key in keys]


def _is(keys: Sequence[ColumnElement[Any]], row: Mapping[Any, Any]) -> list[ColumnElement[bool]]:
    return [key == row[key.key or ""] for key in keys]
