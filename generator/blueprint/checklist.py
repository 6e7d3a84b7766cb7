"""Checklists of a protocol as written. Owns their keys; what ticking means is the runtime's."""

from __future__ import annotations

from generator.blueprint.part import Element, Label, Part


class Gate(Part):
    """The state that is not entered before an item is ticked."""

    at: str


class Item(Element):
    """One thing to do, ticked by whoever did it."""

    label: Label = {}
    help: Label = {}
    required: Gate | None = None


class Checklist(Element):
    """What a protocol asks to be done in a case; ``visible`` says in which."""

    label: Label = {}
    help: Label = {}
    visible: str | None = None
    items: dict[str, Item] = {}
