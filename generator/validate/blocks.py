"""Blocks and their uses: that they exist, do not meet, and are used. What is inside is checked where it is used."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import nearest
from generator.source import Address
from generator.validate.context import Context
from generator.validate.finding import Finding, found

_PARTS = ("sections", "deadlines", "checklists")


def uses(context: Context) -> Iterator[Finding]:
    """Whoever uses a block names one there is."""
    known = context.blueprint.blocks
    for entity in context.outline.entities:
        for block in entity.written.blocks:
            if block not in known:
                address = (*entity.address, "blocks", block)
                yield found("B101", address, on_key=True, suggestion=nearest(block, known), name=block)


def clashes(context: Context) -> Iterator[Finding]:
    """Two blocks of one thing do not bring the same section or clock."""
    known = context.blueprint.blocks
    for entity in context.outline.entities:
        for part in _PARTS:
            first: dict[str, str] = {}
            for block in entity.written.blocks:
                for name in getattr(known[block], part) if block in known else ():
                    owner = first.setdefault(name, block)
                    if owner != block:
                        yield _clash(entity.address, part, name, owner, block)


def idle(context: Context) -> Iterator[Finding]:
    """Somebody uses every block; one that nobody uses is not even checked."""
    used = {block for entity in context.outline.entities for block in entity.written.blocks}
    newest = context.places.tree.newest
    for block in context.blueprint.blocks:
        # What a layer takes out of use is not its base's fault.
        if block not in used and context.places.tree.layer_of(("blocks", block)) is newest:
            yield found("B103", ("blocks", block), on_key=True, name=block)


def _clash(user: Address, part: str, name: str, first: str, second: str) -> Finding:
    return found(
        "B102",
        ("blocks", second, part, name),
        on_key=True,
        related=((("blocks", first, part, name), "first"), ((*user, "blocks", second), "user")),
        name=name,
        first=first,
        second=second,
    )
