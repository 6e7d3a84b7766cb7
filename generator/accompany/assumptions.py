"""How much of a blueprint somebody has confirmed: counts of sources and assumptions by part. Must not word them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from runtime.ir.registry import Registry


class Sourced(Protocol):
    """Anything that may say where it comes from."""

    @property
    def source(self) -> str:
        """Where it is stated."""

    @property
    def assumed(self) -> bool:
        """Whether nobody has confirmed it."""


@dataclass(frozen=True)
class Count:
    """The elements of one part: all, with a source and not assumed, assumed, neither."""

    part: str
    total: int
    sourced: int
    assumed: int

    @property
    def silent(self) -> int:
        """Elements that say neither."""
        return self.total - self.sourced - self.assumed

    @property
    def share(self) -> int:
        """Per cent that is assumed."""
        return round(100 * self.assumed / self.total) if self.total else 0


def counts(registry: Registry) -> tuple[Count, ...]:
    """Count every part of a blueprint that has elements."""
    return tuple(one for one in (_count(part, elements) for part, elements in _parts(registry)) if one.total)


def whole(found: Iterable[Count]) -> Count:
    """All parts together."""
    listed = tuple(found)
    return Count(
        "all",
        sum(one.total for one in listed),
        sum(one.sourced for one in listed),
        sum(one.assumed for one in listed),
    )


def _parts(registry: Registry) -> Iterator[tuple[str, Iterable[Sourced]]]:
    yield "case_types", registry.case_types
    yield "action_types", registry.action_types
    yield "registers", registry.registers
    yield "fields", [field for entity in registry.entities for field in entity.active_fields]
    yield "deadlines", [deadline for entity in registry.entities for deadline in entity.deadlines]
    yield "states", registry.lifecycle.states
    yield "transitions", registry.lifecycle.transitions
    yield "values", [value for catalog in registry.catalogs for value in catalog.values]
    yield "offices", registry.offices
    yield "documents", registry.documents
    yield "rights", registry.rights
    yield "notices", registry.notices


def _count(part: str, elements: Iterable[Sourced]) -> Count:
    listed = tuple(elements)
    assumed = sum(one.assumed for one in listed)
    sourced = sum(bool(one.source) and not one.assumed for one in listed)
    return Count(part, len(listed), sourced, assumed)
