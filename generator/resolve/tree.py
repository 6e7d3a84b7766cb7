"""The merged blueprint: look-ups, places, origins and what still belongs to another nation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import Span
from generator.resolve.blocks import BLOCKS
from generator.resolve.layer import Layer
from generator.resolve.origin import Origin, trace
from generator.source import Address, MappingNode, Node, ScalarNode, find_entry, find_node
from generator.source.tree import span_at


@dataclass(frozen=True)
class NationalMark:
    """An element marked `national: true`, and the layer that marks it."""

    address: Address
    layer: Layer
    span: Span


@dataclass(frozen=True)
class ResolvedTree:
    """All layers as one document.

    Attributes:
        root: The merged document: short forms written out, no `null`, no `after`, `before` or `override`.
        layers: The layers, the most general first.
        written: What each layer wrote, in the same order, with fields under the section they stand in now.
        texts: The text of every file of every layer by its name in spans.
        lent: What each layer's blocks gave to what uses them, in the same order; empty where there are none.
    """

    root: MappingNode
    layers: tuple[Layer, ...]
    written: tuple[MappingNode, ...]
    texts: Mapping[str, str]
    lent: tuple[MappingNode, ...] = ()

    @property
    def newest(self) -> Layer:
        """The layer being worked on."""
        return self.layers[-1]

    def find(self, address: Address) -> Node | None:
        """The node at an address, if there is one."""
        return find_node(self.root, address)

    def span_of(self, address: Address, *, key: bool = False) -> Span | None:
        """The place of a value, or of its key, in the layer that wrote it last."""
        return span_at(self.root, address, key=key)

    def nearest_span(self, address: Address, *, key: bool = False) -> Span:
        """The place of an address, or of the nearest thing around it that exists."""
        span = self.span_of(address, key=key)
        while span is None and address:
            address = address[:-1]
            span = self.span_of(address, key=True)
        return span or self.root.span

    def origins(self, address: Address) -> tuple[Origin, ...]:
        """What each layer said at an address, from the base to the winner; of a block's copy the block first."""
        said = [*zip(self.layers, self.lent, strict=False), *zip(self.layers, self.written, strict=True)]
        return trace(said, address)

    def layer_of(self, address: Address) -> Layer:
        """The layer that spoke last at an address; the newest where none did."""
        said = self.origins(address)
        return said[-1].layer if said else self.newest

    def path_of(self, address: Address) -> Path | None:
        """The file a text names, looked for in the folder of the layer that wrote the text.

        Returns:
            The path (whether it exists is not looked at), or None where there is no text or it leads out of
            the layer's folder.
        """
        node = self.find(address)
        if not isinstance(node, ScalarNode):
            return None
        folder = self.layer_of(address).folder
        path = (folder / node.text).resolve()
        return path if path.is_relative_to(folder) else None

    def foreign_marks(self) -> tuple[NationalMark, ...]:
        """What the newest layer still carries of somebody else's nation: the gap matrix of an accompaniment."""
        return tuple(mark for mark in self.national_marks() if mark.layer is not self.newest)

    def national_marks(self) -> tuple[NationalMark, ...]:
        """Everything marked as somebody's own nation's, each place once."""
        marks: dict[Span, NationalMark] = {}
        # A block's copies stand where the block stands: the block itself is what to replace, and comes first.
        for address in sorted(national_addresses(self.root), key=lambda one: one[0] != BLOCKS):
            entry = find_entry(self.root, address)
            place = entry.key.span if entry else self.root.span
            marks.setdefault(place, NationalMark(address, self.layer_of((*address, "national")), place))
        return tuple(marks.values())


def national_addresses(node: MappingNode, address: Address = ()) -> Iterator[Address]:
    """Where a document, or what stands in it at an address, says `national: true`."""
    national = node.get("national")
    if isinstance(national, ScalarNode) and national.text == "true":
        yield address
    for entry in node:
        if isinstance(entry.value, MappingNode):
            yield from national_addresses(entry.value, (*address, entry.key.text))
