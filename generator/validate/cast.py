"""Who and what a scenario speaks of: offices, moments, records and fields by name. Must not judge or report."""

from __future__ import annotations

import datetime
import zoneinfo
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from generator.blueprint import Expectation, Given, Scenario, Step
from generator.blueprint.outline import Entity, PlacedField
from generator.source import Address
from generator.validate.answers import page_of
from generator.validate.context import Context
from generator.validate.country import is_zone
from generator.validate.options import Typed
from runtime.fields.base import Context as Page
from runtime.ir.catalog import Catalog
from runtime.ir.expectation import Spot
from runtime.ir.scenario import Who
from runtime.ir.scratch import HERE

CASE, PERSON = "case", "person"

About: TypeAlias = tuple[Entity | None, datetime.datetime | None]
"""The type of the case a claim is about, and when the scenario ends."""

_NOON = datetime.datetime(2000, 1, 1, 12, tzinfo=datetime.UTC)


@dataclass(frozen=True)
class Named:
    """A field as a scenario names it: whose it is, and where it is written."""

    spot: Spot
    entity: Entity
    placed: PlacedField


@dataclass(frozen=True)
class Cast:
    """The names of one scenario."""

    context: Context
    scenario: Scenario
    catalogs: dict[str, Catalog]

    @property
    def office(self) -> str:
        """Where it happens."""
        return self.scenario.office or HERE

    def office_of(self, line: Given | Step | Expectation) -> str:
        """The office of a line."""
        return line.office or self.office

    def who(self, line: Given | Step | Expectation) -> Who:
        """The account of a line."""
        return account(line.who or self.scenario.who, self.office_of(line))

    def moment(self, text: str, office: str) -> datetime.datetime | None:
        """A moment on an office's clock, in UTC; None where the text is none."""
        try:
            found = datetime.datetime.fromisoformat(text)
            local = found if found.tzinfo else found.replace(tzinfo=self._zone(office))
            return local.astimezone(datetime.UTC)
        except (ValueError, OverflowError):
            return None

    def page(self, office: str, now: datetime.datetime | None) -> Page:
        """Where and when answers are typed."""
        return page_of(self.context, self.catalogs, str(self._zone(office)), now or _NOON)

    @cached_property
    def records(self) -> dict[str, Entity]:
        """The entity of every given record that is of a known kind, by name."""
        by_id = self.context.outline.by_id
        kinds = {name: entity_id(given) for name, given in self.scenario.given.items()}
        return {name: by_id[kind] for name, kind in kinds.items() if kind in by_id}

    def case_before(self, position: int, name: str | None) -> tuple[str, Entity] | None:
        """The case a line speaks of: the one it names, else the last one opened before that step, else given.

        Args:
            position: how many steps went before.
            name: the name of a given case.
        """
        if name is not None:
            entity = self.records.get(name)
            return (name, entity) if entity is not None and entity.kind == "case_type" else None
        by_id = self.context.outline.by_id
        for number in range(position - 1, -1, -1):
            opened = by_id.get(f"case_{self.scenario.when[number].open}")
            if opened is not None:
                return opened_name(number), opened
        given = [(key, entity) for key, entity in self.records.items() if entity.kind == "case_type"]
        return given[-1] if given else None

    def named(self, text: str, case: Entity | None) -> Named | None:
        """The field behind a name: of the case, ``person.x``, ``<given>.x`` or ``<action type>.x``."""
        owner, dot, field = text.rpartition(".")
        entity = self.owner(owner, case) if dot else case
        if entity is None:
            return None
        placed = self.context.outline.fields_of(entity).get(field)
        if placed is None:
            return None
        named = entity.id if entity.kind == "action_type" else owner
        return Named(Spot(owner=named if dot else CASE, field=field), self._home(entity, field), placed)

    def owner(self, name: str, case: Entity | None) -> Entity | None:
        """The entity behind what leads a name."""
        if name == CASE:
            return case
        by_id = self.context.outline.by_id
        return by_id.get(PERSON) if name == PERSON else self.records.get(name) or by_id.get(f"action_{name}")

    def typed(self, placed: PlacedField) -> Typed | None:
        """The field with its type, if that is right."""
        return self.context.typed.get(placed.address)

    def _home(self, entity: Entity, field: str) -> Entity:
        """The entity that writes a field: the type, or what it extends."""
        family = self.context.outline.family(entity)
        return next(member for member in family if field in member.by_id)

    def _zone(self, office: str) -> zoneinfo.ZoneInfo:
        found = self.context.tables.offices.get(office)
        name = found.time_zone if found and found.time_zone else self.context.blueprint.time_zone
        return zoneinfo.ZoneInfo(name if is_zone(name) else "UTC")


def playable(context: Context) -> dict[str, Scenario]:
    """Return the scenarios that are to come true: all but those that belong to another nation."""
    tree = context.places.tree
    return {
        key: scenario
        for key, scenario in context.blueprint.scenarios.items()
        if not scenario.national or tree.layer_of(("scenarios", key, "national")) is tree.newest
    }


def account(text: str, office: str) -> Who:
    """The account that ``oficial`` or ``oficial beto`` means in an office."""
    role, _, name = text.strip().partition(" ")
    return Who(role=role, office=office, name=name.strip())


def entity_id(given: Given) -> str | None:
    """The id of the entity a given record is of."""
    if given.case is not None:
        return f"case_{given.case}"
    if given.directory is not None:
        return f"register_{given.directory}"
    return PERSON if given.person is not None else None


def opened_name(position: int) -> str:
    """The name under which a case opened by a step is known; no author can have given it."""
    return f"+{position}"


def each(names: Iterable[str], place: Address, cast: Cast) -> Iterator[tuple[Address, str]]:
    """Every name with its place: its item's where a list was written, else the text's."""
    is_list = cast.context.places.tree.span_of((*place, 0)) is not None
    for position, name in enumerate(names):
        yield ((*place, position) if is_list else place), name
