"""How a field is stored: its columns by name, or one encrypted column. Owns the naming; tables are the storage's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import LargeBinary
from sqlalchemy.types import TypeEngine

from runtime.fields.registry import field_type
from runtime.ir.field import Field


@dataclass(frozen=True)
class StoredColumn:
    """A column of a field in its table: ``suffix`` is the part it holds, ``target`` what it points to."""

    name: str
    suffix: str
    type: TypeEngine[Any]
    target: str | None = None


def column_name(field_id: str, suffix: str) -> str:
    """Return the name of the column for a part of a field."""
    return f"{field_id}_{suffix}" if suffix else field_id


def stored_columns(field: Field) -> tuple[StoredColumn, ...]:
    """Return the columns of a field; none if its values live in a child table."""
    if field.is_encrypted:
        return (StoredColumn(field.id, "", LargeBinary()),)
    return tuple(
        StoredColumn(column_name(field.id, column.suffix), column.suffix, column.type, column.target)
        for column in field_type(field.type).columns(field)
    )


def has_child_table(field: Field) -> bool:
    """Whether the field's values live in a table of their own, of codes or of rows."""
    return field_type(field.type).is_multiple and not field.is_encrypted


def group_columns(field: Field) -> tuple[StoredColumn, ...]:
    """Return the columns of a group's fields in its table of rows, retired ones too."""
    kind = field_type(field.type)
    return tuple(column for one in kind.inner(field, retired=True) for column in stored_columns(one))
