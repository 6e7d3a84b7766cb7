"""The stage's entry: chain, short forms, moves, merge, in that order for each layer."""

from __future__ import annotations

from generator.diagnostics import Diagnostic, Outcome
from generator.resolve.extends import Link, chain
from generator.resolve.layer import OWN_KEYS
from generator.resolve.library import Library
from generator.resolve.merge import merge
from generator.resolve.sections import find_moves, relocate
from generator.resolve.shortforms import expand
from generator.resolve.tree import ResolvedTree
from generator.source import MappingNode, SourceTree


def resolve(tree: SourceTree, library: Library) -> Outcome[ResolvedTree]:
    """Merge a blueprint with everything it extends.

    Args:
        tree: The newest layer, as read.
        library: Where the blueprints it extends are looked for.
    """
    linked = chain(tree, library)
    if linked.value is None:
        return Outcome(None, linked.diagnostics)
    links = linked.value
    found = list(linked.diagnostics)
    root = MappingNode((), tree.root.span)
    written: list[MappingNode] = []
    for link in links:
        laid: list[Diagnostic] = []
        root = _lay(root, link, written, laid)
        # The warnings of a base are for its own author.
        found.extend(finding for finding in laid if finding.is_error or link is links[-1])
    texts = {file: text for link in links for file, text in link.tree.texts.items()}
    layers = tuple(link.layer for link in links)
    return Outcome.of(ResolvedTree(root, layers, tuple(written), texts), tuple(found))


def _lay(root: MappingNode, link: Link, written: list[MappingNode], found: list[Diagnostic]) -> MappingNode:
    """Lay one layer over the tree so far, and keep what it wrote for the origins."""
    layer = expand(link.tree.root, link.layer.languages[0])
    sought = find_moves(root, layer)
    found.extend(sought.diagnostics)
    if sought.value is None:
        return root
    moves = sought.value
    written[:] = [*(relocate(earlier, moves) for earlier in written), relocate(layer, moves)]
    merged = merge(_shared(relocate(root, moves)), written[-1])
    found.extend(merged.diagnostics)
    return merged.value or root


def _shared(root: MappingNode) -> MappingNode:
    """What a layer inherits: everything but the keys each layer states for itself."""
    return MappingNode(tuple(entry for entry in root if entry.key.text not in OWN_KEYS), root.span)
