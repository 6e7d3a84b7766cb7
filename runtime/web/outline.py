"""What of an entity a page shows to a role, in a language: worked out once, since only a new blueprint changes it.

Owns sections, labels and masks of pages; must not hold values.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from runtime.access.actor import Actor
from runtime.access.mask import fixed_fields, visible_fields
from runtime.fields.base import FieldType
from runtime.fields.registry import field_type
from runtime.ir.entity import Entity, Section
from runtime.ir.expression import Expression
from runtime.ir.field import Field
from runtime.ir.label import text
from runtime.ir.registry import Registry
from runtime.storage.model import Model


@dataclass(frozen=True)
class Piece:
    """One field on a page."""

    field: Field
    type: FieldType[Any]
    label: str
    help: str
    is_fixed: bool = False
    """Whether the role may not change it."""

    @property
    def id(self) -> str:
        """The field's id."""
        return self.field.id

    @property
    def is_asked(self) -> bool:
        """Whether a form asks for it: what is computed or fixed is not typed."""
        return self.field.computed is None and not self.is_fixed


@dataclass(frozen=True)
class Part:
    """One section on a page, with the fields the role sees."""

    id: str
    label: str
    help: str
    pieces: tuple[Piece, ...]
    visible: Expression | None = None

    @cached_property
    def asked(self) -> tuple[Piece, ...]:
        """The fields a form asks for."""
        return tuple(piece for piece in self.pieces if piece.is_asked)

    @cached_property
    def expected(self) -> tuple[tuple[str, str], ...]:
        """Those that a form asks for whatever else is said, or whenever the section is open: ids and labels."""
        always = (None, self.visible)
        return tuple((piece.id, piece.label) for piece in self.asked if piece.field.visible in always)


@dataclass(frozen=True, eq=False)
class Outline:
    """The sections of an entity as a role sees them; ``is_masked``: some fields are not among them."""

    entity: Entity
    label: str
    sections: tuple[Part, ...]
    is_masked: bool

    @cached_property
    def pieces(self) -> Mapping[str, Piece]:
        """Every field by id."""
        return {piece.id: piece for part in self.sections for piece in part.pieces}

    @cached_property
    def alerting(self) -> tuple[Piece, ...]:
        """The fields that head a record's page when they are filled in."""
        return tuple(piece for piece in self.pieces.values() if piece.field.alert)

    @cached_property
    def asking(self) -> tuple[Part, ...]:
        """The sections that a form shows."""
        return tuple(part for part in self.sections if part.asked)

    @cached_property
    def has_conditional_sections(self) -> bool:
        """Whether some section opens and closes as a whole."""
        return any(part.visible is not None for part in self.sections)

    def section(self, section_id: str) -> Part | None:
        """Return one section, ``None`` when the role sees nothing of it."""
        return next((part for part in self.sections if part.id == section_id), None)

    def section_of(self, field_id: str) -> str:
        """Return the id of the section a field stands in, ``""`` when the role does not see it."""
        return next((part.id for part in self.sections if any(p.id == field_id for p in part.pieces)), "")


def outline(model: Model, actor: Actor, entity_id: str, language: str) -> Outline:
    """Return what the actor's roles see of an entity; of a type with the fields of its base first."""
    return model.memory.recall(
        ("outline", entity_id, actor.roles, language), lambda: _build(model, actor, entity_id, language)
    )


def _build(model: Model, actor: Actor, entity_id: str, language: str) -> Outline:
    registry = model.registry
    entity = registry.by_id[entity_id]
    seen = visible_fields(model, actor, entity)
    fixed = fixed_fields(model, actor, entity)
    by_section: dict[str, list[Piece]] = {}
    for found in seen:
        piece = Piece(
            found,
            field_type(found.type),
            text(found.label, language),
            text(found.help, language),
            found.id in fixed,
        )
        by_section.setdefault(found.section, []).append(piece)
    sections = {section.id: section for section in _in_order(registry, entity)}
    return Outline(
        entity=entity,
        label=text(entity.label, language),
        sections=tuple(
            Part(
                section.id,
                text(section.label, language),
                text(section.help, language),
                tuple(by_section[section.id]),
                section.visible,
            )
            for section in sections.values()
            if section.id in by_section
        ),
        is_masked=len(seen) < len(registry.fields_of(entity)),
    )


def _in_order(registry: Registry, entity: Entity) -> list[Section]:
    """The sections of the base before the type's own, or after; those that are only for closing a case come last."""
    if entity.base is None:
        return list(entity.sections)
    base = registry.by_id[entity.base]
    closing = [section for section in base.sections if _is_for_closing(registry, base, section)]
    others = [section for section in base.sections if section not in closing]
    first, last = ([one for one in others if one.last is wanted] for wanted in (False, True))
    return [*first, *entity.sections, *last, *closing]


def _is_for_closing(registry: Registry, base: Entity, section: Section) -> bool:
    asked = [
        field.required for field in base.active_fields if field.section == section.id and not field.visible
    ]
    states = registry.lifecycle.by_id
    return bool(asked) and all(
        required.state is not None and states[required.state].kind == "closed" for required in asked
    )
