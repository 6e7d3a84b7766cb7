"""What a case still needs before a transition. Owns the gates; must not move anything."""

from __future__ import annotations

import datetime
import zoneinfo
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from runtime.access.actor import Actor
from runtime.access.policy import may_move
from runtime.expressions.evaluate import Data
from runtime.ir.entity import Entity
from runtime.ir.field import Field
from runtime.ir.label import Label
from runtime.ir.lifecycle import Transition
from runtime.records import protocol
from runtime.records.stored import Stored
from runtime.storage.conditions import Moment
from runtime.storage.model import Model


@dataclass(frozen=True)
class Need:
    """What stands in the way: an empty field, an item of a checklist that is not ticked, a guard that does not hold.

    ``id`` is the field's, the guard's or ``<checklist>.<item>``; ``entity_id`` says where the field is mended (the
    case's type, or ``person``); ``label`` is the field's or item's label or the guard's message.
    """

    kind: Literal["field", "item", "guard"]
    entity_id: str
    id: str
    label: Label


@dataclass(frozen=True)
class Option:
    """A transition that leads out of the state a case is in.

    ``may`` says whether the actor's roles allow it. ``reasons`` are the codes to choose from, when it asks one.
    """

    transition: Transition
    needs: tuple[Need, ...]
    may: bool
    reasons: tuple[str, ...] = ()


def options(model: Model, actor: Actor, now: datetime.datetime, case: Stored) -> list[Option]:
    """Return every transition out of the case's state, in blueprint order, with what it still needs."""
    return [
        Option(
            transition,
            needs(model, actor, now, case, transition),
            is_allowed(model, actor, case, transition),
            closing_reasons(model, case.entity, transition, now.date()),
        )
        for transition in model.registry.lifecycle.transitions
        if case.state in transition.sources
    ]


def needs(
    model: Model, actor: Actor, now: datetime.datetime, case: Stored, transition: Transition
) -> tuple[Need, ...]:
    """Return what the case still needs for a transition; a field that is hidden or answered "unknown" is not missing."""
    moment = moment_of(actor, now, case)
    gates = _gates(model, case, transition)

    # What conditions see costs more than to ask them, and most transitions ask none.
    @cache
    def data() -> Data:
        return model.conditions.data(case.entity.id, case.values, case.unknown, moment, case.person)

    missing = [
        *_missing(model, case, gates, data),
        *_missing_of_person(model, person_of(model, case), gates, moment),
    ]
    guards = [
        Need("guard", case.entity.id, guard.id, guard.message)
        for guard in transition.guards
        if model.conditions.evaluate(case.entity.id, guard.that.text, data()) is not True
    ]
    items = [
        Need("item", case.entity.id, f"{checklist.id}.{item.id}", item.label)
        for checklist, item in protocol.unticked(model, case, gates, data)
    ]
    return (*missing, *items, *guards)


def moment_of(actor: Actor, now: datetime.datetime, case: Stored) -> Moment:
    """Return when and where the conditions of a case are asked."""
    return Moment(now, now.astimezone(zoneinfo.ZoneInfo(actor.zone)).date(), case.state)


def person_of(model: Model, case: Stored) -> Stored:
    """Return the main person of a case as a record of its own."""
    return Stored(model.registry.by_id["person"], case.row, case.person, case.person_unknown)


def is_missing(model: Model, field: Field, record: Stored, data: Callable[[], Data]) -> bool:
    """Whether a field of a record is shown and has neither a value nor a reason."""
    if field.id in record.values or field.id in record.unknown:
        return False
    shown = field.visible
    return shown is None or model.conditions.evaluate(record.entity.id, shown.text, data()) is True


def is_allowed(model: Model, actor: Actor, case: Stored, transition: Transition) -> bool:
    """Whether the actor's reach and roles allow a transition of the case."""
    return may_move(model, actor, transition.id, case.entity.id, case.row)


def closing_reasons(
    model: Model, entity: Entity, transition: Transition, today: datetime.date
) -> tuple[str, ...]:
    """Return the codes a transition offers as its reason: current ones, narrowed by the case type when it closes."""
    if transition.reason != "catalog" or transition.reasons is None:
        return ()
    closes = model.registry.lifecycle.by_id[transition.target].kind == "closed"
    narrowed = entity.closing_reasons if closes else ()
    return tuple(
        value.code
        for value in model.registry.catalog_by_id[transition.reasons].values
        if value.is_current(today) and (not narrowed or value.code in narrowed)
    )


def _gates(model: Model, case: Stored, transition: Transition) -> frozenset[str]:
    """The states whose gates are passed: the one entered, and the one left when the case goes forwards."""
    order = [state.id for state in model.registry.lifecycle.states]
    source = case.state or ""
    if order.index(transition.target) > order.index(source):
        return frozenset({source, transition.target})
    return frozenset({transition.target})


def _missing(model: Model, record: Stored, gates: frozenset[str], data: Callable[[], Data]) -> Iterator[Need]:
    for field in _asked(model, record.entity, gates):
        if is_missing(model, field, record, data):
            yield Need("field", record.entity.id, field.id, field.label)


def _missing_of_person(model: Model, person: Stored, gates: frozenset[str], moment: Moment) -> Iterator[Need]:
    @cache
    def data() -> Data:
        return model.conditions.data("person", person.values, person.unknown, moment, person.person)

    yield from _missing(model, person, gates, data)


def _asked(model: Model, entity: Entity, gates: frozenset[str]) -> Sequence[Field]:
    """The fields of an entity that some gates ask for."""
    return model.memory.recall(
        ("asked at", entity.id, gates),
        lambda: [
            field
            for field in model.registry.fields_of(entity)
            if field.required.kind == "at" and field.required.state in gates
        ],
    )
