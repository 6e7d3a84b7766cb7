"""Where something went that is no longer there: removed by a layer, or retired by a version. Must not report it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.blueprint.outline import Entity
from generator.source import Address, MappingNode, find_node
from generator.validate.context import Context

Related = tuple[tuple[Address, str], ...]

_LISTS = ("retire", "drop")


def field_gone(context: Context, entity: Entity, name: str) -> Related:
    """Return where a field of an entity, or of what it extends, was removed or retired; empty if it never was there."""
    return tuple(
        place
        for member in context.outline.family(entity)
        for place in (*_removed(context, member, name), *_retired(context, member, name))
    )[:1]


def element_gone(context: Context, address: Address) -> Related:
    """Return where an element was removed by a layer; empty if it never was there."""
    origins = context.places.tree.origins(address)
    return ((address, "removed"),) if origins and origins[-1].is_removal else ()


def _removed(context: Context, entity: Entity, name: str) -> Iterator[tuple[Address, str]]:
    for layer in context.places.tree.written:
        sections = find_node(layer, (*entity.address, "sections"))
        for section in sections.names if isinstance(sections, MappingNode) else ():
            yield from element_gone(context, (*entity.address, "sections", section, "fields", name))


def _retired(context: Context, entity: Entity, name: str) -> Iterator[tuple[Address, str]]:
    old = ".".join((*entity.address, name))
    for version, step in context.blueprint.evolution.items():
        for key in _LISTS:
            listed: tuple[str, ...] = getattr(step, key)
            if old in listed:
                yield ("evolution", version, key, listed.index(old)), "retired"
        if old in step.rename:
            yield ("evolution", version, "rename", old), "renamed"
