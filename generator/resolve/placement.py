"""The order of keys: `after` and `before` put a key next to a sibling; changes no values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from generator.diagnostics import Diagnostic, Outcome, diagnose, nearest
from generator.source import Entry, MappingNode, ScalarNode

PLACING_KEYS = ("after", "before")


@dataclass(frozen=True)
class Placement:
    """Where a layer wants a key."""

    key: ScalarNode
    is_after: bool
    sibling: ScalarNode


def placement_of(entry: Entry) -> Outcome[Placement | None]:
    """Read where an entry asks to stand; None where it does not ask."""
    if not isinstance(entry.value, MappingNode):
        return Outcome(None)
    wishes = [
        Placement(entry.key, word == "after", sibling)
        for word in PLACING_KEYS
        if isinstance(sibling := entry.value.get(word), ScalarNode) and not sibling.is_null
    ]
    if len(wishes) > 1:
        return Outcome(None, (diagnose("X203", wishes[1].sibling.span, key=entry.key.text),))
    return Outcome(wishes[0] if wishes else None)


def arrange(entries: Mapping[str, Entry], placements: tuple[Placement, ...]) -> Outcome[dict[str, Entry]]:
    """Put entries in the order a layer asks for; several beside one sibling keep the order they were written in.

    Args:
        entries: The merged entries in their present order.
        placements: What the layer asks for; a key it removed again is passed over.
    """
    wished = tuple(placement for placement in placements if placement.key.text in entries)
    strange = [placement for placement in wished if placement.sibling.text not in entries]
    if strange:
        return Outcome.of(dict(entries), tuple(_unknown(placement, entries) for placement in strange))
    befores: defaultdict[str, list[str]] = defaultdict(list)
    afters: defaultdict[str, list[str]] = defaultdict(list)
    for placement in wished:
        group = afters if placement.is_after else befores
        group[placement.sibling.text].append(placement.key.text)
    moving = {placement.key.text for placement in wished}
    order: list[str] = []

    def put(key: str) -> None:
        for neighbour in befores[key]:
            put(neighbour)
        order.append(key)
        for neighbour in afters[key]:
            put(neighbour)

    for key in entries:
        if key not in moving:
            put(key)
    stuck = [placement for placement in wished if placement.key.text not in order]
    if stuck:
        return Outcome.of(dict(entries), (_circle(stuck),))
    return Outcome({key: entries[key] for key in order})


def _unknown(placement: Placement, entries: Mapping[str, Entry]) -> Diagnostic:
    siblings = tuple(key for key in entries if key != placement.key.text)
    wanted = placement.sibling.text
    return diagnose(
        "X202",
        placement.sibling.span,
        suggestion=nearest(wanted, siblings),
        sibling=wanted,
        key=placement.key.text,
        siblings=siblings or ("–",),
    )


def _circle(stuck: list[Placement]) -> Diagnostic:
    return diagnose("X204", stuck[0].sibling.span, key=stuck[0].key.text)
