"""Blocks lent to what uses them: copies that layers are then laid over, as over anything inherited. Must not merge."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.resolve.sections import put
from generator.source import Address, Entry, MappingNode, Node, ScalarNode, Style, find_node

BLOCKS = "blocks"
_SINGLE = ("person", "case", "action")
_LENT: Mapping[str, tuple[str, ...]] = {
    "person": ("sections",),
    "case": ("sections", "deadlines", "checklists"),
    "case_types": ("sections", "deadlines", "checklists"),
    "action": ("sections",),
    "action_types": ("sections",),
    "registers": ("sections",),
}
"""What a block gives, by where it is used: an action has no clocks."""


def has_blocks(root: MappingNode) -> bool:
    """Whether a layer writes blocks or uses them."""
    users = (user for _, user in _addresses(root))
    return root.get(BLOCKS) is not None or any(user.get(BLOCKS) is not None for user in users)


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


def give_back(root: MappingNode, layer: MappingNode, blocks: Node | None) -> MappingNode:
    """Write out what a layer takes away with a block it no longer uses.

    Args:
        root: The tree so far, with the copies and what was done to them.
        layer: The layer; `blocks: {salud: null}` in something that used the block.
        blocks: The blocks, all layers merged.

    Returns:
        The layer, in which each of the block's parts that is still there is taken away too.
    """
    for address, user in _addresses(layer):
        uses = user.get(BLOCKS)
        for use in uses if isinstance(uses, MappingNode) else ():
            block = blocks.get(use.key.text) if isinstance(blocks, MappingNode) else None
            if isinstance(use.value, ScalarNode) and use.value.is_null and isinstance(block, MappingNode):
                layer = _without(root, layer, address, block, use)
    return layer


def _without(
    root: MappingNode, layer: MappingNode, address: Address, block: MappingNode, use: Entry
) -> MappingNode:
    for part in _LENT[str(address[0])]:
        given = block.get(part)
        for one in given if isinstance(given, MappingNode) else ():
            place = (*address, part, one.key.text)
            if find_node(root, place) is not None and find_node(layer, place) is None:
                key = ScalarNode(one.key.text, Style.PLAIN, use.key.span)
                layer = put(layer, place, Entry(key, use.value), use.key)
    return layer


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
    """A user without anything but the blocks it uses, and its wish where to stand.

    A block is lent even where a later layer gives it back: what the layers before did to their copy needs it.
    """
    kept = []
    for entry in user:
        if entry.key.text == BLOCKS and isinstance(entry.value, MappingNode):
            uses = tuple(
                use for use in entry.value if not (isinstance(use.value, ScalarNode) and use.value.is_null)
            )
            kept.append(Entry(entry.key, MappingNode(uses, entry.value.span)))
        elif entry.key.text in ("after", "before") and isinstance(entry.value, ScalarNode):
            kept.append(entry)
    return MappingNode(tuple(kept), user.span)


def _addresses(root: MappingNode) -> Iterator[tuple[Address, MappingNode]]:
    """Everything that may use blocks, with its address."""
    for entry in root:
        head, value = entry.key.text, entry.value
        if head not in _LENT or not isinstance(value, MappingNode):
            continue
        if head in _SINGLE:
            yield (head,), value
            continue
        for one in value:
            if isinstance(one.value, MappingNode):
                yield (head, one.key.text), one.value
