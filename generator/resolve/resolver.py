"""The stage's entry: chain, short forms, blocks, then moves and merge in that order for each layer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.diagnostics import Diagnostic, Outcome
from generator.resolve.blocks import BLOCKS, agreements, give_back, has_blocks, lend
from generator.resolve.extends import chain
from generator.resolve.layer import OWN_KEYS
from generator.resolve.library import Library
from generator.resolve.merge import merge
from generator.resolve.sections import find_moves, relocate
from generator.resolve.shortforms import expand
from generator.resolve.tree import ResolvedTree
from generator.source import MappingNode, Node, SourceTree


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
    layers = [expand(link.tree.root, link.layer.languages[0]) for link in links]
    pile = _lent(layers, MappingNode((), tree.root.span))
    for layer in layers:
        laid = pile.lay(layer)
        # The warnings of a base are for its own author.
        found.extend(finding for finding in laid if finding.is_error or layer is layers[-1])
    texts = {file: text for link in links for file, text in link.tree.texts.items()}
    names = tuple(link.layer for link in links)
    resolved = ResolvedTree(pile.root, names, tuple(pile.written), texts, tuple(pile.lent))
    return Outcome.of(resolved, tuple(found))


@dataclass
class _Pile:
    """The layers so far as one tree, and what each of them wrote: itself, and through its blocks (``lent``)."""

    root: MappingNode
    blocks: Node | None = None
    lent: list[MappingNode] = field(default_factory=list)
    written: list[MappingNode] = field(default_factory=list)

    def lay(self, layer: MappingNode) -> tuple[Diagnostic, ...]:
        """Lay one more layer over it."""
        layer = give_back(self.root, layer, self.blocks)
        sought = find_moves(self.root, layer)
        if sought.value is None:
            return sought.diagnostics
        moves = sought.value
        self.lent = [relocate(one, moves) for one in self.lent]
        self.written = [*(relocate(one, moves) for one in self.written), relocate(layer, moves)]
        merged = merge(_shared(relocate(self.root, moves)), self.written[-1])
        self.root = merged.value or self.root
        return (*sought.diagnostics, *merged.diagnostics)


def _lent(layers: Sequence[MappingNode], empty: MappingNode) -> _Pile:
    """What lies under the first layer: the blocks, as all layers together want them, in everything that uses them."""
    if not any(has_blocks(layer) for layer in layers):
        return _Pile(empty)
    agreed = _Pile(empty)
    for layer in layers:
        agreed.lay(agreements(layer))
    uses = agreed.root
    said = [lend(written.get(BLOCKS), uses, everybody=False) for written in agreed.written]
    blocks = uses.get(BLOCKS)
    return _Pile(lend(blocks, uses, everybody=True), blocks, said)


def _shared(root: MappingNode) -> MappingNode:
    """What a layer inherits: everything but the keys each layer states for itself."""
    return MappingNode(tuple(entry for entry in root if entry.key.text not in OWN_KEYS), root.span)
