"""Fills an instance with practice data of any size. Owns the order of things; must not touch what people entered."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate

from sqlalchemy import Connection, func, select

from runtime.ir.entity import Entity
from runtime.practice import lexicon, route, staff
from runtime.practice.bulk import Bulk
from runtime.practice.copying import Copier
from runtime.practice.drawing import Draughtsman, Drawn, Undrawable
from runtime.practice.places import Known, Office, read_offices
from runtime.practice.scene import Play, Scene
from runtime.practice.sheet import Sheet, Shift
from runtime.practice.sketch import Occasion
from runtime.practice.source import Source
from runtime.practice.story import SPANS, Storyteller, Wanted
from runtime.practice.timing import Window, office_hours
from runtime.practice.writing import Batch, Writer
from runtime.storage.model import Model
from runtime.storage.session import Store

_BATCH = 1000
_STORIES = 8
"""So many stories are drawn of one type, state and length; further cases are copies with other people and days."""
_PEOPLE = 400
"""So many people are drawn for each set of traits; further people are copies with other names and numbers."""
_COMES_BACK = 0.12
_SECOND_OFFICE = 0.01
_WITH_ANOTHER = 0.2
_LEAST_IN_REGISTER, _MOST_IN_REGISTER = 24, 1000
_DAY = datetime.timedelta(days=1)
_BEFORE = datetime.timedelta(minutes=10)
"""A person is entered so long before the case."""
_NOT_YET = datetime.timedelta(hours=36)
"""Nothing is registered later than this before now: in no office's zone does a copy lie in the future."""


class PracticeError(RuntimeError):
    """Practice data must not be mixed with real records, or the blueprint lets no case be made up; the text says which."""


@dataclass(frozen=True)
class Filled:
    """What was added."""

    people: int
    cases: int
    actions: int


def fill(
    model: Model,
    store: Store,
    cases: int,
    *,
    now: datetime.datetime,
    seed: int = 1,
    advance: Callable[[int], None] = lambda _: None,
) -> Filled:
    """Add made-up cases with people, actions and everything beside them; the same seed gives the same data.

    Args:
        model: the instance's model.
        store: its database, migrated.
        cases: how many to add.
        now: nothing is dated later.
        seed: what everything is drawn from, together with how many cases there are already.
        advance: told how many cases were written since it was last told.

    Raises:
        PracticeError: there are real people or cases in the database, or no case can be made up.
    """
    with store.reading() as connection:
        there = _refuse_real(connection, model)
    words = lexicon.read(model.registry.country)
    source = Source(words, f"{seed}/{there}", model.registry.country, now)
    with store.writing() as connection:
        offices = read_offices(connection, model, words)
        staff.hire(connection, model, source, offices, now)
    run = _Run(model, store, source, [office for office in offices if office.weight and office.officers], now)
    return run.go(cases, advance)


def _refuse_real(connection: Connection, model: Model) -> int:
    for name in ("person", "cases"):
        table = model.table(name)
        if connection.scalar(select(table.c.id).where(~table.c.synthetic).limit(1)) is not None:
            raise PracticeError(
                "there are real records in this database; practice data is not mixed with them"
            )
    return connection.scalar(select(func.count()).select_from(model.table("cases"))) or 0


class _Run:
    """One filling."""

    def __init__(
        self, model: Model, store: Store, source: Source, offices: list[Office], now: datetime.datetime
    ) -> None:
        self.model, self.store, self.source, self.offices = model, store, source, offices
        self.last_day = (now - _NOT_YET).date()
        self.bulk = Bulk(model.metadata, store.engine.dialect)
        self.copier = Copier(model, self.bulk, source)
        self.teller = Storyteller(Draughtsman(model, source))
        self.kept = frozenset(self.teller.relied_on)
        self.case_types = [found for found in model.registry.case_types if not found.retired]
        self.others = [part.id for part in model.registry.parties if not part.is_main and not part.retired][
            :2
        ]
        self._plays: dict[Wanted, list[Play]] = {}
        self._people: dict[tuple[object, ...], list[tuple[Sheet, datetime.date]]] = {}
        self._met: list[tuple[uuid.UUID, str]] = []
        self._everywhere: dict[str, list[uuid.UUID]] = {}
        self._office_shares = list(accumulate(office.weight for office in offices))
        self._type_shares = list(accumulate(self._type_weight(found) for found in self.case_types))

    def go(self, cases: int, advance: Callable[[int], None]) -> Filled:
        """Fill, day after day."""
        if not self.offices or not self.case_types:
            raise PracticeError("there is no open office with a role that may open cases, or no case type")
        self._fill_registers(cases)
        waiting = 0
        with Writer(self.model, self.store, self.bulk, [office.id for office in self.offices]) as writer:
            for day, count in self._days(cases):
                self._fill_day(day, count)
                waiting += count
                if waiting >= _BATCH:
                    writer.put(self._batch())
                    advance(waiting)
                    waiting = 0
            writer.put(self._batch())
        advance(waiting)
        return Filled(self.copier.people, cases, self.copier.actions)

    def _days(self, cases: int) -> Iterator[tuple[datetime.date, int]]:
        """Spread the cases over the past: a year for a few, three years for many; little on weekends."""
        length = 365 if cases < 20_000 else 3 * 365
        days = [self.last_day - _DAY * back for back in range(length - 1, -1, -1)]
        shares = list(accumulate(0.1 if day.weekday() > 4 else 1 for day in days))
        done = 0
        for day, share in zip(days, shares, strict=True):
            until = round(cases * share / shares[-1])
            if until > done:
                yield day, until - done
            done = until

    def _fill_day(self, day: datetime.date, count: int) -> None:
        age = (self.last_day - day).days
        cases = []
        for _ in range(count):
            (office,) = self.source.random.choices(self.offices, cum_weights=self._office_shares)
            (entity,) = self.source.random.choices(self.case_types, cum_weights=self._type_shares)
            cases.append((office, self._play(entity, age)))
        # Folios follow the clock.
        for office, play in sorted(cases, key=lambda found: found[1].story.window.registered.time()):
            self._tell(office, play, day)

    def _play(self, entity: Entity, age: int) -> Play:
        source = self.source
        span = source.pick([span for span in SPANS if span <= age])
        wanted = Wanted(entity.id, route.choose_state(self.model, source, age), span)
        plays = self._plays.setdefault(wanted, [])
        if len(plays) < _STORIES:
            try:
                plays.append(self._new_play(wanted))
            except Undrawable:
                if not plays:
                    plays.append(
                        self._new_play(Wanted(entity.id, self.model.registry.lifecycle.initial.id, span))
                    )
            else:
                return plays[-1]
        return source.pick(plays)

    def _new_play(self, wanted: Wanted) -> Play:
        self.source.records = self._anything
        self.source.host = self.offices[0].country
        story = self.teller.tell(wanted, self.last_day)
        people = self._people.setdefault(story.traits, [])
        if len(people) < _PEOPLE:
            people.append((self._sheet(story.person), story.window.registered.date()))
        return Play(story, self._sheet(story.case), tuple(self._sheet(act.drawn) for act in story.acts))

    def _sheet(self, drawn: Drawn) -> Sheet:
        return Sheet(self.model, self.bulk, self.source, drawn, self.kept)

    def _tell(self, office: Office, play: Play, day: datetime.date) -> None:
        source, window = self.source, play.story.window
        shift = self._shift(office, window.registered.date(), day)
        scene = Scene(office, source.pick(office.officers), shift)
        at = window.registered + shift.moments
        source.records = lambda target: self._record(office, target)
        source.host = office.country
        person = self._known(office, play.story.traits)
        if person is None:
            person = self._enter(play.story.traits, at - _BEFORE, scene)
        case_id = self.copier.case(play, person, scene)
        if self.others and source.chance(_WITH_ANOTHER):
            other = self._enter(source.pick(list(self._people)), at, scene)
            self.copier.party(case_id, other, source.pick(self.others), at, scene)

    def _shift(self, office: Office, from_day: datetime.date, to_day: datetime.date) -> Shift:
        days = to_day - from_day
        return Shift(days, days - office.distance(to_day))

    def _known(self, office: Office, traits: tuple[object, ...]) -> Known | None:
        """Return somebody who comes back, mostly to the office they know."""
        if not self.source.chance(_COMES_BACK):
            return None
        elsewhere = self.source.chance(_SECOND_OFFICE / _COMES_BACK)
        asked = self.source.pick(self.offices) if elsewhere else office
        fitting = [known for known in asked.people if known.traits == traits]
        if not fitting:
            return None
        person = self.source.pick(fitting)
        if asked is not office:
            self._met.append((person.id, office.id))
        return person

    def _enter(self, traits: tuple[object, ...], at: datetime.datetime, scene: Scene) -> Known:
        sheet, drawn_on = self.source.pick(self._people[traits])
        office = scene.office
        shift = self._shift(office, drawn_on, (at + office.distance(at.date())).date())
        person = self.copier.person(sheet, traits, at, replace(scene, shift=shift))
        office.people.append(person)
        return person

    def _record(self, office: Office, target: str) -> uuid.UUID | str | None:
        """Some record an officer of this office would point at."""
        if target == "office":
            return office.id
        if target == "account":
            return self.source.pick(office.officers)
        if target == "person":
            return self.source.pick(office.people).id if office.people else None
        there = office.registers.get(target) or self._everywhere.get(target)
        return self.source.pick(there) if there else None

    def _anything(self, target: str) -> uuid.UUID | str | None:
        return self._record(self.offices[0], target) or (uuid.UUID(int=0) if target == "person" else None)

    def _fill_registers(self, cases: int) -> None:
        source, count = self.source, min(_MOST_IN_REGISTER, max(_LEAST_IN_REGISTER, cases // 40))
        day = self.last_day - 4 * 365 * _DAY
        for entity in self.model.registry.registers:
            for _ in range(0 if entity.retired else count):
                (office,) = source.random.choices(self.offices, cum_weights=self._office_shares)
                source.records, source.host = self._anything, office.country
                at = office_hours(source, day)
                sheet = self._sheet(self.teller.draughtsman.draw(entity, Occasion(Window(at, at))))
                shift = self._shift(office, day, day)
                scene = Scene(office, source.pick(office.officers), shift)
                record = self.copier.register(sheet, at + shift.moments, scene)
                office.registers.setdefault(entity.id, []).append(record)
                self._everywhere.setdefault(entity.id, []).append(record)

    def _type_weight(self, entity: Entity) -> float:
        scopes = self.source.lexicon.scopes
        alike = sum(1 for other in self.case_types if other.scope == entity.scope)
        return scopes.get(entity.scope or "", 1) / alike

    def _batch(self) -> Batch:
        """Take everything that waits."""
        findable, self.copier.findable = self.copier.findable, []
        met, self._met = self._met, []
        folios = [
            {"office_id": office.id, "year": year, "last": last}
            for office in self.offices
            for year, last in office.folios.items()
        ]
        return Batch(self.bulk.take(), findable, met, folios)
