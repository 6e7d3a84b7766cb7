"""What every check may look at: the document, its entities, its tables and the field types. Must not check anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from generator.blueprint import Blueprint
from generator.blueprint.outline import Entity, Outline, outline
from generator.source import Address
from generator.validate.finding import Places
from generator.validate.letters import Letters
from generator.validate.options import Typed, typed
from generator.validate.tables import Tables
from runtime.fields.base import FieldType

BUILT_IN_REASONS = ("se_desconoce", "no_quiso_responder", "no_aplica")
"""Why a value may be unknown, in every registry; the catalog ``unknown`` adds to them."""

REASONS = "unknown"


@dataclass(frozen=True)
class Context:
    """The blueprint under check.

    ``broken`` are addresses where the shape or a file was wrong: what depends on them stays unsaid.
    """

    blueprint: Blueprint
    tables: Tables
    places: Places
    types: Mapping[str, FieldType[Any]]
    broken: frozenset[Address]
    letters: Letters = field(default_factory=Letters)

    @cached_property
    def outline(self) -> Outline:
        """The entities with their fields."""
        return outline(self.blueprint)

    @cached_property
    def typed(self) -> dict[Address, Typed]:
        """Every field whose type and options are right, by address."""
        found: dict[Address, Typed] = {}
        for entity in self.outline.entities:
            for placed in (each for one in entity.fields for each in (one, *one.inner)):
                kind = self.types.get(placed.written.type)
                result = typed(kind, placed, self.types) if kind else None
                if isinstance(result, Typed):
                    found[placed.address] = result
        return found

    @cached_property
    def reasons(self) -> tuple[str, ...]:
        """The reasons for which a value may be unknown."""
        return (*BUILT_IN_REASONS, *self.tables.values.get(REASONS, {}))

    def typed_fields(self, entity: Entity) -> dict[str, Typed]:
        """The fields of an entity and its base that have a type, by id."""
        fields = self.outline.fields_of(entity)
        return {
            name: self.typed[placed.address]
            for name, placed in fields.items()
            if placed.address in self.typed
        }

    def is_whole(self, *address: str) -> bool:
        """Whether nothing at or below an address was wrong, so that checks of the whole make sense there."""
        return not any(spot[: len(address)] == address for spot in self.broken)

    def codes(self, catalog: str) -> Mapping[str, object] | None:
        """The codes of a catalog, unless it is unknown or could not be read."""
        return self.tables.values.get(catalog) if self.is_whole("catalogs", catalog) else None
