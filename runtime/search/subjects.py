"""What the records are called that entries of the log are of, for who may know it. Must not put anything into words.

A case is told by its folio, which the entry has already. Of what the actor may not read nothing is returned.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping

from sqlalchemy import select

from runtime.access import policy
from runtime.search import titles
from runtime.search.directory import directory
from runtime.search.reading import Reading
from runtime.search.trail import NUMBERED, Entry

Subject = tuple[str, str]
"""What kind of record, and which, as an entry stores them."""


def names(reading: Reading, entries: Iterable[Entry]) -> Mapping[Subject, str]:
    """Return the names of people, records of registers, accounts and offices, and the numbers of requests and breaches."""
    wanted: dict[str, set[str]] = {}
    for entry in entries:
        if entry.row["record_id"]:
            wanted.setdefault(entry.row["entity"], set()).add(entry.row["record_id"])
    found: dict[Subject, str] = {}
    for kind, record_ids in wanted.items():
        found |= {(kind, key): name for key, name in _names(reading, kind, record_ids).items() if name}
    return found


def _names(reading: Reading, kind: str, record_ids: set[str]) -> Mapping[str, str]:
    known = directory(reading)
    if kind == "office":
        return {key: known.office_name(key) for key in record_ids}
    if kind == "key":
        return {key: key for key in record_ids}
    keys = [uuid.UUID(key) for key in record_ids if is_id(key)]
    if kind == "account":
        return {str(key): known.officer_name(key) for key in keys}
    if kind in NUMBERED:
        return _numbers(reading, kind, keys)
    entity = next((one for one in reading.model.registry.entities if kind in (one.id, *one.former)), None)
    if entity is None or entity.kind not in ("person", "register"):
        return {}
    out_of_reach = reading.context.message("record.out_of_reach")
    found = titles.load(reading, {entity.id: keys})
    return {str(key): title for key, title in found.items() if title != out_of_reach}


def _numbers(reading: Reading, kind: str, keys: list[uuid.UUID]) -> Mapping[str, str]:
    subject = NUMBERED[kind]
    if not keys or policy.reach(reading.model, reading.actor, "read", subject) is None:
        return {}
    table = reading.model.table(kind)
    seen = policy.rows(reading.model, reading.actor, "read", subject)
    query = select(table.c.id, table.c.number).where(table.c.id.in_(keys), seen)
    return {str(row.id): row.number for row in reading.connection.execute(query)}


def is_id(text: str) -> bool:
    """Whether a record is told by an id, not by a name of its own."""
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True
