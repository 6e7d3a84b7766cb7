"""``generated/__init__.py``: which class belongs to which entity, and the fingerprint. Owns the table only."""

from __future__ import annotations

from generator.emit.files import OutputFile
from generator.emit.names import class_name
from generator.emit.python import Source, quote
from runtime.ir.codec import encode, fingerprint
from runtime.ir.registry import Registry


def binding(registry: Registry) -> OutputFile:
    """Return the module the runtime reads: ``FINGERPRINT``, ``Base``, ``MODELS`` and ``SCHEMAS`` by entity."""
    package = f"{registry.package}.generated"
    source = Source(
        f"What belongs to which entity. Written from the blueprint {registry.id}.", registry.package
    )
    source.use(f"{package}.base", "Base")
    for entity in registry.entities:
        name = class_name(entity)
        source.use(f"{package}.models.{entity.id}", name)
        source.use(f"{package}.schemas.{entity.id}", f"{name}Create", f"{name}Update")
    source.write('__all__ = ["FINGERPRINT", "MODELS", "SCHEMAS", "Base"]', "")
    source.write(f"FINGERPRINT = {quote(fingerprint(registry))}", "", "MODELS = {")
    source.write(
        *(f"    {quote(one.id)}: {class_name(one)}," for one in registry.entities), "}", "", "SCHEMAS = {"
    )
    source.write(
        *(
            f"    {quote(one.id)}: ({class_name(one)}Create, {class_name(one)}Update),"
            for one in registry.entities
        ),
        "}",
    )
    return OutputFile(f"{registry.package}/generated/__init__.py", source.text())


def description(registry: Registry) -> OutputFile:
    """Return the IR as the instance keeps it."""
    return OutputFile(f"{registry.package}/generated/ir.json", encode(registry))
