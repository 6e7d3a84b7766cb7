"""Options with conditions: each condition fits every entity whose fields choose from its catalog."""

from __future__ import annotations

from collections.abc import Iterator

from generator.blueprint.outline import Entity
from generator.source import Address, ScalarNode, Style
from generator.validate.context import Context
from generator.validate.expressions import Text, judge
from generator.validate.finding import Finding, found
from generator.validate.scope import scope


def conditions(context: Context) -> Iterator[Finding]:
    """A value's condition compiles where its catalog is chosen from; one nobody chooses from is never asked."""
    for catalog, values in context.tables.values.items():
        asked = [code for code, value in values.items() if value.when is not None]
        if not asked or not context.is_whole("catalogs", catalog):
            continue
        users = choosers(context, catalog)
        for code in asked:
            address: Address = ("catalogs", catalog, "values", code, "when")
            if not users:
                yield found("B301", address, value=code, catalog=catalog)
            for entity in users:
                yield from _judge(context, entity, address, values[code].when or "")


def choosers(context: Context, catalog: str) -> tuple[Entity, ...]:
    """The entities with a field that chooses from a catalog."""
    return tuple(
        entity
        for entity in context.outline.entities
        if any(
            catalog in known.kind.catalogs(known.field).values()
            for placed in entity.fields
            if (known := context.typed.get(placed.address)) is not None
        )
    )


def _judge(context: Context, entity: Entity, address: Address, text: str) -> Iterator[Finding]:
    node = context.places.tree.find(address)
    if not isinstance(node, ScalarNode):
        # In a file the whole cell is the place.
        node = ScalarNode(text, Style.PLAIN, context.places.of(address))
    yield from judge(context, scope(context, entity), Text(address, node, "bool", must_hold=True))
