"""Blueprint folders as trees of text with positions; knows nothing of what the keys mean."""

from generator.source.nodes import (
    Address,
    Entry,
    MappingNode,
    Node,
    ScalarNode,
    SequenceNode,
    Style,
    to_plain,
)
from generator.source.reader import read, read_texts
from generator.source.tree import SourceTree, address_text, find_entry, find_node, parse_address

__all__ = [
    "Address",
    "Entry",
    "MappingNode",
    "Node",
    "ScalarNode",
    "SequenceNode",
    "SourceTree",
    "Style",
    "address_text",
    "find_entry",
    "find_node",
    "parse_address",
    "read",
    "read_texts",
    "to_plain",
]
