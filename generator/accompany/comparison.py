"""Two blueprints side by side: what is inherited, changed, added and dropped. Must not word or print it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.accompany.element import Element

PARTS = (
    *("other", "case_types", "sections", "fields", "deadlines", "checklists", "closing_reasons"),
    *("catalogs", "values"),
    *(
        "states",
        "transitions",
        "roles",
        "parties",
        "action_types",
        "registers",
        "lists",
        "reports",
        "documents",
        "offices",
        "calendars",
    ),
)


MANY = 10
"""So many elements that change in the same one thing are told together."""


@dataclass(frozen=True)
class Changed:
    """An element that both have, with what it said and says: fact, before, after."""

    element: Element
    differences: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Part:
    """One part of two blueprints."""

    name: str
    inherited: int
    changed: tuple[Changed, ...]
    added: tuple[Element, ...]
    dropped: tuple[Element, ...]

    @property
    def alike(self) -> dict[str, tuple[Changed, ...]]:
        """Changes of one and the same fact in so many elements that they are one decision, by that fact."""
        found: dict[str, list[Changed]] = {}
        for one in self.changed:
            if len(one.differences) == 1:
                found.setdefault(one.differences[0][0], []).append(one)
        return {key: tuple(group) for key, group in found.items() if len(group) >= MANY}

    @property
    def single(self) -> tuple[Changed, ...]:
        """The changes that are told one by one."""
        alike = {id(one) for group in self.alike.values() for one in group}
        return tuple(one for one in self.changed if id(one) not in alike)

    @property
    def before(self) -> int:
        """How many elements the first has."""
        return self.inherited + len(self.changed) + len(self.dropped)

    @property
    def after(self) -> int:
        """How many elements the second has."""
        return self.inherited + len(self.changed) + len(self.added)


Elements = Mapping[tuple[str, str], Element]


def compare(first: Elements, second: Elements) -> tuple[Part, ...]:
    """Compare two blueprints part by part; parts that neither has are left out."""
    parts = (_part(name, first, second) for name in PARTS)
    return tuple(part for part in parts if part.before or part.after)


def _part(name: str, first: Elements, second: Elements) -> Part:
    ours = {key: one for (part, key), one in first.items() if part == name}
    theirs = {key: one for (part, key), one in second.items() if part == name}
    changed = [
        Changed(one, tuple(_differences(ours[key], one))) for key, one in theirs.items() if key in ours
    ]
    return Part(
        name,
        sum(not one.differences for one in changed),
        tuple(one for one in changed if one.differences),
        tuple(one for key, one in theirs.items() if key not in ours),
        tuple(one for key, one in ours.items() if key not in theirs),
    )


def _differences(first: Element, second: Element) -> Iterator[tuple[str, str, str]]:
    before, after = dict(first.facts), dict(second.facts)
    for key in dict.fromkeys((*before, *after)):
        if before.get(key, "") != after.get(key, ""):
            yield key, before.get(key, ""), after.get(key, "")
