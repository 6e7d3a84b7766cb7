"""Tells one part after the other, each the same whatever was told before. Owns the choice of stories and people."""

from __future__ import annotations

import datetime
import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate

from runtime.ir.entity import Entity
from runtime.practice.binding import Binding
from runtime.practice.bulk import Bulk, Row, Rows
from runtime.practice.copying import Copier, Told
from runtime.practice.drawing import Draughtsman, Drawn, Undrawable
from runtime.practice.handing import Handing
from runtime.practice.places import Known, Office
from runtime.practice.plan import Numbers, Part
from runtime.practice.route import States
from runtime.practice.scene import Play, Scene
from runtime.practice.sheet import Presses, Sheet, Shift
from runtime.practice.sketch import Occasion
from runtime.practice.source import Source
from runtime.practice.story import SPANS, Storyteller, Wanted
from runtime.practice.timing import Window, office_hours
from runtime.storage import index
from runtime.storage.model import Model
from runtime.storage.trail import trail_of
from runtime.storage.words import words

_STORIES = 8
"""So many stories are drawn of one type, state and length; further cases are copies with other people and days."""
_COMES_BACK = 0.12
_SECOND_OFFICE = 0.01
_WITH_ANOTHER = 0.2
_LINKED = 0.02
_HANDED = 0.03
_ACCEPTED, _WAITING = 0.5, 0.3
"""Of cases that were handed over; the rest were refused."""
_DAY = datetime.timedelta(days=1)
_BEFORE = datetime.timedelta(minutes=10)
"""A person is entered so long before the case."""


@dataclass(frozen=True)
class Batch:
    """What is stored together: rows by table, the index's documents and words, the last folios; and how much it is."""

    rows: Rows
    documents: Sequence[Row]
    words: frozenset[str]
    numbers: Numbers
    cases: int
    actions: int


class Teller:
    """Tells parts of one filling. What it remembers from one to the next is only what would be made again the same."""

    def __init__(
        self, model: Model, bulk: Bulk, source: Source, offices: Sequence[Office], last_day: datetime.date
    ) -> None:
        self.source, self.offices, self.last_day = source, offices, last_day
        self.copier = Copier(model, bulk, source)
        self.storyteller = Storyteller(Draughtsman(model, source))
        self.case_types = [found for found in model.registry.case_types if not found.retired]
        self._registry, self._bulk = model.registry, bulk
        self._presses = Presses(model, bulk)
        self._binding = Binding(bulk, trail_of(model.metadata).binder)
        self._kept = frozenset(self.storyteller.relied_on)
        self._states = States(model.registry.lifecycle)
        self._others = [part.id for part in model.registry.parties if not part.is_main and not part.retired][
            :2
        ]
        self._plays: dict[tuple[Wanted, int], Play] = {}
        self._everywhere: defaultdict[str, list[uuid.UUID]] = defaultdict(list)
        self._type_shares = list(accumulate(self._type_weight(found) for found in self.case_types))
        self._people: defaultdict[tuple[object, ...], list[Play]] = defaultdict(list)
        self._last: dict[str, Told] = {}
        self._sent: set[str] = set()

    def fill_registers(self, count: int) -> Batch:
        """Enter records into the further registers, which stories point at."""
        source, day = self.source, self.last_day - 4 * 365 * _DAY
        shares = list(accumulate(office.weight for office in self.offices))
        with source.apart("registers"):
            for entity in self._registry.registers:
                for _ in range(0 if entity.retired else count):
                    (office,) = source.random.choices(self.offices, cum_weights=shares)
                    source.records, source.host = self._anything, office.country
                    at = office_hours(source, day)
                    sheet = self._sheet(self.storyteller.draughtsman.draw(entity, Occasion(Window(at, at))))
                    shift = _shift(office, day, day)
                    scene = Scene(office, source.pick(office.officers), shift)
                    record = self.copier.register(sheet, at + shift.moments, scene)
                    office.registers.setdefault(entity.id, []).append(record)
                    self._everywhere[entity.id].append(record)
        return self._batch(0, {})

    def tell(self, part: Part) -> Batch:
        """Make the rows of a part."""
        self._people.clear()
        self._last.clear()
        for office in self.offices:
            office.people.clear()
            office.folios = {year: last for (owner, year), last in part.numbers.items() if owner == office.id}
        with self.source.apart(f"part {part.number}"):
            for day, places in part.days:
                self._tell_day(day, [self.offices[place] for place in places])
        numbers = {
            (office.id, year): last
            for office in self.offices
            for year, last in office.folios.items()
            if last != part.numbers.get((office.id, year))
        }
        return self._batch(part.cases, numbers)

    def _tell_day(self, day: datetime.date, offices: Sequence[Office]) -> None:
        age = (self.last_day - day).days
        types = self.source.random.choices(self.case_types, cum_weights=self._type_shares, k=len(offices))
        cases = [(office, self._play(entity, age)) for office, entity in zip(offices, types, strict=True)]
        # Folios follow the clock.
        for office, play in sorted(cases, key=lambda found: found[1].story.window.registered.time()):
            self._tell(office, play, day)

    def _play(self, entity: Entity, age: int) -> Play:
        source = self.source
        state = self._states.choose(source, age)
        spans = [span for span in SPANS if span <= age]
        # What is not closed has been worked on until lately.
        span = source.pick(spans) if state in self._states.closed else spans[-1]
        number = int(source.random.random() * _STORIES)
        wanted = Wanted(entity.id, state, span)
        play = self._plays.get((wanted, number))
        if play is None:
            play = self._plays[wanted, number] = self._new_play(wanted, number)
        self._people[play.story.traits].append(play)
        return play

    def _new_play(self, wanted: Wanted, number: int) -> Play:
        source = self.source
        records, host = source.records, source.host
        source.records, source.host = self._anything, self.offices[0].country
        with source.apart(f"{wanted.case_type} {wanted.state} {wanted.span} {number}"):
            try:
                story = self.storyteller.tell(wanted, self.last_day)
            except Undrawable:
                first = replace(wanted, state=self._registry.lifecycle.initial.id)
                story = self.storyteller.tell(first, self.last_day)
            acts = tuple(self._sheet(act.drawn) for act in story.acts)
            play = Play(story, self._sheet(story.person), self._sheet(story.case), acts)
        source.records, source.host = records, host
        return play

    def _sheet(self, drawn: Drawn) -> Sheet:
        return Sheet(self._presses, self.source, drawn, self._kept)

    def _tell(self, office: Office, play: Play, day: datetime.date) -> None:
        source, window = self.source, play.story.window
        shift = _shift(office, window.registered.date(), day)
        scene = Scene(office, source.pick(office.officers), shift)
        at = window.registered + shift.moments
        source.records = lambda target: self._record(office, target)
        source.host = office.country
        person = self._known(office, play.story.traits) or self._enter(play.story.traits, at - _BEFORE, scene)
        handing = self._handing(office, play)
        told = self.copier.case(play, person, scene, handing)
        if handing is not None and handing.answer == "accepted":
            self._let_find(person, handing.office)
        if self._others and source.chance(_WITH_ANOTHER):
            other = self._enter(source.pick(list(self._people)), at, scene)
            self.copier.party(told.id, other, source.pick(self._others), at, scene)
            if handing is not None and handing.answer == "accepted":
                self._let_find(other, handing.office)
        before = self._last.get(office.id)
        if before is not None and source.chance(_LINKED):
            self.copier.link(told, before, at, scene)
        self._last[office.id] = told

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
        self._let_find(person, office)
        return person

    def _let_find(self, person: Known, office: Office) -> None:
        offices = self.copier.findable[person.id][1]
        if office.id not in offices:
            offices.append(office.id)

    def _handing(self, office: Office, play: Play) -> Handing | None:
        """Choose an office of the same country for a case that is open, now and then."""
        source = self.source
        if play.story.state in self._states.closed or not play.story.steps or not source.chance(_HANDED):
            return None
        among = [
            other
            for other in self.offices
            if other is not office and other.country == office.country and other.officers
        ]
        if not among:
            return None
        other, drawn = source.pick(among), source.random.random()
        lexicon = source.lexicon
        return Handing(
            other,
            source.pick(other.officers),
            None if drawn < _WAITING else "accepted" if drawn < _WAITING + _ACCEPTED else "refused",
            source.pick(lexicon.handings),
            source.pick(lexicon.refusals),
        )

    def _enter(self, traits: tuple[object, ...], at: datetime.datetime, scene: Scene) -> Known:
        """Enter a new person, a copy of anybody met in this part who gives the same answers."""
        play = self.source.pick(self._people[traits])
        office = scene.office
        day = play.story.window.registered.date()
        shift = _shift(office, day, (at + office.distance(at.date())).date())
        person = self.copier.person(play.person, traits, at, replace(scene, shift=shift))
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
        """Some record, for what is drawn before anybody is there: copies point elsewhere."""
        return uuid.UUID(int=0) if target == "person" else self._record(self.offices[0], target)

    def _type_weight(self, entity: Entity) -> float:
        scopes = self.source.lexicon.scopes
        alike = sum(1 for other in self.case_types if other.scope == entity.scope)
        return scopes.get(entity.scope or "", 1) / alike

    def _batch(self, cases: int, numbers: Numbers) -> Batch:
        """Take everything that waits."""
        findable, self.copier.findable = self.copier.findable, {}
        actions, self.copier.actions = self.copier.actions, 0
        documents: list[Row] = []
        met: set[str] = set()
        for person_id, (found_by, office_ids) in findable.items():
            seen = {word for text in found_by.split() for word in _plain(text)}
            met.update(filter(str.isalpha, seen))
            documents.append([person_id.hex, index.document_of(seen, office_ids)])
        new = frozenset(met - self._sent)
        self._sent |= new
        self._binding.bind()
        return Batch(self._bulk.take(), documents, new, numbers, cases, actions)


_plain = lru_cache(200_000)(words)
"""Names come back all the time."""


def _shift(office: Office, from_day: datetime.date, to_day: datetime.date) -> Shift:
    days = to_day - from_day
    return Shift(days, days - office.distance(to_day))
