"""What makes the trail a proof: each entry of a record's chain carries a keyed hash of itself and of the one before.

Owns the hashes, and what they cover; must not read or write.
"""

from __future__ import annotations

import datetime
import hmac
import json
import uuid
from collections.abc import Mapping, Sequence

from pydantic import JsonValue

SEALED = "sealed"
"""The key of an encrypted value in a difference."""
MARK = "mark"
"""The key of the keyed hash beside it: what the value is known by in the proof, whatever key encrypts it."""
PURPOSE = "trail"
"""What the key of the hashes is derived for."""
OUTSIDE = uuid.UUID("6f1b0a5e-7d0c-4c39-9c53-0d6f2f6f7a11")
"""Begins the ids of chains of what has no id of its own: offices, and what commands do for nobody."""
_PLAIN = frozenset({str, int, bool, type(None)})
NOTHING = b""
"""The digest before the first entry."""


_CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"))


class Binder:
    """Binds entries into chains under one key."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def digest(self, previous: bytes, chain: str, seq: int, told: Sequence[object]) -> bytes:
        """Return the digest of an entry.

        Args:
            previous: the digest of the entry before, ``NOTHING`` for the first.
            chain: the chain's id, in hexadecimal.
            seq: the entry's place in it, from 1.
            told: what ``telling`` gave of the entry.
        """
        text = _CANONICAL.encode((chain, seq, *told))
        return hmac.digest(self._key, previous + text.encode(), "sha256")

    def emptied(self, previous: bytes, chain: str, seq: int, digest: bytes, told: Sequence[object]) -> bytes:
        """Return the proof that an entry was emptied by who has the key, and not by who only has the database.

        Args:
            previous: the digest of the entry before.
            chain: the chain's id, in hexadecimal.
            seq: the entry's place in it.
            digest: the entry's own digest, which stays that of what it told.
            told: what ``telling`` gives of what is left of it.
        """
        text = _CANONICAL.encode((chain, seq, *told))
        return hmac.digest(self._key, b"emptied " + previous + digest + text.encode(), "sha256")

    def seal(self, chain: str, seq: int, digest: bytes) -> bytes:
        """Return the keyed hash of how far a chain goes, so that nobody else makes one that goes elsewhere.

        It does not cover the head's name, which its first entry gives away, nor whether it is anchored: an older head
        keeps its seal, and only anchors say that it is older.
        """
        return hmac.digest(self._key, f"head {chain} {seq} ".encode() + digest, "sha256")


def chain_of(
    entity: str,
    record_id: uuid.UUID | str | None,
    case_id: uuid.UUID | None,
    person_id: uuid.UUID | None,
    account_id: uuid.UUID | None,
) -> uuid.UUID:
    """Return the chain of an entry: its case's, else its person's, else its record's.

    What is of no single record (a search, an export) hangs on the account that did it.
    """
    if case_id is not None:
        return case_id
    if person_id is not None:
        return person_id
    if isinstance(record_id, uuid.UUID):
        return record_id
    if account_id is not None and (record_id is None or " " in record_id):
        return account_id
    return uuid.uuid5(OUTSIDE, f"{entity} {record_id or ''}")


def name_of(
    chain: str,
    case_id: str | None,
    person_id: str | None,
    account_id: str | None,
    entity: str,
    record_id: str,
) -> tuple[str, str]:
    """Say whose chain it is, by its first entry: what kind of record, and which. Ids without dashes; the answer with them."""
    for own, kind in ((case_id, "case"), (person_id, "person"), (account_id, "account")):
        if own == chain:
            return kind, "-".join((chain[:8], chain[8:12], chain[12:16], chain[16:20], chain[20:]))
    return entity, record_id


def telling(row: Mapping[str, object]) -> list[object]:
    """Return what the digest of an event covers: all its columns but chain, place and digest."""
    at, difference = row["at"], row["difference"]
    assert isinstance(at, datetime.datetime)
    return [
        _hex(row["id"]),
        moment(at),
        _hex(row["account_id"]),
        _text(row["office_id"]),
        _text(row["verb"]),
        _text(row["entity"]),
        _text(row["record_id"]),
        _hex(row["case_id"]),
        _hex(row["person_id"]),
        canonical_difference(difference) if isinstance(difference, dict) else None,
        _text(row["reason"]),
        _text(row["request_id"]),
        _text(row["channel"]),
    ]


TOLD = (
    "id",
    "at",
    "account_id",
    "office_id",
    "verb",
    "entity",
    "record_id",
    "case_id",
    "person_id",
    "difference",
    "reason",
    "request_id",
    "channel",
)
"""The columns ``telling`` tells, in its order."""


def moment(at: datetime.datetime) -> str:
    """Return a moment in UTC as SQLite keeps it, to the microsecond."""
    return at.astimezone(datetime.UTC).replace(tzinfo=None).isoformat(" ", "microseconds")


def canonical_difference(stored: Mapping[str, Sequence[JsonValue]]) -> Mapping[str, Sequence[JsonValue]]:
    """Return a stored difference as the proof covers it: the same on every database, and before and after keys rotate."""
    found = stored
    for name, pair in stored.items():
        for value in pair:
            if type(value) not in _PLAIN:
                if found is stored:
                    found = dict(stored)
                found[name] = [canonical(part) for part in pair]  # type: ignore[index]  # our own copy
                break
    return found


def canonical(value: JsonValue) -> JsonValue:
    """Return a value of a difference as the proof covers it."""
    if isinstance(value, dict):
        if SEALED in value and value.keys() <= {SEALED, MARK}:
            return {MARK: value.get(MARK)}
        return {name: canonical(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [canonical(part) for part in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)  # PostgreSQL writes no exponents, and knows no negative nothing
    return value


def _hex(value: object) -> str | None:
    return value.hex if isinstance(value, uuid.UUID) else None


def _text(value: object) -> str | None:
    return None if value is None else str(value)
