"""The entities of a blueprint in one row, each with its fields and where they are written. Must not judge them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeAlias

from generator.blueprint.document import Blueprint
from generator.blueprint.entity import Action, ActionType, Case, CaseType, Person, Register
from generator.blueprint.field import Field, Section
from generator.blueprint.part import Path
from runtime.ir.entity import Kind

Written: TypeAlias = Person | Case | CaseType | Action | ActionType | Register


@dataclass(frozen=True)
class PlacedField:
    """A field with its id, its section and its address in the document."""

    id: str
    section: str
    written: Field
    address: Path

    @property
    def inner(self) -> tuple[PlacedField, ...]:
        """The fields of a row, when the field is a group."""
        return tuple(
            PlacedField(name, self.section, one, (*self.address, "fields", name))
            for name, one in self.written.fields.items()
        )


@dataclass(frozen=True)
class Entity:
    """What will have its own table: ids as in the IR, ``address`` as in the document."""

    id: str
    kind: Kind
    key: str
    table: str
    base: str | None
    written: Written
    address: Path
    lenders: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The blocks that a section comes from, by section."""

    @cached_property
    def sections(self) -> dict[str, Section]:
        """The sections as written."""
        return self.written.sections

    @cached_property
    def fields(self) -> tuple[PlacedField, ...]:
        """Every field in written order. An id written twice is there twice."""
        return tuple(
            PlacedField(
                field_id, section_id, field, (*self.address, "sections", section_id, "fields", field_id)
            )
            for section_id, section in self.sections.items()
            for field_id, field in section.fields.items()
        )

    def openings(self, section_id: str) -> tuple[tuple[Path, str], ...]:
        """The conditions that open a whole section, each with its address: of the blocks' uses, then its own."""
        uses = self.written.blocks
        found = [
            ((*self.address, "blocks", block, "visible"), uses[block].visible)
            for block in self.lenders.get(section_id, ())
        ]
        found.append(((*self.address, "sections", section_id, "visible"), self.sections[section_id].visible))
        return tuple((address, text) for address, text in found if text is not None)

    @cached_property
    def by_id(self) -> dict[str, PlacedField]:
        """The fields by id."""
        return {field.id: field for field in self.fields}


@dataclass(frozen=True)
class Outline:
    """All entities, in the order of the IR: person, case and its types, action and its types, registers."""

    entities: tuple[Entity, ...]

    @cached_property
    def by_id(self) -> dict[str, Entity]:
        """Every entity by id."""
        return {entity.id: entity for entity in self.entities}

    def of_kind(self, kind: Kind) -> tuple[Entity, ...]:
        """The entities of one kind."""
        return tuple(entity for entity in self.entities if entity.kind == kind)

    def family(self, entity: Entity) -> tuple[Entity, ...]:
        """The entity with what it extends, the base first."""
        return (entity,) if entity.base is None else (self.by_id[entity.base], entity)

    def fields_of(self, entity: Entity) -> dict[str, PlacedField]:
        """The fields of an entity by id, those of its base first."""
        return {field.id: field for member in self.family(entity) for field in member.fields}

    def extensions(self, entity: Entity) -> tuple[Entity, ...]:
        """The types that extend an entity."""
        return tuple(other for other in self.entities if other.base == entity.id)


def outline(blueprint: Blueprint) -> Outline:
    """Lay the document out as entities."""
    return Outline(
        tuple(
            replace(entity, lenders=_lenders(blueprint, entity)) if entity.written.blocks else entity
            for entity in _entities(blueprint)
        )
    )


def _lenders(blueprint: Blueprint, entity: Entity) -> dict[str, tuple[str, ...]]:
    blocks = blueprint.blocks
    used = [block for block in entity.written.blocks if block in blocks]
    return {
        section: tuple(block for block in used if section in blocks[block].sections)
        for section in entity.sections
    }


def _entities(blueprint: Blueprint) -> Iterator[Entity]:
    yield Entity("person", "person", "person", "person", None, blueprint.person, ("person",))
    yield Entity("case", "case", "case", "cases", None, blueprint.case, ("case",))
    for key, case_type in blueprint.case_types.items():
        yield _extension("case", "case_type", key, case_type, "case_types")
    yield Entity("action", "action", "action", "actions", None, blueprint.action, ("action",))
    for key, action_type in blueprint.action_types.items():
        yield _extension("action", "action_type", key, action_type, "action_types")
    for key, register in blueprint.registers.items():
        name = f"register_{key}"
        yield Entity(name, "register", key, name, None, register, ("registers", key))


def _extension(base: str, kind: Kind, key: str, written: Written, collection: str) -> Entity:
    name = f"{base}_{key}"
    return Entity(name, kind, key, name, base, written, (collection, key))
