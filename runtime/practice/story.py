"""A whole made-up case: the person's traits it relies on, the case, its actions and transitions. Must not know tables."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from runtime.fields.values import AgeOrBirth
from runtime.ir.entity import CLOSING, Entity
from runtime.ir.expression import Expression
from runtime.practice import route
from runtime.practice.drawing import Draughtsman, Drawn, Undrawable
from runtime.practice.route import Step
from runtime.practice.sketch import Occasion
from runtime.practice.ticking import Tick, ticks
from runtime.practice.timing import Window, office_hours
from runtime.records import closing

SPANS = (0, 3, 14, 60, 180)
"""How many days a story may last."""
_ACTION_COUNTS = (0, 1, 2, 3, 4, 5, 6, 8, 10, 12)
_ACTION_WEIGHTS = (20, 30, 22, 12, 6, 4, 2, 2, 1.4, 0.6)
"""About two a case, sometimes ten."""
_DAY = datetime.timedelta(days=1)
_HOUR = datetime.timedelta(hours=1)
_ANNULLED = 0.02
_OF_CHILDREN = "NNA"
"""The regional family of matters of children; in others the main person is grown up."""
_GROWN_UP = 21
"""Eighteen in the oldest copy too: births do not move with it."""
_TRIES = 12


@dataclass(frozen=True)
class Act:
    """An action of a story."""

    drawn: Drawn
    done_at: datetime.datetime
    annulled: str | None
    """The reason, if it was."""


@dataclass(frozen=True)
class Story:
    """A case that could have happened, on the clock of its office.

    ``traits`` are the answers about the person that the case's conditions rely on: a copy may be told of anybody
    who gives the same ones.
    """

    person: Drawn
    case: Drawn
    state: str
    window: Window
    traits: tuple[object, ...]
    acts: tuple[Act, ...]
    steps: tuple[Step, ...]
    ticks: tuple[Tick, ...]


@dataclass(frozen=True)
class Wanted:
    """What a story is to be about."""

    case_type: str
    """The id of its entity."""
    state: str
    span: int


class Storyteller:
    """Makes stories of one registry."""

    def __init__(self, draughtsman: Draughtsman) -> None:
        self.draughtsman = draughtsman
        self.model = draughtsman.model
        self.source = draughtsman.source
        registry = self.model.registry
        self.person = registry.by_id["person"]
        self.action_types = [entity for entity in registry.action_types if not entity.retired]
        self.relied_on = _person_names(self.draughtsman)

    def traits(self, person: Mapping[str, Any], day: datetime.date) -> tuple[object, ...]:
        """Return what cases rely on about a person."""
        return (_is_grown_up(person, day), *(person.get(name) for name in self.relied_on))

    def tell(self, wanted: Wanted, last_day: datetime.date) -> Story:
        """Make a story that ends on a day or before.

        Raises:
            Undrawable: the blueprint lets none happen so.
        """
        source = self.source
        registered = office_hours(source, last_day - wanted.span * _DAY)
        lasting = int(wanted.span * (0.6 + 0.4 * source.random.random()))
        last = office_hours(source, registered.date() + lasting * _DAY)
        window = Window(registered, max(registered + 2 * _HOUR, last))
        way = route.path(self.model.registry.lifecycle, wanted.state)
        if way is None:
            raise Undrawable(f"no transition leads to {wanted.state}")
        entity = self.model.registry.by_id[wanted.case_type]
        person = self._person(entity, registered.date())
        case = self._case(entity, Occasion(window, wanted.state, person.values), route.guards(way))
        moments = sorted(window.inside(source) for _ in way[1:]) + [window.last for _ in way[:1]]
        known = {**case.values, **case.unknown}, {**person.values, **person.unknown}
        steps = route.steps(
            self.model, source, entity, way, moments, lambda names: closing.is_met(names, *known)
        )
        acts = self._acts(entity, window)
        ticked = ticks(self.model, source, case, person, window, steps)
        traits = self.traits(person.values, registered.date())
        return Story(person, case, wanted.state, window, traits, acts, steps, ticked)

    def _person(self, entity: Entity, day: datetime.date) -> Drawn:
        """Draw whom a case is about."""
        at = office_hours(self.source, day)
        return self._best(
            self.person,
            Occasion(Window(at, at)),
            (),
            lambda drawn: entity.family == _OF_CHILDREN or _is_grown_up(drawn.values, day),
        )

    def _case(self, entity: Entity, occasion: Occasion, rules: Sequence[Expression]) -> Drawn:
        """Draw a case; one that lasted long has what its clocks wait for, if that may be at all."""
        awaited = {
            clock.until
            for clock in self.model.registry.deadlines_of(entity)
            if "." not in clock.until and clock.until != CLOSING
        }
        is_short = not occasion.window.is_long
        return self._best(entity, occasion, rules, lambda drawn: is_short or awaited <= drawn.values.keys())

    def _best(
        self, entity: Entity, occasion: Occasion, rules: Sequence[Expression], fits: Callable[[Drawn], bool]
    ) -> Drawn:
        """Draw until one fits, or be content with the last of several."""
        drawn = self.draughtsman.draw(entity, occasion, rules)
        for _ in range(_TRIES):
            if fits(drawn):
                break
            drawn = self.draughtsman.draw(entity, occasion, rules)
        return drawn

    def _acts(self, entity: Entity, window: Window) -> tuple[Act, ...]:
        (count,) = self.source.random.choices(_ACTION_COUNTS, _ACTION_WEIGHTS)
        if not self.action_types:
            return ()
        awaited = [
            clock.until.removeprefix("action.")
            for clock in self.model.registry.deadlines_of(entity)
            if clock.until.startswith("action.")
        ]
        first = [kind for kind in self.action_types if kind.key in awaited]
        if not window.is_long:
            first = [kind for kind in first if self.source.chance(0.6)][:count]
        others = [self.source.pick(self.action_types) for _ in range(count - len(first))]
        chosen = [*first, *others]
        moments = sorted(window.inside(self.source) for _ in chosen)
        return tuple(
            self._act(kind, window, at, kind.key not in awaited)
            for kind, at in zip(chosen, moments, strict=True)
        )

    def _act(self, entity: Entity, window: Window, at: datetime.datetime, may_be_wrong: bool) -> Act:
        drawn = self.draughtsman.draw(entity, Occasion(Window(window.registered, at)))
        is_wrong = may_be_wrong and self.source.chance(_ANNULLED)
        return Act(drawn, at, self.source.pick(self.source.lexicon.annulments) if is_wrong else None)


def _is_grown_up(person: Mapping[str, Any], day: datetime.date) -> bool:
    """Whether no answer says the person is a child."""
    return all(value.age_on(day) >= _GROWN_UP for value in person.values() if isinstance(value, AgeOrBirth))


def _person_names(draughtsman: Draughtsman) -> tuple[str, ...]:
    """Return the ids of the person's fields that conditions of cases read."""
    registry = draughtsman.model.registry
    found = set()
    for entity in registry.entities:
        for item in entity.fields:
            rules = [check.that for check in item.checks]
            for rule in (item.visible, item.computed, item.required.when, *rules):
                found |= {name for name in rule.names if name.startswith("person.")} if rule else set()
    for transition in registry.lifecycle.transitions:
        found |= {
            name for guard in transition.guards for name in guard.that.names if name.startswith("person.")
        }
    return tuple(sorted(name.split(".")[1] for name in found))
