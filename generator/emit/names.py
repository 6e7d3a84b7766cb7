"""Names of generated modules, classes and headers. Owns their spelling only."""

from __future__ import annotations

from generator.emit.python import introduce
from runtime.ir.entity import Entity
from runtime.ir.label import text
from runtime.ir.registry import Registry


def class_name(entity: Entity) -> str:
    """Return ``CaseDetencionMigratoria`` for ``case_detencion_migratoria``."""
    return "".join(word.capitalize() for word in entity.id.split("_"))


def introduction(registry: Registry, entity: Entity) -> str:
    """Return the first line of an entity's module."""
    label = introduce(text(entity.plural, registry.languages[0]) or text(entity.label, registry.languages[0]))
    return f"{label}. Written from the blueprint {registry.id}; change the blueprint, not this file."


def docstring(registry: Registry, entity: Entity) -> str:
    """Return the docstring of an entity's class."""
    return f'    """{introduce(text(entity.label, registry.languages[0]))}."""'
