"""Checklists: that they ask for something, by names of their own, at states there are."""

from __future__ import annotations

from collections.abc import Iterator

from generator.blueprint import Case, CaseType, Checklist
from generator.blueprint.outline import Entity
from generator.diagnostics import nearest
from generator.source import Address, ScalarNode
from generator.validate.context import Context
from generator.validate.expressions import Text, judge
from generator.validate.finding import Finding, found
from generator.validate.scope import scope


def contents(context: Context) -> Iterator[Finding]:
    """A checklist has items, and all of them have names."""
    for address, _, checklist in _every(context):
        if not checklist.items and context.is_whole(*map(str, address)):
            yield found("B501", address, on_key=True, name=str(address[-1]))
        if not checklist.label:
            yield found("L107", address, on_key=True, name=str(address[-1]))
        for key, item in checklist.items.items():
            if not item.label:
                yield found("L107", (*address, "items", key), on_key=True, name=key)


def gates(context: Context) -> Iterator[Finding]:
    """An item is a gate of a state there is."""
    states = context.blueprint.lifecycle.states
    if not context.is_whole("lifecycle", "states"):
        return
    for address, _, checklist in _every(context):
        for key, item in checklist.items.items():
            state = item.required.at if item.required else None
            if state is not None and state not in states:
                place = (*address, "items", key, "required", "at")
                yield found(
                    "W104", place, suggestion=nearest(state, states), state=state, known=tuple(states)
                )


def conditions(context: Context) -> Iterator[Finding]:
    """A checklist's condition compiles against the case."""
    for address, entity, checklist in _every(context):
        place = (*address, "visible")
        node = context.places.tree.find(place)
        if checklist.visible is not None and isinstance(node, ScalarNode):
            yield from judge(context, scope(context, entity), Text(place, node, "bool", must_hold=True))


def repeated(context: Context) -> Iterator[Finding]:
    """A case type does not name one of its checklists as one that every case has."""
    common = context.blueprint.case.checklists
    for key, case_type in context.blueprint.case_types.items():
        for name in case_type.checklists:
            if name in common:
                address = ("case_types", key, "checklists", name)
                related = ((("case", "checklists", name), "first"),)
                yield found("B502", address, on_key=True, related=related, name=name)


def ids(context: Context) -> Iterator[Address]:
    """The address of every checklist and item: their keys are ids."""
    for address, _, checklist in _every(context):
        yield address
        yield from ((*address, "items", key) for key in checklist.items)


def _every(context: Context) -> Iterator[tuple[Address, Entity, Checklist]]:
    for entity in context.outline.entities:
        written = entity.written
        if isinstance(written, Case | CaseType):
            for key, checklist in written.checklists.items():
                yield (*entity.address, "checklists", key), entity, checklist
