"""Checklists of a protocol. Owns what is to be done; who did it is data."""

from __future__ import annotations

from functools import cached_property

from runtime.ir.expression import Expression
from runtime.ir.label import Label, Part


class Item(Part):
    """One thing to do. ``gate`` is the state that a case does not enter before it is ticked."""

    id: str
    label: Label
    help: Label = {}
    gate: str | None = None
    source: str = ""
    assumed: bool = False


class Checklist(Part):
    """Things to do in a case, in their order; ``visible`` says in which cases."""

    id: str
    label: Label
    help: Label = {}
    visible: Expression | None = None
    items: tuple[Item, ...]
    source: str = ""
    assumed: bool = False

    @cached_property
    def by_id(self) -> dict[str, Item]:
        """The items by id."""
        return {item.id: item for item in self.items}
