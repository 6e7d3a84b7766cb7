"""What happens in a scenario, done by the commands an officer's pages call. Must not judge what came of it."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from sqlalchemy import select
from uuid_utils.compat import uuid7

from runtime.errors import Forbidden, NotFound, RegistryError
from runtime.ir.scenario import (
    Accept,
    Act,
    Annul,
    Answers,
    Assign,
    Fill,
    Given,
    Join,
    Move,
    Open,
    Step,
    Tick,
    Transfer,
    Who,
)
from runtime.records import action, case, checklist, correction, lifecycle, party, person, register, transfer
from runtime.records.checklist import Ticks
from runtime.records.stored import Stored
from runtime.records.work import Work
from runtime.scenario import forms
from runtime.scenario.looking import look
from runtime.scenario.world import PERSON, Record, World


def give(world: World, given: Given) -> None:
    """Register what was there before.

    Raises:
        RegistryError: it cannot be registered.
    """
    world.now = given.at

    def act(work: Work) -> None:
        if given.person is not None:
            _open_case(
                world,
                work,
                given.who,
                Open(name=given.name, entity=given.entity, person=given.person, answers=given.answers),
            )
        elif given.entity == PERSON:
            world.records[given.name] = Record(
                PERSON, _register_person(world, work, given.who, given.answers)
            )
        else:
            record_id = new_id()
            register.add(
                work, given.entity, forms.new(world, given.who, given.entity, given.answers, {}), record_id
            )
            world.records[given.name] = Record(given.entity, record_id)

    _whole(world, given.who, act)


def perform(world: World, step: Step) -> None:
    """Do one step, whole or not at all.

    Raises:
        RegistryError: it is refused.
    """
    world.now = step.at

    def act(work: Work) -> None:
        match step.deed:
            case Open():
                _open_case(world, work, step.who, step.deed)
            case Act():
                _record_action(world, work, step, step.deed)
            case Fill():
                _fill(world, work, step, step.deed)
            case Tick():
                _tick(world, work, step, step.deed)
            case Move():
                _move(world, work, step, step.deed)
            case _:
                _do_more(world, work, step)

    _whole(world, step.who, act)


def _do_more(world: World, work: Work, step: Step) -> None:
    match step.deed:
        case Annul():
            _annul(world, work, step, step.deed)
        case Join():
            party.add(work, _case(world, step).id, world.records[step.deed.person].id, step.deed.part)
        case Assign():
            _assign(world, work, step, step.deed)
        case Transfer():
            transfer.ask(work, _case(world, step).id, step.deed.office, step.deed.words, new_id())
        case Accept():
            _accept(world, work, step, step.deed)


def new_id() -> uuid.UUID:
    """Return the id a record gets before its form is shown."""
    found: uuid.UUID = uuid7()
    return found


def _whole(world: World, who: Who, act: Callable[[Work], None]) -> None:
    known = dict(world.records), dict(world.actions)
    try:
        with world.act(who) as work:
            act(work)
    except RegistryError:
        world.records, world.actions = known
        raise


def _look(work: Work, record: Record) -> Stored:
    """A record as the command's own transaction has it."""
    return look(work.model, work.connection, work.actor, record.entity_id, record.id)


def _register_person(world: World, work: Work, who: Who, answers: Answers) -> uuid.UUID:
    return person.register(work, forms.new(world, who, PERSON, answers, {}), new_id())


def _open_case(world: World, work: Work, who: Who, deed: Open) -> None:
    if isinstance(deed.person, str):
        person_id = world.records[deed.person].id
    else:
        person_id = _register_person(world, work, who, deed.person)
    values = _look(work, Record(PERSON, person_id)).values
    answers = forms.new(world, who, deed.entity, deed.answers, values)
    case_id = case.open_case(work, deed.entity, person_id, answers, new_id())
    world.remember_case(deed.name, deed.entity, case_id, person_id)


def _record_action(world: World, work: Work, step: Step, deed: Act) -> None:
    found = _case(world, step)
    _look(work, found)
    answers = forms.new(world, step.who, deed.entity, deed.answers, {})
    action_id = action.record(work, deed.entity, found.id, answers, new_id(), deed.done)
    world.actions[step.case, deed.entity] = action_id


def _fill(world: World, work: Work, step: Step, deed: Fill) -> None:
    about = world.record(PERSON, step.case)
    for record, answers in ((about, deed.person), (_case(world, step), deed.answers)):
        if record is None or not answers:
            continue
        stored = _look(work, record)
        for section, own in forms.corrections(world, stored, answers):
            stored = _look(work, record)
            changes = forms.corrected(world, step.who, stored, section, own)
            correction.correct(work, stored.entity.id, record.id, changes, stored.version)


def _tick(world: World, work: Work, step: Step, deed: Tick) -> None:
    found = _case(world, step)
    for checklist_id, items in deed.items.items():
        checklist.tick(work, found.id, checklist_id, Ticks(ticked=frozenset(items)))


def _move(world: World, work: Work, step: Step, deed: Move) -> None:
    found = _case(world, step)
    stored = _look(work, found)
    lifecycle.move(work, found.id, deed.transition, deed.reason, deed.words, stored.version)


def _annul(world: World, work: Work, step: Step, deed: Annul) -> None:
    action_id = world.actions.get((step.case, deed.entity))
    if action_id is None:
        raise NotFound
    action.annul(work, action_id, deed.words)


def _assign(world: World, work: Work, step: Step, deed: Assign) -> None:
    found = _case(world, step)
    stored = _look(work, found)
    case.reassign(work, found.id, world.actors[deed.to].account_id, stored.version)


def _accept(world: World, work: Work, step: Step, deed: Accept) -> None:
    table = work.model.table("transfer")
    waiting = select(table.c.id).where(
        table.c.case_id == _case(world, step).id, table.c.answered_at.is_(None)
    )
    transfer_id = work.connection.scalar(waiting)
    if transfer_id is None:
        raise NotFound
    transfer.accept(work, transfer_id, world.actors[deed.to].account_id)


def _case(world: World, step: Step) -> Record:
    found = world.record("case", step.case)
    if found is None:
        raise Forbidden
    return found
