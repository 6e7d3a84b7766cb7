"""Plays scenarios on a migrated database, all in one transaction that is taken back. Must not build or migrate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection

from runtime.errors import RegistryError
from runtime.ir.entity import Entity
from runtime.ir.label import text
from runtime.ir.scenario import Act, Open, Scenario, Step
from runtime.scenario import claims, deeds, staff
from runtime.scenario.outcome import About, Failure, Line, Outcome
from runtime.scenario.refusal import Reason, reasons
from runtime.scenario.staff import Actors
from runtime.scenario.wording import Wording
from runtime.scenario.world import CASE, PERSON, World
from runtime.storage.model import Model
from runtime.storage.session import Store


def play(model: Model, store: Store, scenarios: Sequence[Scenario], language: str) -> tuple[Outcome, ...]:
    """Play scenarios one after the other, none of which leaves a trace for the next.

    Args:
        model: the instance's model.
        store: its migrated database, with its offices.
        scenarios: what to play.
        language: of the words in the outcomes.
    """
    outcomes = []
    with store.writing() as connection, _undone(connection):
        actors = staff.hire(connection, model, scenarios)
        for scenario in scenarios:
            with _undone(connection):
                outcomes.append(_play(model, connection, actors, scenario, language))
    return tuple(outcomes)


@contextmanager
def _undone(connection: Connection) -> Iterator[None]:
    """Take back at the end whatever is written meanwhile."""
    inner = connection.begin_nested()
    try:
        yield
    finally:
        inner.rollback()


def _play(model: Model, connection: Connection, actors: Actors, scenario: Scenario, language: str) -> Outcome:
    moments = [*(given.at for given in scenario.given), *(step.at for step in scenario.when)]
    label = text(scenario.label, language) or scenario.id
    if not moments:
        return Outcome(scenario.id, label, ())
    world = World(model, connection, actors, language, moments[0])
    return Outcome(scenario.id, label, tuple(_failures(world, scenario)))


def _failures(world: World, scenario: Scenario) -> Iterable[Failure]:
    """What did not come true: the first line that could not happen, or else every claim that is not true."""
    for given in scenario.given:
        try:
            deeds.give(world, given)
        except RegistryError as error:
            entities = _entities(world, given.entity)
            return [_unexpected(world, "given", given.name, reasons(error), entities)]
    refused: tuple[Reason, ...] = ()
    touched: Sequence[Entity] = ()
    for position, step in enumerate(scenario.when):
        touched = _touched(world, step)
        try:
            deeds.perform(world, step)
        except RegistryError as error:
            refused = reasons(error)
            is_last = position == len(scenario.when) - 1
            if not (is_last and any(claim.claim.kind == "refused" for claim in scenario.expect)):
                return [_unexpected(world, "when", position, refused, touched)]
    found = (claims.judge(world, claim, refused, touched) for claim in scenario.expect)
    return [failure for failure in found if failure is not None]


def _unexpected(
    world: World, line: Line, key: str | int, refused: Sequence[Reason], entities: Sequence[Entity]
) -> Failure:
    about = [
        About("field", reason.name, entity.id)
        for reason in refused
        for entity in entities
        if any(field.id == reason.name for field in world.model.registry.fields_of(entity))
    ]
    return Failure(line, key, "", Wording(world).refusal(refused, entities), tuple(about))


def _touched(world: World, step: Step) -> Sequence[Entity]:
    if isinstance(step.deed, Act):
        return [world.model.registry.by_id[step.deed.entity]]
    if isinstance(step.deed, Open):
        return _entities(world, step.deed.entity)
    case = world.record(CASE, step.case)
    return [] if case is None else _entities(world, case.entity_id)


def _entities(world: World, entity_id: str) -> Sequence[Entity]:
    """An entity, and for a case the person it is about."""
    by_id = world.model.registry.by_id
    entity = by_id[entity_id]
    return [entity, by_id[PERSON]] if entity.kind == "case_type" else [entity]
