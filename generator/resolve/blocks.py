"""Blocks lent to what uses them: copies that layers are then laid over, as over anything inherited. Must not merge."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.source import Entry, MappingNode, Node, ScalarNode

BLOCKS = "blocks"
_SINGLE = ("person", "case", "action")
_LENT: Mapping[str, tuple[str, ...]] = {
    "person": ("sections",),
    "case": ("sections", "checklists"),
    "case_types": ("sections", "deadlines", "checklists"),
    "action": ("sections",),
    "action_types": ("sections",),
    "registers": ("sections",),
}
"""What a block gives, by where it is used: an action has no clocks."""


def has_blocks(root: MappingNode) -> bool:
    """Whether a layer writes blocks or uses them."""
    return root.get(BLOCKS) is not None or any(
        isinstance(user.value, MappingNode) and user.value.get(BLOCKS) is not None for user in _users(root)
    )


def agreements(root: MappingNode) -> MappingNode:
    """What a layer says of blocks alone: the blocks, and who uses which."""
    entries = (
        entry if entry.key.text == BLOCKS else Entry(entry.key, _only_uses(entry.key.text, entry.value))
        for entry in root
        if entry.key.text == BLOCKS or entry.key.text in _LENT
    )
    return MappingNode(tuple(entries), root.span)


def lend(blocks: Node | None, uses: MappingNode, *, everybody: bool) -> MappingNode:
    """Copy blocks into everything that uses them.

    Args:
        blocks: The blocks, merged or as one layer wrote them.
        uses: Who uses which, all layers merged.
        everybody: Whether those who use none are in it too, with nothing: it keeps them in their order.

    Returns:
        A document with the copies and nothing else. A copy keeps the places of what it was made from. Where two
        blocks bring the same thing the first one's is there.
    """
    known = blocks if isinstance(blocks, MappingNode) else MappingNode((), uses.span)
    entries = []
    for entry in uses:
        head, value = entry.key.text, entry.value
        if head not in _LENT or not isinstance(value, MappingNode):
            continue
        if head in _SINGLE:
            given = _copies(known, value, _LENT[head])
        else:
            inner = (
                (one.key, _copies(known, one.value, _LENT[head]))
                for one in value
                if isinstance(one.value, MappingNode)
            )
            kept = tuple(Entry(key, copies) for key, copies in inner if everybody or copies.entries)
            given = MappingNode(kept, value.span)
        if everybody or given.entries:
            entries.append(Entry(entry.key, given))
    return MappingNode(tuple(entries), uses.span)


def _copies(blocks: MappingNode, user: MappingNode, parts: tuple[str, ...]) -> MappingNode:
    uses = user.get(BLOCKS)
    found: dict[str, dict[str, Entry]] = {}
    places: dict[str, Entry] = {}
    for use in uses if isinstance(uses, MappingNode) else ():
        block = blocks.get(use.key.text)
        for part in parts if isinstance(block, MappingNode) else ():
            assert isinstance(block, MappingNode)
            given = block.entry(part)
            if given is None or not isinstance(given.value, MappingNode):
                continue
            places.setdefault(part, given)
            for one in given.value:
                found.setdefault(part, {}).setdefault(one.key.text, one)
    entries = tuple(
        Entry(places[part].key, MappingNode(tuple(ones.values()), places[part].value.span))
        for part, ones in found.items()
    )
    return MappingNode(entries, user.span)


def _only_uses(head: str, value: Node) -> Node:
    if not isinstance(value, MappingNode):
        return value
    if head in _SINGLE:
        return _bare(value)
    inner = tuple(
        Entry(entry.key, _bare(entry.value) if isinstance(entry.value, MappingNode) else entry.value)
        for entry in value
    )
    return MappingNode(inner, value.span)


def _bare(user: MappingNode) -> MappingNode:
    """A user without anything but its blocks, and its wish where to stand."""
    kept = tuple(
        entry
        for entry in user
        if entry.key.text == BLOCKS
        or (entry.key.text in ("after", "before") and isinstance(entry.value, ScalarNode))
    )
    return MappingNode(kept, user.span)


def _users(root: MappingNode) -> Iterator[Entry]:
    for entry in root:
        if entry.key.text in _SINGLE:
            yield entry
        elif entry.key.text in _LENT and isinstance(entry.value, MappingNode):
            yield from entry.value
