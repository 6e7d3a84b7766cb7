"""What a coded field offers in its place: a case type's own typologies, and options under a condition.

Owns which codes fit; must not read forms or change values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from runtime.fields.registry import field_type
from runtime.ir.catalog import Catalog, Value
from runtime.ir.entity import Entity
from runtime.ir.expression import Expression
from runtime.ir.field import Field
from runtime.ir.registry import Registry
from runtime.storage.model import Model

CASE_TYPE = "case_type"
"""The attribute of a typology that names its case types, separated by blanks."""

Holds = Callable[[Expression], bool]


@dataclass(frozen=True)
class Offering:
    """What one coded part of a field offers.

    ``own`` are the codes that may be offered at all, ``None`` for every one; ``conditions`` say of some codes
    when they are.
    """

    catalog: str
    own: frozenset[str] | None
    conditions: Mapping[str, Expression]

    def has(self, code: str) -> bool:
        """Whether a code may be offered here at all."""
        return self.own is None or code in self.own

    def fits(self, code: str, holds: Holds) -> bool:
        """Whether a code is offered as things stand."""
        condition = self.conditions.get(code)
        return self.has(code) and (condition is None or holds(condition))


Offerings = Mapping[str, Mapping[str, Offering]]
"""By field id, by part of its value: those fields alone that do not offer their whole catalog."""


def offerings(model: Model, entity: Entity) -> Offerings:
    """Return the fields of an entity (and its base) that offer less than their catalogs hold."""

    def find() -> Offerings:
        found = {
            field.id: dict(_parts(model.registry, entity, field))
            for field in model.registry.fields_of(entity)
        }
        return {name: parts for name, parts in found.items() if parts}

    return model.memory.recall(("offerings", entity.id), find)


def misfits(
    parts: Mapping[str, Offering], field: Field, value: Any, holds: Holds
) -> Iterator[tuple[str, str]]:
    """Yield the part and code of everything in a value that is not offered as things stand."""
    for part, code in codes_in(parts, field, value):
        if not parts[part].fits(code, holds):
            yield part, code


def codes_in(parts: Mapping[str, Offering], field: Field, value: Any) -> Iterator[tuple[str, str]]:
    """Yield the codes a value holds in these parts."""
    if value is None:
        return
    dumped = field_type(field.type).dump(field, value)
    for part in parts:
        held = dumped.get(part)
        codes: Sequence[str] = (held,) if isinstance(held, str) else held if isinstance(held, tuple) else ()
        yield from ((part, code) for code in codes)


def typologies(registry: Registry, entity: Entity) -> tuple[Value, ...]:
    """Return the typologies that lead to a case type, retired ones too."""
    catalog = registry.catalog_by_id.get(registry.typologies or "")
    return tuple(value for value in catalog.values if entity.key in _leads_to(value)) if catalog else ()


def _parts(registry: Registry, entity: Entity, field: Field) -> Iterator[tuple[str, Offering]]:
    for part, name in field_type(field.type).catalogs(field).items():
        catalog = registry.catalog_by_id[name]
        own = None if field_type(field.type).is_multiple else _own(registry, entity, catalog)
        conditions = {value.code: value.when for value in catalog.values if value.when is not None}
        if own is not None or conditions:
            yield part, Offering(name, own, conditions)


def _own(registry: Registry, entity: Entity, catalog: Catalog) -> frozenset[str] | None:
    """The codes of the case type's own typologies. A field of several may name further ones, of other types too."""
    if catalog.id != registry.typologies or entity.kind != "case_type":
        return None
    # A case type that no typology names may have any: better than a question nobody can answer.
    return frozenset(value.code for value in typologies(registry, entity)) or None


def _leads_to(value: Value) -> list[str]:
    return value.attributes.get(CASE_TYPE, "").split()
