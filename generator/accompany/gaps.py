"""The gap matrix: what a blueprint marks as its own nation's, and what a layer has done about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.diagnostics import Span
from generator.resolve import ResolvedTree, national_addresses
from generator.source import Address, find_node

State = Literal["open", "begun", "replaced", "removed"]


@dataclass(frozen=True)
class Gap:
    """An element of another nation. ``place`` is where the layer that decides speaks of it."""

    address: Address
    owner: str
    state: State
    place: Span


def gaps(tree: ResolvedTree) -> tuple[Gap, ...]:
    """Every element a base marks `national: true`, in the order written, with its state in the newest layer."""
    found: dict[Address, Gap] = {}
    for layer, written in zip(tree.layers[:-1], tree.written[:-1], strict=True):
        for address in national_addresses(written):
            state = _state(tree, address)
            found.setdefault(address, Gap(address, layer.name, state, tree.nearest_span(address, key=True)))
    return tuple(found.values())


def _state(tree: ResolvedTree, address: Address) -> State:
    if tree.find(address) is None:
        return "removed"
    if tree.layer_of((*address, "national")) is tree.newest:
        return "replaced"
    return "begun" if find_node(tree.written[-1], address) is not None else "open"
