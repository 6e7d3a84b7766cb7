"""Copies of stories as rows: a case in an office, of a person, with everything beside it. Must not draw or write."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass

from runtime.practice.bulk import Bulk, Row
from runtime.practice.clocks import Clocks
from runtime.practice.journal import Journal, inside
from runtime.practice.places import Known
from runtime.practice.scene import Course, Play, Scene
from runtime.practice.sheet import Sheet
from runtime.practice.source import Source
from runtime.storage import index
from runtime.storage.model import Model

_NOTED_AFTER = datetime.timedelta(minutes=20)


@dataclass(frozen=True)
class Findable:
    """What a new person will be found by."""

    person_id: uuid.UUID
    document: str


class Copier:
    """Turns stories into rows that wait in a ``Bulk``, and people into documents of the index."""

    def __init__(self, model: Model, bulk: Bulk, source: Source) -> None:
        registry = model.registry
        self.bulk, self.source = bulk, source
        self.findable: list[Findable] = []
        self.people = self.actions = 0
        self._version, self._folio = registry.version, registry.folio
        self._initial = registry.lifecycle.initial.id
        self._closed = {state.id for state in registry.lifecycle.states if state.kind == "closed"}
        self._main = next(part.id for part in registry.parties if part.is_main)
        self._journal = Journal(bulk, source)
        self._clocks = Clocks(bulk, [state.id for state in registry.lifecycle.states])

    def person(self, sheet: Sheet, traits: tuple[object, ...], at: datetime.datetime, scene: Scene) -> Known:
        """Enter a new person in an office."""
        person_id = self.source.key(at)
        copied = sheet.copy(person_id, scene.shift)
        self._enter(sheet, copied.base, person_id, at, scene)
        told = _told(inside({"office_id": scene.office.id}), copied.told)
        self._journal.created(sheet.entity, person_id, at, scene, told, {"person_id": person_id})
        self.findable.append(Findable(person_id, index.document(copied.found_by, [scene.office.id])))
        self.people += 1
        return Known(person_id, traits)

    def register(self, sheet: Sheet, at: datetime.datetime, scene: Scene) -> uuid.UUID:
        """Enter a record into one of the further registers."""
        record_id = self.source.key(at)
        copied = sheet.copy(record_id, scene.shift)
        self._enter(sheet, copied.base, record_id, at, scene)
        told = _told(inside({"office_id": scene.office.id}), copied.told)
        self._journal.created(sheet.entity, record_id, at, scene, told, {})
        return record_id

    def case(self, play: Play, person: Known, scene: Scene) -> uuid.UUID:
        """Tell a story of a person in an office."""
        story, moments = play.story, scene.shift.moments
        at = story.window.registered + moments
        case_id = self.source.key(at)
        concerned = {"case_id": case_id, "person_id": person.id}
        folio = self._next_folio(scene, at)
        self._add_case(play, case_id, at, folio, person, scene)
        self.party(case_id, person, self._main, at, scene)
        for step in story.steps:
            self._journal.moved(play.case.entity, step, step.at + moments, scene, concerned)
        for sheet, act in zip(play.acts, story.acts, strict=True):
            self._act(sheet, act.done_at + moments, concerned, scene)
        course = Course(
            tuple((step.target, step.at + moments) for step in story.steps),
            tuple((act.drawn.entity.key, act.done_at + moments) for act in story.acts),
            story.steps[-1].at + moments if story.state in self._closed else None,
        )
        self._clocks.start(play, case_id, scene, course)
        return case_id

    def party(
        self, case_id: uuid.UUID, person: Known, part: str, at: datetime.datetime, scene: Scene
    ) -> None:
        """Give a person a part in a case."""
        row = self.bulk.layouts["party"].row(
            added_at=at, added_by=scene.officer, part=part, case_id=case_id, person_id=person.id
        )
        self.bulk.add("party", row)

    def _add_case(
        self, play: Play, case_id: uuid.UUID, at: datetime.datetime, folio: str, person: Known, scene: Scene
    ) -> None:
        story, sheet, moments = play.story, play.case, scene.shift.moments
        copied = sheet.copy(case_id, scene.shift)
        last = story.steps[-1] if story.steps else None
        self._stamp(sheet, copied.base, case_id, at, scene)
        told = {
            "folio": folio,
            "state": self._initial,
            "office_id": scene.office.id,
            "responsible_id": scene.officer,
            "person_id": person.id,
        }
        sheet.base.put(
            copied.base,
            folio=folio,
            case_type=sheet.entity.key,
            state=story.state,
            office_id=scene.office.id,
            responsible_id=scene.officer,
            person_id=person.id,
            registered_at=at,
            version=1 + len(story.steps),
        )
        if last is not None:
            sheet.base.put(copied.base, updated_at=last.at + moments)
            if story.state in self._closed:
                # It is closed since it first was: archiving a closed case closes nothing.
                first = next(step for step in story.steps if step.target in self._closed)
                sheet.base.put(
                    copied.base,
                    closed_at=first.at + moments,
                    closing_reason=last.code,
                    closing_words=last.words,
                )
        self.bulk.add(sheet.base.name, copied.base)
        concerned = {"case_id": case_id, "person_id": person.id}
        self._journal.created(sheet.entity, case_id, at, scene, _told(inside(told), copied.told), concerned)

    def _act(
        self, sheet: Sheet, done_at: datetime.datetime, concerned: dict[str, uuid.UUID], scene: Scene
    ) -> None:
        noted = done_at + _NOTED_AFTER
        action_id = self.source.key(noted)
        copied = sheet.copy(action_id, scene.shift)
        told = {"office_id": scene.office.id, "case_id": concerned["case_id"], "done_at": done_at}
        self._stamp(sheet, copied.base, action_id, noted, scene)
        sheet.base.put(
            copied.base,
            action_type=sheet.entity.key,
            officer_id=scene.officer,
            office_id=scene.office.id,
            case_id=concerned["case_id"],
            done_at=done_at,
        )
        self.bulk.add(sheet.base.name, copied.base)
        self._journal.created(
            sheet.entity, action_id, noted, scene, _told(inside(told), copied.told), concerned
        )
        self.actions += 1

    def _enter(
        self, sheet: Sheet, row: Row, record_id: uuid.UUID, at: datetime.datetime, scene: Scene
    ) -> None:
        self._stamp(sheet, row, record_id, at, scene)
        sheet.base.put(row, office_id=scene.office.id)
        self.bulk.add(sheet.base.name, row)

    def _stamp(
        self, sheet: Sheet, row: Row, record_id: uuid.UUID, at: datetime.datetime, scene: Scene
    ) -> None:
        sheet.base.put(
            row,
            id=record_id,
            version=1,
            created_at=at,
            created_by=scene.officer,
            updated_at=at,
            updated_by=scene.officer,
            blueprint_version=self._version,
            synthetic=True,
        )
        row[sheet.base.position["unknown"]] = sheet.unknown

    def _next_folio(self, scene: Scene, at: datetime.datetime) -> str:
        office = scene.office
        year = at.astimezone(office.zone).year
        return self._folio.format(prefix=office.prefix, year=year, number=office.next_folio(year))


def _told(system: str, fields: str) -> str:
    return f"{system}, {fields}" if fields else system
