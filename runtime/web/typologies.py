"""Starting a case from its typology: found by words, it leads to the form of its case type. Must not open cases."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from runtime.fields.registry import field_type
from runtime.http.context import Visit
from runtime.ir.catalog import Value
from runtime.ir.entity import Entity
from runtime.ir.label import text
from runtime.records.offering import typologies
from runtime.storage.words import words

CHOSEN = "typology"
"""The part of a new case's address that says which typology it begins with."""


@dataclass(frozen=True)
class TypologyLine:
    """A typology that may be chosen, and the case type it leads to."""

    label: str
    about: str
    url: str


def find(visit: Visit, offered: Sequence[Entity], typed: str, person_id: uuid.UUID) -> list[TypologyLine]:
    """Return the typologies that have every typed word in them, accents or not, in the catalog's order."""
    wanted = words(typed)
    if not wanted:
        return []
    found = [
        (value, entity)
        for entity in offered
        for value in current(visit, entity)
        if _matches(wanted, value, entity)
    ]
    order = {value.code: number for number, value in enumerate(_every(visit))}
    found.sort(key=lambda pair: order[pair[0].code])
    return [_line(visit, value, entity, person_id) for value, entity in found]


def current(visit: Visit, entity: Entity) -> list[Value]:
    """Return the typologies of a case type that may be chosen today."""
    return [value for value in typologies(visit.registry, entity) if value.is_current(visit.context.today)]


def labels(visit: Visit, entity: Entity) -> list[str]:
    """Return the names of the typologies of a case type."""
    return [text(value.label, visit.language) for value in current(visit, entity)]


def chosen(visit: Visit, entity: Entity, code: str) -> Mapping[str, Any]:
    """Return what the form of a new case is filled with for a typology, by field id."""
    registry = visit.registry
    if code not in {value.code for value in current(visit, entity)}:
        return {}
    for field in registry.fields_of(entity):
        kind = field_type(field.type)
        is_single = not kind.is_multiple and field.computed is None
        if is_single and kind.catalogs(field).get("") == registry.typologies:
            return {field.id: kind.from_json(field, code)}
    return {}


def _every(visit: Visit) -> Sequence[Value]:
    return visit.registry.catalog_by_id[visit.registry.typologies or ""].values


def _matches(wanted: Sequence[str], value: Value, entity: Entity) -> bool:
    known = words(" ".join((value.code, *value.label.values(), *entity.label.values())))
    return all(any(one.startswith(word) for one in known) for word in wanted)


def _line(visit: Visit, value: Value, entity: Entity, person_id: uuid.UUID) -> TypologyLine:
    registry, language = visit.registry, visit.language
    scopes = registry.catalog_by_id.get(registry.scopes or "")
    scope = scopes.by_code.get(entity.scope or "") if scopes else None
    about = [text(scope.label, language)] if scope else []
    query = urlencode({"person": str(person_id), CHOSEN: value.code})
    return TypologyLine(
        text(value.label, language),
        " · ".join([*about, text(entity.label, language)]),
        f"/cases/new/{entity.key}?{query}",
    )
