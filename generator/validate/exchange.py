"""Lists and exports: what they are of, and whether their columns and filters exist and fit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.blueprint.outline import Entity
from generator.diagnostics import nearest
from generator.source import Address
from generator.validate.context import Context
from generator.validate.finding import Finding, found
from generator.validate.options import Typed
from runtime.ir.entity import Kind

SYSTEM_COLUMNS: Mapping[Kind, tuple[str, ...]] = {
    "person": ("office",),
    "case": (
        "folio",
        "case_type",
        "scope",
        "state",
        "office",
        "responsible",
        "registered_at",
        "closed_at",
        "closing_reason",
        "ticked",
    ),
    "action": ("done_at", "action_type", "office", "officer"),
    "register": ("office",),
}
"""Columns a list can have besides fields."""

_UNFILTERED = frozenset({"folio", "ticked"})


def lists(context: Context) -> Iterator[Finding]:
    """The columns and filters of lists."""
    for key, listing in context.blueprint.lists.items():
        address: Address = ("lists", key)
        entity = subject(context, listing.of)
        if entity is None:
            yield _unknown_subject(context, (*address, "of"), listing.of)
            continue
        names = {"columns": listing.columns, "more_columns": listing.more_columns, "filters": listing.filters}
        fields = reachable(context, entity)
        for part, columns in names.items():
            yield from _columns(context, entity, (*address, part), columns)
        twice = [name for name in listing.more_columns if name in listing.columns]
        for name in twice:
            place = (*address, "more_columns", listing.more_columns.index(name))
            yield found("L112", place, name=name)
        for position, name in enumerate((*listing.columns, *listing.more_columns)):
            known = fields.get(name)
            if known is not None and known.field.is_encrypted:
                part = "columns" if position < len(listing.columns) else "more_columns"
                place = (*address, part, position if part == "columns" else position - len(listing.columns))
                yield found("L115", place, name=name)
        for position, name in enumerate(listing.filters):
            yield from _filter((*address, "filters", position), name, fields.get(name))


def exports(context: Context) -> Iterator[Finding]:
    """The columns of exports."""
    for key, export in context.blueprint.exports.items():
        entity = subject(context, export.of)
        if entity is None:
            yield _unknown_subject(context, ("exports", key, "of"), export.of)
        else:
            yield from _columns(context, entity, ("exports", key, "columns"), export.columns)


def subject(context: Context, name: str) -> Entity | None:
    """What a list or export is of: `case`, `person`, `action` or a register."""
    for entity in context.outline.entities:
        if entity.kind in SYSTEM_COLUMNS and name in (entity.key, entity.id):
            return entity
    return None


def reachable(context: Context, entity: Entity) -> dict[str, Typed]:
    """The fields a list of an entity can show, by their name in the list."""
    found_fields = dict(context.typed_fields(entity))
    for extension in context.outline.extensions(entity):
        own = {field.id: context.typed.get(field.address) for field in extension.fields}
        found_fields |= {f"{extension.key}.{name}": known for name, known in own.items() if known is not None}
    if entity.kind in ("case", "action"):
        person = context.typed_fields(context.outline.by_id["person"])
        found_fields |= {f"person.{name}": known for name, known in person.items()}
    return found_fields


def present(context: Context, entity: Entity, columns: tuple[str, ...]) -> tuple[str, ...]:
    """The columns that are there: an inherited list goes without the fields a later layer removed."""
    names = _names(context, entity)
    return tuple(column for column in columns if column in names)


def _names(context: Context, entity: Entity) -> tuple[str, ...]:
    """Every name a column may have, fields with a broken type too."""
    names = [*SYSTEM_COLUMNS[entity.kind], *(field.id for field in entity.fields)]
    for extension in context.outline.extensions(entity):
        names.extend(f"{extension.key}.{field.id}" for field in extension.fields)
    if entity.kind in ("case", "action"):
        names.extend(f"person.{field.id}" for field in context.outline.by_id["person"].fields)
    return tuple(names)


def _unknown_subject(context: Context, address: Address, name: str) -> Finding:
    names = tuple(entity.key for entity in context.outline.entities if entity.kind in SYSTEM_COLUMNS)
    return found("L110", address, suggestion=nearest(name, names), name=name, known=names)


def _columns(
    context: Context, entity: Entity, address: Address, columns: tuple[str, ...]
) -> Iterator[Finding]:
    names = _names(context, entity)
    tree = context.places.tree
    for position, name in enumerate(columns):
        place = (*address, position)
        if name not in names and tree.layer_of(address) is not tree.newest:
            # Its own author checked it, so a later layer took the field away.
            yield found("L118", place, name=name, owner=str(address[1]))
        elif name not in names:
            yield found("L111", place, suggestion=_meant(name, names), name=name, of=entity.key)
        elif name in columns[:position]:
            yield found("L112", place, name=name)


def _meant(name: str, names: tuple[str, ...]) -> str | None:
    """The nearest column, or the one with the same field in a type of case."""
    longer = [known for known in names if known.endswith(f".{name}")]
    return nearest(name, names) or next(iter(longer), None)


def _filter(address: Address, name: str, known: Typed | None) -> Iterator[Finding]:
    if name in _UNFILTERED:
        yield found("L113", address, name=name, type=name)
    elif known is not None and known.field.is_encrypted:
        yield found("L114", address, name=name)
    elif known is not None and known.kind.filter == "none":
        yield found("L113", address, name=name, type=known.field.type)
