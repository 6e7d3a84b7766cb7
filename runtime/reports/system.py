"""Dimensions of the system itself: offices, types, scopes, families, states, officers. Must not know fields."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, String, case, literal, select
from typing_extensions import override

from runtime.fields.base import Context
from runtime.i18n.countries import country_name
from runtime.ir.entity import Entity
from runtime.ir.families import FAMILIES
from runtime.ir.label import Label
from runtime.ir.label import text as label_text
from runtime.ir.registry import Registry
from runtime.reports.dimension import UNSAID, Dimension, Group, Source
from runtime.search.columns import Lens, one_of
from runtime.search.reading import Reading
from runtime.search.systemcolumns import offices_in_reach


@dataclass(frozen=True)
class Coded(Dimension):
    """A code in a column of the system, with a label: state, type, reason for closing."""

    name: str
    of: str
    column: str
    labels: Mapping[str, Label] = field(default_factory=dict)

    @override
    def heading(self, context: Context) -> str:
        return context.message(f"reports.by_{self.name.replace('.', '_')}")

    @override
    def key(self, source: Source) -> ColumnElement[str]:
        return source.tables.of(self.of).c[self.column]

    @override
    def groups(self, lens: Lens) -> Sequence[Group]:
        language = lens.context.language
        return [Group(code, label_text(label, language)) for code, label in self.labels.items()]


@dataclass(frozen=True)
class OfType(Coded):
    """What the type of a case says of it: its scope, its regional family."""

    types: Mapping[str, str] = field(default_factory=dict)
    """Case type to code."""

    @override
    def key(self, source: Source) -> ColumnElement[str]:
        kind = source.tables.of(self.of).c[self.column]
        found = [(kind == key, literal(code, String())) for key, code in self.types.items()]
        return case(*found) if found else literal(None, String())

    @override
    def among(self, source: Source, chosen: Sequence[str]) -> ColumnElement[bool]:
        kinds = [kind for kind, code in self.types.items() if code in chosen]
        return one_of(source.tables.of(self.of).c[self.column], kinds)


@dataclass(frozen=True)
class Offices(Coded):
    """The office of a record; by its country or city when ``part`` says so."""

    part: str = "id"

    @override
    def key(self, source: Source) -> ColumnElement[str]:
        column = source.base.c[self.column]
        return column if self.part == "id" else source.tables.named(column, "office").c[self.part]

    @override
    def groups(self, lens: Lens) -> Sequence[Group]:
        if self.part != "id":
            return []
        seen = offices_in_reach(lens, self.of)
        return [Group(found.id, found.name) for found in lens.directory.offices.values() if found.id in seen]

    @override
    def name_others(self, reading: Reading, lens: Lens, keys: Sequence[str]) -> Sequence[Group]:
        language = lens.context.language
        names: Mapping[str, Callable[[str], str]] = {
            "id": lens.directory.office_name,
            "country": lambda key: country_name(key, language),
            "city": str,
        }
        return sorted((Group(key, names[self.part](key)) for key in keys), key=lambda group: group.label)


@dataclass(frozen=True)
class Officers(Coded):
    """Who is responsible for a case, or did an action."""

    @override
    def key(self, source: Source) -> ColumnElement[str]:
        return source.dialect.text(super().key(source))

    @override
    def name_others(self, reading: Reading, lens: Lens, keys: Sequence[str]) -> Sequence[Group]:
        people = lens.directory.officers
        named = [
            Group(key, people[account].name) if account in people else Group(key, key)
            for key in keys
            if key != UNSAID
            for account in [uuid.UUID(key)]
        ]
        return sorted(named, key=lambda group: group.label)


@dataclass(frozen=True)
class OpenClosed(Coded):
    """Whether a case is closed."""

    @override
    def key(self, source: Source) -> ColumnElement[str]:
        closed = source.tables.of(self.of).c[self.column]
        return case((closed.is_(None), literal("open")), else_=literal("closed"))

    @override
    def groups(self, lens: Lens) -> Sequence[Group]:
        return [Group(key, lens.context.message(f"reports.is_{key}")) for key in ("open", "closed")]


def system_dimension(registry: Registry, base: str, name: str) -> Dimension | None:
    """Return a dimension of the system for records of ``case``, ``action`` or a register."""
    if name == "office" or name.startswith("office."):
        return Offices(name, base, "office_id", part=name.partition(".")[2] or "id")
    if base == "action" and name == "action_type":
        return Coded(name, "action", name, _labels(registry.action_types))
    if base == "action" and name == "officer":
        return Officers(name, "action", "officer_id")
    if base not in ("case", "action"):
        return None
    return _of_case(registry, name)


def _of_case(registry: Registry, name: str) -> Dimension | None:
    kinds = registry.case_types
    scopes = registry.catalog_by_id.get(registry.scopes or "")
    closing = [
        value
        for catalog in dict.fromkeys(found.reasons for found in registry.lifecycle.transitions)
        if catalog is not None
        for value in registry.catalog_by_id[catalog].values
    ]
    made: Mapping[str, Dimension] = {
        "case_type": Coded("case_type", "case", "case_type", _labels(kinds)),
        "scope": OfType(
            "scope",
            "case",
            "case_type",
            {value.code: value.label for value in scopes.values} if scopes else {},
            {kind.key: kind.scope for kind in kinds if kind.scope is not None},
        ),
        "family": OfType(
            "family", "case", "case_type", FAMILIES, {kind.key: kind.family for kind in kinds if kind.family}
        ),
        "state": Coded(
            "state", "case", "state", {state.id: state.label for state in registry.lifecycle.states}
        ),
        "open": OpenClosed("open", "case", "closed_at"),
        "closing_reason": Coded(
            "closing_reason", "case", "closing_reason", {value.code: value.label for value in closing}
        ),
        "responsible": Officers("responsible", "case", "responsible_id"),
    }
    return made.get(name)


def _labels(kinds: Sequence[Entity]) -> dict[str, Label]:
    return {kind.key: kind.label for kind in kinds}


def read_zones(reading: Reading) -> tuple[str, ...]:
    """Return the time zones of the offices."""
    office: Any = reading.model.table("office")
    found = reading.connection.scalars(select(office.c.time_zone).distinct().order_by(office.c.time_zone))
    return tuple(found)
