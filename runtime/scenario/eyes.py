"""One claim of a scenario in the eyes of one account: what it finds of the case and its fields. Must not judge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from runtime.access.actor import Actor
from runtime.errors import NotFound
from runtime.ir.entity import Entity
from runtime.ir.expectation import Spot
from runtime.ir.field import Field
from runtime.ir.scenario import Who
from runtime.records import gates, protocol
from runtime.records.gates import Option
from runtime.records.situation import Situation
from runtime.records.stored import Stored
from runtime.scenario.outcome import About
from runtime.scenario.wording import Wording
from runtime.scenario.world import CASE, PERSON, World


@dataclass(frozen=True)
class Miss:
    """A claim that is not true: what was expected, what is the case, and what it has to do with."""

    expected: str
    happened: str
    about: tuple[About, ...] = ()


@dataclass(frozen=True)
class Eyes:
    """The scenario after its last step, as an account sees it; ``name`` is that of the case in question."""

    world: World
    who: Who
    name: str

    @property
    def actor(self) -> Actor:
        """The account."""
        return self.world.actors[self.who]

    @cached_property
    def words(self) -> Wording:
        """The words in which it is told."""
        return Wording(self.world)

    @property
    def role(self) -> About:
        """The role it is judged for."""
        return About("role", self.who.role)

    @cached_property
    def case(self) -> Stored:
        """The case in question.

        Raises:
            NotFound: the account may not see it.
        """
        record = self.world.record(CASE, self.name)
        if record is None:
            raise NotFound
        return self.world.look(self.who, record)

    def sees(self, name: str) -> bool:
        """Whether the account sees a record by its name."""
        record = self.world.record(name, self.name)
        if record is None:
            return False
        try:
            self.world.look(self.who, record)
        except NotFound:
            return False
        return True

    def stored(self, spot: Spot) -> tuple[Stored, Field]:
        """The record a field is of, and the field.

        Raises:
            NotFound: the account may not see the record, or it is not there.
        """
        record = self.world.record(spot.owner, self.name)
        if record is None:
            raise NotFound
        stored = self.world.look(self.who, record)
        fields = self.world.model.registry.fields_of(stored.entity)
        return stored, next(field for field in fields if field.id == spot.field)

    def entity(self, spot: Spot) -> Entity | None:
        """The entity of the record a field is of."""
        record = self.world.record(spot.owner, self.name)
        return None if record is None else self.world.model.registry.by_id[record.entity_id]

    def situation(self, stored: Stored) -> Situation:
        """What conditions say of a record."""
        context = self.world.context(self.who)
        return Situation(self.world.model, stored.entity, context, stored.state, stored.person)

    def option(self, transition: str) -> Option | None:
        """A transition, if it leads out of the state the case is in."""
        case = protocol.with_ticks(self.world.model, self.world.connection, self.case)
        options = gates.options(self.world.model, self.actor, self.world.now, case)
        return next((one for one in options if one.transition.id == transition), None)

    def about_fields(self, names: Sequence[str], entities: Sequence[Entity]) -> list[About]:
        """The fields and checklist items of these entities that have these ids."""
        registry = self.world.model.registry
        items = [About("item", name, entities[0].id) for name in names if "." in name and entities]
        return items + [
            About("field", name, entity.id)
            for name in names
            for entity in entities
            if any(field.id == name for field in registry.fields_of(entity))
        ]

    @property
    def entities(self) -> tuple[Entity, Entity]:
        """The type of the case, and the person."""
        return self.case.entity, self.world.model.registry.by_id[PERSON]
