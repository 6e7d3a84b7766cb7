"""Who wrote a value: the chain of layers from the base to the winner, the data behind `explain`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.diagnostics import Span
from generator.resolve.layer import OWN_KEYS, Layer
from generator.source import Address, MappingNode, Node, ScalarNode, SequenceNode, find_node


@dataclass(frozen=True)
class Origin:
    """What one layer said at an address.

    Attributes:
        layer: The layer.
        span: Where it said so.
        text: The value in one line; empty where it was removed.
        is_removal: Whether the layer took away what was there, itself or something around it.
    """

    layer: Layer
    span: Span
    text: str
    is_removal: bool = False


def trace(layers: Sequence[tuple[Layer, MappingNode]], address: Address) -> tuple[Origin, ...]:
    """Follow an address through the layers.

    Args:
        layers: Each layer with what it wrote, the most general first.
        address: The address to explain.

    Returns:
        What each layer that spoke of it said; the last one won. Empty where nobody did.
    """
    spoken = layers[-1:] if address and address[0] in OWN_KEYS else layers
    chain: list[Origin] = []
    for layer, root in spoken:
        node = find_node(root, address)
        cut = _cut(root, address) if node is None else None
        if node is not None and not (isinstance(node, ScalarNode) and node.is_null):
            chain.append(Origin(layer, node.span, one_line(node)))
        elif chain and not chain[-1].is_removal and (node or cut):
            place = (node or cut or root).span
            chain.append(Origin(layer, place, "", is_removal=True))
    return tuple(chain)


def one_line(node: Node) -> str:
    """A value as one line of text."""
    if isinstance(node, ScalarNode):
        return " ".join(node.text.split())
    if isinstance(node, SequenceNode):
        return f"[{', '.join(one_line(item) for item in node.items)}]"
    return f"{{{', '.join(f'{entry.key.text}: {one_line(entry.value)}' for entry in node)}}}"


def _cut(root: MappingNode, address: Address) -> Node | None:
    """The text, list or `null` a layer put above an address, which took everything below it away."""
    for length in range(1, len(address)):
        node = find_node(root, address[:length])
        if node is None:
            return None
        if not isinstance(node, MappingNode):
            return node
    return None
