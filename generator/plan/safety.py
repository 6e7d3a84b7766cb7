"""How safe a change of a field is for what is stored. Owns the comparison of storage; must not know databases."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

from annotated_types import MaxLen
from sqlalchemy import BigInteger, Integer, LargeBinary, String
from sqlalchemy.types import TypeEngine

from runtime.fields.columns import group_columns, has_child_table, stored_columns
from runtime.fields.registry import field_type
from runtime.ir.field import Field
from runtime.ir.registry import Registry
from runtime.schema import Lines
from runtime.sqltypes import Exact

Fit: TypeAlias = Literal["same", "wider", "narrower", "other"]
"""What becomes of stored values: nothing to do, all fit, some may not, or they would mean something else."""

_UNLIMITED = 10**9


def fit(before: Field, after: Field, old: Registry, new: Registry) -> Fit:
    """Compare how a field was stored with how it would be."""
    if before.is_encrypted != after.is_encrypted or has_child_table(before) != has_child_table(after):
        return "other"
    if before.type != after.type and not _is_readable_as(before, after):
        return "other"
    if not _knows_codes(before, after, old, new) or _targets(before) != _targets(after):
        return "other"
    if before.is_encrypted:
        return "same"
    if has_child_table(before):
        return _rows_fit(before, after, old, new)
    return _columns_fit(column_types(before), column_types(after))


def _rows_fit(before: Field, after: Field, old: Registry, new: Registry) -> Fit:
    """Compare the fields of a group one by one; codes have none."""
    now = {one.id: one for one in field_type(after.type).inner(after, retired=True)}
    held = field_type(before.type).inner(before, retired=True)
    found = {fit(one, now[one.id], old, new) if one.id in now else "other" for one in held}
    if len(now) > len(held):
        found.add("wider")
    return _worst(found)


def column_types(field: Field) -> dict[str, TypeEngine[Any]]:
    """Return the types of a field's columns by name: of a group those of its rows."""
    columns = group_columns(field) if has_child_table(field) else stored_columns(field)
    return {column.name: column.type for column in columns}


def type_fit(before: TypeEngine[Any], after: TypeEngine[Any]) -> Fit:
    """Compare two column types."""
    if repr(before) == repr(after):
        return "same"
    kind, sizes = _size(before)
    other_kind, other_sizes = _size(after)
    if kind != other_kind or not sizes:
        return "other"
    pairs = tuple(zip(sizes, other_sizes, strict=True))
    if all(small <= large for small, large in pairs):
        return "wider"
    return "narrower"


def _columns_fit(before: dict[str, TypeEngine[Any]], after: dict[str, TypeEngine[Any]]) -> Fit:
    if before.keys() - after.keys():
        return "other"
    found = {type_fit(before[name], after[name]) for name in before}
    if after.keys() - before.keys():
        found.add("wider")
    return _worst(found)


def _worst(found: set[Fit]) -> Fit:
    worst: tuple[Fit, ...] = ("other", "narrower", "wider")
    return next((one for one in worst if one in found), "same")


def _is_readable_as(before: Field, after: Field) -> bool:
    """Whether a value of one type is one of the other: same Python type, and nothing new asked of it."""
    kind, asked = field_type(before.type).annotation(before)
    other_kind, other_asked = field_type(after.type).annotation(after)
    already = {repr(one) for one in asked}
    # Lengths are compared as columns; one line of text is also text of several lines.
    new = [one for one in other_asked if not isinstance(one, MaxLen | Lines) and repr(one) not in already]
    return kind == other_kind and not new and bool(_catalogs(before)) == bool(_catalogs(after))


def _catalogs(field: Field) -> dict[str, str]:
    return dict(field_type(field.type).catalogs(field))


def _knows_codes(before: Field, after: Field, old: Registry, new: Registry) -> bool:
    """Whether every code that may be stored is still a code of the catalog."""
    now = _catalogs(after)
    return all(
        now.get(part) == catalog
        or (
            part in now
            and old.catalog_by_id[catalog].by_code.keys() <= new.catalog_by_id[now[part]].by_code.keys()
        )
        for part, catalog in _catalogs(before).items()
    )


def _targets(field: Field) -> tuple[str | None, ...]:
    return tuple(part.target for part in field_type(field.type).columns(field))


def _size(kind: TypeEngine[Any]) -> tuple[str, tuple[int, ...]]:
    if isinstance(kind, String):
        return "text", (kind.length or _UNLIMITED,)
    if isinstance(kind, Exact):
        return "exact", (kind.precision - kind.scale, kind.scale)
    if isinstance(kind, Integer):
        return "integer", (2 if isinstance(kind, BigInteger) else 1,)
    return ("bytes", ()) if isinstance(kind, LargeBinary) else (repr(kind), ())
