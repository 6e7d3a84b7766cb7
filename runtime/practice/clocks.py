"""The deadlines of made-up cases, as ``records.deadline`` keeps them, without asking the database. Owns their rows."""

from __future__ import annotations

import datetime
import uuid
from functools import lru_cache

from runtime.ir.entity import ACTIVITY, CLOSING, Deadline
from runtime.ir.registry import Registry
from runtime.practice.bulk import Bulk
from runtime.practice.places import Office
from runtime.practice.scene import Course, Play, Scene
from runtime.records.schedule import moment_of, parse_span, start_clock
from runtime.records.workdays import Workdays, workdays

_span = lru_cache(256)(parse_span)
_start = lru_cache(20_000)(start_clock)


class Clocks:
    """Lets rows of deadlines wait in a bulk."""

    def __init__(self, bulk: Bulk, registry: Registry) -> None:
        self.bulk = bulk
        self.registry = registry
        self._workdays: dict[str, Workdays] = {}
        self._place = {state.id: place for place, state in enumerate(registry.lifecycle.states)}
        layout = bulk.layouts["deadline"]
        self._empty = layout.empty()
        self._places = layout.places(
            "case_id", "key", "office_id", "responsible_id", "started_at", "warn_at", "due_at", "stopped_at"
        )

    def start(self, play: Play, case_id: uuid.UUID, scene: Scene, course: Course) -> None:
        """Start every clock of the case whose field is filled, or that counts inactivity, and stop those that have what they wait for."""
        for clock in self.registry.deadlines_of(play.case.entity):
            start = (
                max((at for _, at in course.done), default=course.registered_at)
                if clock.start == ACTIVITY
                else play.case.value(clock.start, scene.shift)
            )
            if not isinstance(start, datetime.date):
                continue
            warn = _span(clock.warn) if clock.warn else None
            running = _start(start, _span(clock.within), warn, self._workdays_of(scene.office))
            stopped = self._stop(clock, running.started, play, scene, course)
            row = self._empty.copy()
            self._places.put(
                row,
                case_id,
                clock.id,
                scene.office.id,
                scene.officer,
                running.started,
                running.warns,
                running.due,
                stopped,
            )
            self.bulk.add("deadline", row)

    def _workdays_of(self, office: Office) -> Workdays:
        found = self._workdays.get(office.id)
        if found is None:
            found = self._workdays[office.id] = workdays(office.zone, office.country, self.registry.calendars)
        return found

    def _stop(
        self, clock: Deadline, started: datetime.datetime, play: Play, scene: Scene, course: Course
    ) -> datetime.datetime | None:
        kind, _, name = clock.until.partition(".")
        if kind == "action":
            found = [at for key, at in course.done if key == name and at >= started]
        elif kind == "state":
            found = [at for state, at in course.entered if self._place[state] >= self._place[name]]
        elif clock.until == CLOSING:
            found = []
        else:
            until = play.case.value(clock.until, scene.shift)
            moments = [moment_of(until, scene.office.zone)] if isinstance(until, datetime.date) else []
            found = [moment for moment in moments if moment >= started]
        return min(found, default=course.closed_at)
