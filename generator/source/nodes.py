"""The frozen nodes every later stage works on: mappings, sequences and scalars that are always text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TypeAlias

from generator.diagnostics import Span

Address: TypeAlias = tuple[str | int, ...]
"""Where a node stands: keys, and positions in sequences from 0."""

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"


class Style(StrEnum):
    """How a scalar was written: only a plain `null` removes."""

    PLAIN = "plain"
    QUOTED = "quoted"
    BLOCK = "block"


@dataclass(frozen=True, slots=True)
class ScalarNode:
    """One text."""

    text: str
    style: Style
    span: Span

    @property
    def is_null(self) -> bool:
        """Whether this is the plain word that removes what was inherited."""
        return self.style is Style.PLAIN and self.text == "null"


@dataclass(frozen=True, slots=True)
class SequenceNode:
    """A list."""

    items: tuple[Node, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Entry:
    """A key with its value."""

    key: ScalarNode
    value: Node


@dataclass(frozen=True)
class MappingNode:
    """Keys with values, in written order, each key once."""

    entries: tuple[Entry, ...]
    span: Span

    @cached_property
    def by_key(self) -> dict[str, Entry]:
        """The entries by the text of their key."""
        return {entry.key.text: entry for entry in self.entries}

    def entry(self, key: str) -> Entry | None:
        """The entry of a key, if it is there."""
        return self.by_key.get(key)

    def get(self, key: str) -> Node | None:
        """The value of a key, if it is there."""
        entry = self.by_key.get(key)
        return entry.value if entry else None

    @property
    def names(self) -> tuple[str, ...]:
        """The texts of the keys, in order."""
        return tuple(self.by_key)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)


Node: TypeAlias = ScalarNode | SequenceNode | MappingNode


def to_plain(node: Node) -> Plain:
    """Forget positions and styles: dict, list and str, ready for pydantic."""
    if isinstance(node, ScalarNode):
        return node.text
    if isinstance(node, SequenceNode):
        return [to_plain(item) for item in node.items]
    return {entry.key.text: to_plain(entry.value) for entry in node.entries}
