"""Which checklists a case has, what is ticked on them, and which items a step still needs. Must not tick anything."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, select

from runtime.expressions.evaluate import Data
from runtime.ir.checklist import Checklist, Item
from runtime.ir.entity import Entity
from runtime.records.stored import Stored
from runtime.storage.model import Model

Key = tuple[str, str]
"""A checklist and an item of it."""


@dataclass(frozen=True)
class Mark:
    """A tick: when, by whom, with what remark."""

    at: datetime.datetime
    account_id: uuid.UUID
    note: str


def marks(model: Model, connection: Connection, entity: Entity, case_id: uuid.UUID) -> Mapping[Key, Mark]:
    """Return what is ticked in a case; nothing is asked where its type has no checklists."""
    if not model.registry.checklists_of(entity):
        return {}
    table = model.table("checklist_mark")
    rows = connection.execute(select(table).where(table.c.case_id == case_id))
    return {(row.checklist, row.item): Mark(row.ticked_at, row.ticked_by, row.note or "") for row in rows}


def with_ticks(model: Model, connection: Connection, case: Stored) -> Stored:
    """Return a case that knows what is ticked in it."""
    found = marks(model, connection, case.entity, case.id)
    return replace(case, ticked=frozenset(found)) if found else case


def shown(
    model: Model, entity: Entity, ticked: frozenset[Key], data: Callable[[], Data]
) -> Sequence[Checklist]:
    """Return the checklists of a case: those whose condition holds, and those on which something is ticked."""
    begun = {checklist for checklist, _ in ticked}
    return [
        checklist
        for checklist in model.registry.checklists_of(entity)
        if checklist.id in begun or _applies(model, entity, checklist, data)
    ]


def unticked(
    model: Model, case: Stored, states: frozenset[str], data: Callable[[], Data]
) -> Iterator[tuple[Checklist, Item]]:
    """Yield the items that are gates of these states and are not ticked; what does not apply is no gate."""
    for checklist in model.registry.checklists_of(case.entity):
        waiting = [
            item
            for item in checklist.items
            if item.gate in states and (checklist.id, item.id) not in case.ticked
        ]
        if waiting and _applies(model, case.entity, checklist, data):
            yield from ((checklist, item) for item in waiting)


def is_fixed(model: Model, item: Item, state: str | None) -> bool:
    """Whether an item opened a gate behind which the case now stands: its tick can no longer be taken back."""
    order = [one.id for one in model.registry.lifecycle.states]
    return item.gate in order and state in order and order.index(state) >= order.index(item.gate)


def _applies(model: Model, entity: Entity, checklist: Checklist, data: Callable[[], Data]) -> bool:
    condition = checklist.visible
    return condition is None or model.conditions.evaluate(entity.id, condition.text, data()) is True
