"""Offices a case may be handed to: those in whose jurisdiction it lies, and those found by words. Must not hand it over.

Which county belongs to which office is the blueprint's to say: a catalog whose values have an attribute ``office``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from runtime.access.mask import visible_fields
from runtime.fields.registry import field_type
from runtime.ir.catalog import Value
from runtime.ir.entity import Entity
from runtime.ir.label import text
from runtime.search.reading import Reading
from runtime.storage.words import words

MOST = 20
FEW = 8
"""So many offices are shown at once; of more, those found."""
_OFFICE = "office"


@dataclass(frozen=True)
class Destination:
    """An open office; ``because`` names the county or the like that is its jurisdiction."""

    id: str
    name: str
    city: str
    because: str = ""


def destinations(
    reading: Reading, entity: Entity, row: Mapping[str, Any], values: Mapping[str, Any], typed: str
) -> list[Destination]:
    """Return the offices to choose from: by the jurisdiction of what the case says, then those with every typed word."""
    offices = _open_offices(reading, row["office_id"])
    found = {
        key: Destination(key, *offices[key], because=because)
        for key, because in _by_jurisdiction(reading, entity, values)
        if key in offices
    }
    wanted = words(typed)
    for key, (name, city) in offices.items():
        if (wanted and _has(wanted, (key, name, city))) or (not wanted and len(offices) <= FEW):
            found.setdefault(key, Destination(key, name, city))
    for value in _areas(reading) if wanted else ():
        key = value.attributes[_OFFICE]
        if key in offices and _has(wanted, value.label.values()):
            because = text(value.label, reading.context.language)
            found.setdefault(key, Destination(key, *offices[key], because=because))
    return list(found.values())[:MOST]


def _open_offices(reading: Reading, own: str) -> dict[str, tuple[str, str]]:
    office = reading.model.table("office")
    others = (
        select(office.c.id, office.c.name, office.c.city)
        .where(office.c.closed.is_(None), office.c.id != own)
        .order_by(office.c.name)
    )
    return {key: (name, city) for key, name, city in reading.connection.execute(others)}


def _by_jurisdiction(
    reading: Reading, entity: Entity, values: Mapping[str, Any]
) -> Iterator[tuple[str, str]]:
    """The offices that the codes of a case point to, as far as the actor sees them, each with the code's label."""
    registry = reading.model.registry
    for field in visible_fields(reading.model, reading.actor, entity):
        kind = field_type(field.type)
        catalog = registry.catalog_by_id.get(kind.catalogs(field).get("", ""))
        value = values.get(field.id)
        for code in value if isinstance(value, (tuple, list, frozenset, set)) else [value]:
            known = catalog.by_code.get(str(code)) if catalog else None
            if known is not None and _OFFICE in known.attributes:
                yield known.attributes[_OFFICE], text(known.label, reading.context.language)


def _areas(reading: Reading) -> Sequence[Value]:
    """Everything that is in the jurisdiction of one office."""
    registry, today = reading.model.registry, reading.now.date()
    return reading.model.memory.recall(
        ("areas", today),
        lambda: [
            value
            for catalog in registry.catalogs
            for value in catalog.values
            if value.attributes.get(_OFFICE) and value.is_current(today)
        ],
    )


def _has(wanted: Sequence[str], texts: Any) -> bool:
    known = words(" ".join(texts))
    return all(any(one.startswith(word) for one in known) for word in wanted)
