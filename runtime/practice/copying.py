"""Copies of stories as rows: a case in an office, of a person, with everything beside it. Must not draw or write."""

from __future__ import annotations

import datetime
import json
import uuid
from dataclasses import dataclass

from runtime.access.mask import CHECKLIST
from runtime.ir.entity import Entity
from runtime.practice.bulk import Bulk, Layout, Row
from runtime.practice.clocks import Clocks
from runtime.practice.handing import Handing, Handings
from runtime.practice.journal import NOBODY, Concerned, Journal, inside
from runtime.practice.places import Known
from runtime.practice.scene import Course, Play, Scene
from runtime.practice.sheet import Sheet
from runtime.practice.source import Source
from runtime.practice.story import Act
from runtime.practice.ticking import Tick
from runtime.storage.model import Model

_NOTED_AFTER = datetime.timedelta(minutes=20)
_STAMPS = ("id", "created_at", "created_by", "updated_at", "updated_by", "office_id")
_CASE = ("folio", "case_type", "state", "responsible_id", "person_id", "registered_at", "version")
_CLOSING = ("updated_at", "closed_at", "closing_reason", "closing_words")
_ACTION = ("action_type", "officer_id", "case_id", "done_at")
_ANNULLING = ("version", "updated_at", "annulled_at", "annulled_by", "annulled_reason")


@dataclass(frozen=True)
class Told:
    """A case that was copied, for those that are linked with it."""

    id: uuid.UUID
    folio: str
    entity: Entity


class Copier:
    """Turns stories into rows that wait in a ``Bulk``, and people into documents of the index."""

    def __init__(self, model: Model, bulk: Bulk, source: Source) -> None:
        registry = model.registry
        self.bulk, self.source = bulk, source
        self.findable: dict[uuid.UUID, tuple[str, list[str]]] = {}
        """What new people will be found by, and the offices that may."""
        self.actions = 0
        self._folio = registry.folio
        self._initial = registry.lifecycle.initial.id
        self._closed = {state.id for state in registry.lifecycle.states if state.kind == "closed"}
        self._main = next(part.id for part in registry.parties if part.is_main)
        self._journal = Journal(bulk, source)
        self._clocks = Clocks(bulk, registry)
        self._handings = Handings(bulk, source, self._journal)
        self._stamps = {
            name: layout.places(*_STAMPS) for name, layout in bulk.layouts.items() if _is_record(layout)
        }
        cases, actions = bulk.layouts["cases"], bulk.layouts["actions"]
        self._case, self._closing = cases.places(*_CASE), cases.places(*_CLOSING)
        self._action, self._annulling = actions.places(*_ACTION), actions.places(*_ANNULLING)
        self._handed = cases.places("office_id", "version", "updated_at", "updated_by")
        self._updated = cases.places("updated_at")
        self._party = bulk.layouts["party"].places("case_id", "person_id", "part", "added_at", "added_by")
        self._mark = bulk.layouts["checklist_mark"].places(
            "case_id", "checklist", "item", "ticked_at", "ticked_by"
        )
        self._link = bulk.layouts["case_link"].places("case_id", "linked_id", "added_at", "added_by")

    def person(self, sheet: Sheet, traits: tuple[object, ...], at: datetime.datetime, scene: Scene) -> Known:
        """Enter a new person in an office."""
        person_id = self.source.key(at)
        copied = sheet.copy(person_id, scene.shift)
        self._enter(sheet, copied.base, person_id, at, scene)
        told = _told(inside({"office_id": scene.office.id}), copied.told)
        self._journal.created(sheet.entity, person_id, at, scene, told, (None, person_id))
        self.findable[person_id] = (copied.found_by, [scene.office.id])
        return Known(person_id, traits)

    def register(self, sheet: Sheet, at: datetime.datetime, scene: Scene) -> uuid.UUID:
        """Enter a record into one of the further registers."""
        record_id = self.source.key(at)
        copied = sheet.copy(record_id, scene.shift)
        self._enter(sheet, copied.base, record_id, at, scene)
        told = _told(inside({"office_id": scene.office.id}), copied.told)
        self._journal.created(sheet.entity, record_id, at, scene, told, NOBODY)
        return record_id

    def case(self, play: Play, person: Known, scene: Scene, handing: Handing | None = None) -> Told:
        """Tell a story of a person in an office, which may have handed the case over at the end."""
        story, moments = play.story, scene.shift.moments
        at = story.window.registered + moments
        case_id = self.source.key(at)
        concerned = (case_id, person.id)
        folio = self._next_folio(scene, (story.window.registered + scene.shift.days).year)
        keeper = scene
        if handing is not None and handing.answer == "accepted":
            keeper = Scene(handing.office, handing.officer, scene.shift)
        self._add_case(play, concerned, at, folio, scene, keeper)
        self.party(case_id, person, self._main, at, scene)
        for step in story.steps:
            self._journal.moved(play.case.entity, step, step.at + moments, scene, concerned)
        for tick in story.ticks:
            self._tick(play.case.entity, tick, case_id, scene)
        for sheet, act in zip(play.acts, story.acts, strict=True):
            self._act(sheet, act, concerned, scene)
        course = Course(
            at,
            tuple((step.target, step.at + moments) for step in story.steps),
            tuple(
                (act.drawn.entity.key, act.done_at + moments) for act in story.acts if act.annulled is None
            ),
            # A case that is open again has no closing.
            next((step.at + moments for step in story.steps if step.target in self._closed), None)
            if story.state in self._closed
            else None,
        )
        self._clocks.start(play, case_id, keeper, course)
        if handing is not None:
            last = story.window.last + moments
            asked = last - (last - at) / 3 if handing.answer else last
            self._handings.hand(handing, play.case.entity, case_id, (asked, last), scene)
        return Told(case_id, folio, play.case.entity)

    def party(
        self, case_id: uuid.UUID, person: Known, part: str, at: datetime.datetime, scene: Scene
    ) -> None:
        """Give a person a part in a case."""
        row = self.bulk.layouts["party"].empty()
        self._party.put(row, case_id, person.id, part, at, scene.officer)
        self.bulk.add("party", row)

    def link(self, one: Told, other: Told, at: datetime.datetime, scene: Scene) -> None:
        """Link two cases."""
        first, second = sorted((one.id, other.id))
        row = self.bulk.layouts["case_link"].empty()
        self._link.put(row, first, second, at, scene.officer)
        self.bulk.add("case_link", row)
        self._journal.linked(one.entity, one.id, at, scene, other.folio)
        self._journal.linked(other.entity, other.id, at, scene, one.folio)

    def _add_case(
        self,
        play: Play,
        concerned: tuple[uuid.UUID, uuid.UUID],
        at: datetime.datetime,
        folio: str,
        scene: Scene,
        keeper: Scene,
    ) -> None:
        """Add the case as its office registered it, kept by the one that has it now."""
        story, sheet, moments = play.story, play.case, scene.shift.moments
        case_id, person_id = concerned
        copied = sheet.copy(case_id, scene.shift)
        row, steps = copied.base, story.steps
        self._stamp(sheet, row, case_id, at, scene)
        told = {
            "folio": folio,
            "state": self._initial,
            "office_id": scene.office.id,
            "responsible_id": scene.officer,
            "person_id": person_id,
        }
        key, version = sheet.entity.key, 1 + len(steps)
        self._case.put(row, folio, key, story.state, keeper.officer, person_id, at, version)
        if story.state in self._closed:
            # It is closed since it first was: archiving a closed case closes nothing.
            first = next(step for step in steps if step.target in self._closed)
            self._closing.put(
                row, steps[-1].at + moments, first.at + moments, steps[-1].code, steps[-1].words
            )
        elif steps:
            self._updated.put(row, steps[-1].at + moments)
        if keeper is not scene:
            last = story.window.last + moments
            self._handed.put(row, keeper.office.id, version + 1, last, keeper.officer)
        self.bulk.add(sheet.base.name, row)
        self._journal.created(sheet.entity, case_id, at, scene, _told(inside(told), copied.told), concerned)

    def _tick(self, entity: Entity, tick: Tick, case_id: uuid.UUID, scene: Scene) -> None:
        at = tick.at + scene.shift.moments
        row = self.bulk.layouts["checklist_mark"].empty()
        self._mark.put(row, case_id, tick.checklist, tick.item, at, scene.officer)
        self.bulk.add("checklist_mark", row)
        told = json.dumps({f"{CHECKLIST}{tick.checklist}.{tick.item}": [None, ""]})
        self._journal.told("tick", entity, case_id, at, scene, (told, None))

    def _act(self, sheet: Sheet, act: Act, concerned: Concerned, scene: Scene) -> None:
        case_id, _ = concerned
        done_at = act.done_at + scene.shift.moments
        noted = done_at + _NOTED_AFTER
        action_id = self.source.key(noted)
        copied = sheet.copy(action_id, scene.shift)
        self._stamp(sheet, copied.base, action_id, noted, scene)
        self._action.put(copied.base, sheet.entity.key, scene.officer, case_id, done_at)
        told = inside({"office_id": scene.office.id, "case_id": case_id, "done_at": done_at})
        self._journal.created(sheet.entity, action_id, noted, scene, _told(told, copied.told), concerned)
        if act.annulled is not None:
            at = noted + _NOTED_AFTER
            self._annulling.put(copied.base, 2, at, at, scene.officer, act.annulled)
            self._journal.annulled(sheet.entity, action_id, at, scene, act.annulled, concerned)
        self.bulk.add(sheet.base.name, copied.base)
        self.actions += 1

    def _enter(
        self, sheet: Sheet, row: Row, record_id: uuid.UUID, at: datetime.datetime, scene: Scene
    ) -> None:
        self._stamp(sheet, row, record_id, at, scene)
        self.bulk.add(sheet.base.name, row)

    def _stamp(
        self, sheet: Sheet, row: Row, record_id: uuid.UUID, at: datetime.datetime, scene: Scene
    ) -> None:
        officer = scene.officer
        self._stamps[sheet.base.name].put(row, record_id, at, officer, at, officer, scene.office.id)

    def _next_folio(self, scene: Scene, year: int) -> str:
        office = scene.office
        return self._folio.format(prefix=office.prefix, year=year, number=office.next_folio(year))


def _told(system: str, fields: str) -> str:
    return f"{system}, {fields}" if fields else system


def _is_record(layout: Layout) -> bool:
    return layout.position.keys() >= set(_STAMPS)
