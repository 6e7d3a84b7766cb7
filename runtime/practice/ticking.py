"""What is ticked on the checklists of a made-up case, and when. Must not know tables."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from runtime.ir.checklist import Item
from runtime.practice.drawing import Drawn
from runtime.practice.route import Step
from runtime.practice.sketch import context_at
from runtime.practice.source import Source
from runtime.practice.timing import Window
from runtime.records import protocol
from runtime.records.situation import Situation
from runtime.storage.model import Model

_CLOSED, _OPEN = 0.8, 0.4
"""How often an item is ticked that no state asks for."""


@dataclass(frozen=True)
class Tick:
    """An item that was ticked."""

    checklist: str
    item: str
    at: datetime.datetime


def ticks(
    model: Model, source: Source, case: Drawn, person: Drawn, window: Window, steps: Sequence[Step]
) -> tuple[Tick, ...]:
    """Return what is ticked: all that the states the case entered ask for, and some of the rest."""
    registry = model.registry
    order = {state.id: place for place, state in enumerate(registry.lifecycle.states)}
    state = steps[-1].target if steps else registry.lifecycle.initial.id
    context = context_at(model, window.last)
    situation = Situation(model, case.entity, context, state, person.values)
    listed = protocol.shown(
        model, case.entity, frozenset(), lambda: situation.data(case.values, case.unknown)
    )
    share = _CLOSED if registry.lifecycle.by_id[state].kind == "closed" else _OPEN

    def gate(item: Item) -> Step | None:
        wanted = order.get(item.gate or "", len(order))
        return next((step for step in steps if order[step.target] >= wanted), None)

    found = []
    for checklist in listed:
        for item in checklist.items:
            step = gate(item)
            if step is not None:
                found.append(Tick(checklist.id, item.id, min(step.at, window.inside(source))))
            elif source.chance(share):
                found.append(Tick(checklist.id, item.id, window.inside(source)))
    return tuple(sorted(found, key=lambda tick: tick.at))
