"""Fields that are groups: what stands in a row, and what may not. Must not know what a type means."""

from __future__ import annotations

from collections.abc import Iterator

from generator.blueprint import Field
from generator.blueprint.outline import PlacedField
from generator.diagnostics import nearest
from generator.validate.context import Context
from generator.validate.fields import is_computed
from generator.validate.finding import Finding, found
from generator.validate.names import LONGEST
from runtime.fields.columns import stored_columns
from runtime.fields.repeat import ROW_COLUMNS, RepeatType

_OF_THE_WHOLE = ("visible", "check", "default", "computed", "privacy", "alert", "section")
"""Keys that a field of a row does not have."""
_OF_NO_GROUP = ("default", "computed")
"""Keys that a group does not have."""


def contents(context: Context) -> Iterator[Finding]:
    """Only a group has fields of its own, and it has some that fit in a row."""
    for entity in context.outline.entities:
        for field in entity.fields:
            kind = context.types.get(field.written.type)
            if not isinstance(kind, RepeatType):
                if kind is not None and field.inner:
                    known = tuple(kind.options.model_fields)
                    place = (*field.address, "fields")
                    name = field.written.type
                    yield found("F103", place, on_key=True, name="fields", type=name, known=known or ("–",))
                continue
            if not field.inner:
                yield found("F114", field.address, on_key=True, name=field.id)
            for key in _written(field.written, _OF_NO_GROUP):
                yield found("F112", (*field.address, key), on_key=True, key=key)
            for one in field.inner:
                yield from _member(context, kind, one)
            yield from _columns(context, field)


def _member(context: Context, kind: RepeatType, field: PlacedField) -> Iterator[Finding]:
    written = field.written
    if written.type in context.types and written.type not in kind.inner_types:
        suggestion = nearest(written.type, kind.inner_types)
        place = (*field.address, "type")
        yield found("F113", place, suggestion=suggestion, name=written.type, known=kind.inner_types)
    keys = _written(written, _OF_THE_WHOLE)
    if written.required.at is not None or written.required.cel is not None:
        keys.append("required")
    if written.fields:
        keys.append("fields")
    keys += [name for name, option in written.options.items() if is_computed(option)]
    for key in keys:
        yield found("F112", (*field.address, key), on_key=True, key=key)


def _columns(context: Context, group: PlacedField) -> Iterator[Finding]:
    """The columns of a row meet no other column, and none is longer than a database keeps."""
    taken: dict[str, PlacedField] = {}
    for field in group.inner:
        known = context.typed.get(field.address)
        if known is None or known.kind.is_multiple:
            continue
        for column in stored_columns(known.field):
            other = taken.setdefault(column.name, field)
            if column.name in ROW_COLUMNS:
                yield found("N104", field.address, on_key=True, name=column.name)
            elif other.id != field.id:
                name = other.id if column.name == field.id else field.id
                related = ((other.address, "first"),)
                yield found(
                    "N106", field.address, on_key=True, related=related, name=name, column=column.name
                )
            elif len(column.name) > LONGEST:
                size = len(column.name)
                yield found("N107", field.address, on_key=True, name=column.name, length=size, limit=LONGEST)


def _written(written: Field, keys: tuple[str, ...]) -> list[str]:
    return [key for key in keys if key in written.model_fields_set]
