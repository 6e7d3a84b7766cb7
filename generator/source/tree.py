"""A read blueprint folder, and looking things up in it by address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import Span
from generator.source.nodes import Address, Entry, MappingNode, Node, ScalarNode, SequenceNode


@dataclass(frozen=True)
class SourceTree:
    """One blueprint folder as one document.

    Attributes:
        root: Everything its files say.
        folder: Where they are.
        texts: Each file's text by its name in spans, for excerpts.
    """

    root: MappingNode
    folder: Path
    texts: Mapping[str, str]

    def find(self, address: Address) -> Node | None:
        """The node at an address, if there is one."""
        return find_node(self.root, address)

    def span_of(self, address: Address, *, key: bool = False) -> Span | None:
        """The place of a value, or of its key."""
        return span_at(self.root, address, key=key)


def find_node(root: Node, address: Address) -> Node | None:
    """Walk down from a node; None where an address leads nowhere."""
    node: Node | None = root
    for step in address:
        if isinstance(node, MappingNode):
            node = node.get(str(step))
        elif isinstance(node, SequenceNode):
            node = _item(node, step)
        else:
            return None
    return node


def find_entry(root: Node, address: Address) -> Entry | None:
    """The key and value at an address; None for items of sequences and for addresses that lead nowhere."""
    parent = find_node(root, address[:-1]) if address else None
    return parent.entry(str(address[-1])) if isinstance(parent, MappingNode) else None


def span_at(root: Node, address: Address, *, key: bool = False) -> Span | None:
    """The place of a value below a node, or of its key (of the item itself in a sequence)."""
    entry = find_entry(root, address) if key else None
    if entry:
        return entry.key.span
    node = find_node(root, address)
    return node.span if node else None


def address_text(address: Address) -> str:
    """An address as people write it: `case_types.visita.label`."""
    return ".".join(str(step) for step in address)


def parse_address(text: str) -> Address:
    """Read what `address_text` wrote; positions in sequences stay text, which `find_node` understands."""
    return tuple(step for step in text.split(".") if step)


def text_at(root: Node, address: Address) -> str | None:
    """The text of a scalar at an address, if there is one."""
    node = find_node(root, address)
    return node.text if isinstance(node, ScalarNode) else None


def _item(node: SequenceNode, step: str | int) -> Node | None:
    digits = str(step)
    position = int(digits) if digits.isascii() and digits.isdigit() else -1
    return node.items[position] if 0 <= position < len(node.items) else None
