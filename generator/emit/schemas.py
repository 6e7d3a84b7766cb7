"""``schemas/<entity>.py``: what may be saved, as pydantic classes. Owns their text; constraints are the field types'."""

from __future__ import annotations

from generator.emit.files import OutputFile
from generator.emit.names import class_name, docstring, introduction
from generator.emit.python import Source
from runtime.fields.registry import field_type
from runtime.ir.entity import Entity
from runtime.ir.field import Field
from runtime.ir.registry import Registry


def schema(registry: Registry, entity: Entity) -> OutputFile:
    """Return the module with an entity's two schemas: to create a record, and to correct any part of one.

    Those of a type extend those of what every case or action has.
    """
    source = Source(introduction(registry, entity), registry.package)
    name = class_name(entity)
    fields = [field for field in entity.active_fields if field.computed is None]
    for family in ("Create", "Update"):
        parent = _parent(source, registry, entity, family)
        if family == "Update":
            source.write("", "")
        source.write(f"class {name}{family}({parent}):", docstring(registry, entity))
        lines = [
            _attribute(source, field, is_needed=family == "Create" and _is_needed(field)) for field in fields
        ]
        source.write(*(("", *lines) if lines else ()))
    return OutputFile(f"{registry.package}/generated/schemas/{entity.id}.py", source.text())


def _parent(source: Source, registry: Registry, entity: Entity, family: str) -> str:
    if entity.base is None:
        source.use("runtime.schema", "Schema")
        return "Schema"
    name = f"{class_name(registry.by_id[entity.base])}{family}"
    source.use(f"{registry.package}.generated.schemas.{entity.base}", name)
    return name


def _is_needed(field: Field) -> bool:
    """Whether a record cannot begin without it: asked for always, always shown, and not to be answered by a reason."""
    return field.required.kind == "always" and field.visible is None and not field.unknown


def _attribute(source: Source, field: Field, *, is_needed: bool) -> str:
    kind, constraints = field_type(field.type).annotation(field)
    annotation = source.name(kind)
    if constraints:
        source.use("typing", "Annotated")
        annotation = f"Annotated[{annotation}, {', '.join(source.show(one) for one in constraints)}]"
    return f"    {field.id}: {annotation}" if is_needed else f"    {field.id}: {annotation} | None = None"
