"""Conditions that wait for a value nobody can choose any more. Must not judge the catalog itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.source import Address, ScalarNode
from generator.validate.context import Context
from generator.validate.finding import Finding
from generator.validate.inside import span_inside
from generator.validate.scope import Scope
from generator.validate.tokens import Token


def retired(
    context: Context,
    scope: Scope,
    text: tuple[Address, ScalarNode],
    comparisons: Iterable[tuple[Token, Token]],
) -> Iterator[Finding]:
    """Say which values a condition compares with have ended, unless it names their heirs as well.

    Args:
        context: the blueprint.
        scope: the names of the condition.
        text: where the condition is written.
        comparisons: every name in it with a text it is compared with.
    """
    (address, node), pairs = text, list(comparisons)
    for name, literal in pairs:
        catalog = scope.catalog_of(name.text)
        value = context.tables.values.get(catalog or "", {}).get(literal.literal)
        if catalog is None or value is None or value.until is None:
            continue
        heir = value.replaced_by
        named = {other.literal for known, other in pairs if known.text == name.text}
        if heir is not None and heir in named:
            continue
        yield Finding(
            "C116",
            address,
            {"value": literal.literal, "name": name.text, "until": value.until},
            suggestion=f"'{heir}'" if heir else None,
            related=((("catalogs", catalog, "values", literal.literal, "until"), "retired"),),
            span=span_inside(node, literal.start, literal.end, context.places.tree.texts),
        )
