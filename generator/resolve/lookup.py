"""The address a person means: whole, or an entity and a field without its section. Must not judge it."""

from __future__ import annotations

from generator.resolve.tree import ResolvedTree
from generator.source import Address, MappingNode, find_node, parse_address


def locate(tree: ResolvedTree, text: str) -> Address | None:
    """Find what a text points at in any layer; None where nobody ever wrote it."""
    address = parse_address(text)
    if tree.origins(address):
        return address
    for length in range(len(address) - 1, 0, -1):
        for root in (tree.root, *tree.written):
            longer = _through_sections(tree, root, address, length)
            if longer is not None:
                return longer
    return None


def _through_sections(tree: ResolvedTree, root: MappingNode, address: Address, length: int) -> Address | None:
    node = find_node(root, (*address[:length], "sections"))
    for section in node.by_key if isinstance(node, MappingNode) else ():
        longer = (*address[:length], "sections", section, "fields", *address[length:])
        if tree.origins(longer):
            return longer
    return None
