"""``models/<entity>.py`` and ``base.py``: the tables as classes. Owns their text; the columns are the runtime's."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Table
from sqlalchemy.types import TypeDecorator, TypeEngine

from generator.emit.files import OutputFile
from generator.emit.names import class_name, docstring, introduction
from generator.emit.python import Source
from runtime.ir.entity import Entity
from runtime.ir.registry import Registry
from runtime.storage.columns import Shape, child_tables, columns, indexes


def base(registry: Registry) -> OutputFile:
    """Return the module with the metadata all tables of the instance share."""
    source = Source(
        f"The metadata of this registry's tables. Written from the blueprint {registry.id}.", registry.package
    )
    source.use("sqlalchemy.orm", "DeclarativeBase")
    source.use("runtime.storage", "system_tables")
    source.write(
        "class Base(DeclarativeBase):",
        '    """What every table of this registry belongs to."""',
        "",
        "",
        "system_tables(Base.metadata)",
    )
    return OutputFile(f"{registry.package}/generated/base.py", source.text())


def model(registry: Registry, entity: Entity) -> OutputFile:
    """Return the module with an entity's class and the tables of its fields' codes."""
    source = Source(introduction(registry, entity), registry.package)
    source.use("sqlalchemy.orm", "Mapped", "mapped_column")
    source.use(f"{registry.package}.generated.base", "Base")
    source.write(
        f"class {class_name(entity)}(Base):",
        docstring(registry, entity),
        "",
        f'    __tablename__ = "{entity.table}"',
    )
    found = indexes(registry, entity)
    if found:
        shown = (f"        {source.show(index)}," for index in found)
        source.write("    __table_args__ = (", *shown, "    )")
    source.write("", *(_attribute(source, column) for column in columns(registry, entity)))
    for shape in child_tables(registry, entity):
        _write_table(source, shape)
    return OutputFile(f"{registry.package}/generated/models/{entity.id}.py", source.text())


def _attribute(source: Source, column: Column[Any]) -> str:
    kind = python_type(source, column.type)
    annotation = f"{kind} | None" if column.nullable else kind
    arguments = [one for one in source.column_arguments(column) if one != "nullable=False"]
    return f"    {column.name}: Mapped[{annotation}] = mapped_column({', '.join(arguments)})"


def _write_table(source: Source, shape: Shape) -> None:
    source.use(Table.__module__.split(".")[0], "Table")
    parts = (f"    {source.show(part)}," for part in (*shape.columns, *shape.indexes))
    source.write("", "", f"{shape.name} = Table(", f'    "{shape.name}",', "    Base.metadata,", *parts, ")")


def python_type(source: Source, kind: TypeEngine[Any]) -> str:
    """Return how the Python type of a column's values is written."""
    plain = kind.impl_instance if isinstance(kind, TypeDecorator) else kind
    found = plain.python_type
    if found is dict:
        source.use("typing", "Any")
        return "dict[str, Any]"
    return source.name(found)
