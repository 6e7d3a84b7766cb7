"""The columns the system itself has: folio, state, types, scope, office, officers, moments. Must not know fields or pages."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, String, case, literal
from typing_extensions import override

from runtime.access.policy import reach
from runtime.fields.base import Context, Filter, Offer
from runtime.fields.export import Dialect
from runtime.ir.label import Label
from runtime.ir.label import text as label_text
from runtime.search.cells import Writer, days_of_moments, one_of_texts
from runtime.search.columns import Lens, ListColumn, Part, Span, labelled, one_of
from runtime.search.tables import Tables


@dataclass(frozen=True)
class SystemColumn(ListColumn):
    """What the system's own columns share: the entity ``of`` whose table has ``column``. As it stands: the folio."""

    name: str
    of: str
    column: str
    filter: Filter = "none"
    is_nowrap: bool = True

    @override
    def heading(self, context: Context) -> str:
        return context.message(f"lists.column.{self.name}")

    def source(self, tables: Tables) -> ColumnElement[Any]:
        """Return the column of the database."""
        return tables.of(self.of).c[self.column]

    @override
    def select(self, tables: Tables) -> list[ColumnElement[Any]]:
        return [self.source(tables)]

    @override
    def writer(self, lens: Lens) -> Writer:
        return lambda parts: [text or "" for text in parts[0]]

    @override
    def parts(self, tables: Tables, dialect: Dialect, language: str | None) -> list[Part]:
        return [Part(dialect.text(self.source(tables)))]

    @override
    def among(self, tables: Tables, chosen: Sequence[str], context: Context) -> ColumnElement[bool]:
        return one_of(self.source(tables), chosen)


@dataclass(frozen=True)
class CodedColumn(SystemColumn):
    """State, types, reasons: a code with a label."""

    filter: Filter = "choice"
    is_nowrap: bool = False
    labels: Mapping[str, Label] = field(default_factory=dict)
    catalogs: tuple[str, ...] = ()
    retired: frozenset[str] = frozenset()
    """Codes that are shown but no longer offered."""

    @override
    def writer(self, lens: Lens) -> Writer:
        language = lens.context.language
        return one_of_texts({code: label_text(label, language) for code, label in self.labels.items()})

    @override
    def parts(self, tables: Tables, dialect: Dialect, language: str | None) -> list[Part]:
        return [Part(labelled(tables, self.source(tables), self.catalogs, language))]

    @override
    def offers(self, lens: Lens, chosen: Sequence[str]) -> tuple[Offer, ...]:
        language = lens.context.language
        return tuple(
            Offer(code, label_text(label, language))
            for code, label in self.labels.items()
            if code not in self.retired or code in chosen
        )


@dataclass(frozen=True)
class ScopeColumn(CodedColumn):
    """The scope of a case: its type says which."""

    types: Mapping[str, str] = field(default_factory=dict)
    """Case type to scope."""

    @override
    def writer(self, lens: Lens) -> Writer:
        language = lens.context.language
        texts = {
            kind: label_text(self.labels.get(scope, {}), language) or scope
            for kind, scope in self.types.items()
        }
        return lambda parts: [texts.get(kind, "") for kind in parts[0]]

    @override
    def parts(self, tables: Tables, dialect: Dialect, language: str | None) -> list[Part]:
        kind = self.source(tables)
        scope = case(*((kind == key, literal(scope, String())) for key, scope in self.types.items()))
        return [Part(labelled(tables, scope, self.catalogs, language))]

    @override
    def among(self, tables: Tables, chosen: Sequence[str], context: Context) -> ColumnElement[bool]:
        return one_of(self.source(tables), [kind for kind, scope in self.types.items() if scope in chosen])


@dataclass(frozen=True)
class OfficeColumn(SystemColumn):
    """The office of a record, by its name."""

    filter: Filter = "choice"
    is_nowrap: bool = False

    @override
    def writer(self, lens: Lens) -> Writer:
        return lambda parts: [lens.directory.office_name(office) for office in parts[0]]

    @override
    def parts(self, tables: Tables, dialect: Dialect, language: str | None) -> list[Part]:
        source = self.source(tables)
        return [
            Part(source) if language is None else Part(tables.named(source, "office").c.name, is_free=True)
        ]

    @override
    def offers(self, lens: Lens, chosen: Sequence[str]) -> tuple[Offer, ...]:
        """Offer the offices in reach."""
        seen = offices_in_reach(lens, self.of)
        return tuple(
            Offer(office.id, office.name) for office in lens.directory.offices.values() if office.id in seen
        )


@dataclass(frozen=True)
class OfficerColumn(SystemColumn):
    """Who is responsible for a case, or did an action, by name."""

    filter: Filter = "choice"
    is_nowrap: bool = False

    @override
    def writer(self, lens: Lens) -> Writer:
        return lambda parts: [lens.directory.officer_name(officer) for officer in parts[0]]

    @override
    def parts(self, tables: Tables, dialect: Dialect, language: str | None) -> list[Part]:
        return [Part(tables.named(self.source(tables), "account").c.name, is_free=True)]

    @override
    def offers(self, lens: Lens, chosen: Sequence[str]) -> tuple[Offer, ...]:
        """Offer the officers of the own office, oneself first; of other offices only who is chosen."""
        me = lens.actor.account_id
        seen = [
            officer
            for officer in lens.directory.officers.values()
            if (officer.office_id == lens.actor.office_id and officer.is_enabled) or str(officer.id) in chosen
        ]
        seen.sort(key=lambda officer: officer.id != me)
        return tuple(Offer(str(officer.id), officer.name) for officer in seen)

    @override
    def among(self, tables: Tables, chosen: Sequence[str], context: Context) -> ColumnElement[bool]:
        return one_of(self.source(tables), [uuid_of(code) for code in chosen])


@dataclass(frozen=True)
class MomentColumn(SystemColumn):
    """When it was registered, closed, done: the day, as the page's zone counts it."""

    filter: Filter = "range"

    @override
    def writer(self, lens: Lens) -> Writer:
        return days_of_moments(lens.context)

    @override
    def parts(self, tables: Tables, dialect: Dialect, language: str | None) -> list[Part]:
        return [Part(dialect.text(self.source(tables)), is_moment=True)]

    @override
    def within(self, tables: Tables, span: Span, context: Context) -> ColumnElement[bool]:
        return span.of_moments(self.source(tables), context.zone)


def uuid_of(text: str) -> uuid.UUID:
    """Read an id; what is none becomes one that nobody has."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return uuid.UUID(int=0)


def offices_in_reach(lens: Lens, entity_id: str) -> frozenset[str]:
    """Return the offices whose records of an entity the actor may read; the gate itself decides on each row."""
    registry = lens.model.registry
    kinds = {"case": registry.case_types, "action": registry.action_types}.get(entity_id, ())
    subjects = [entity_id, *(kind.id for kind in kinds)]
    found = {reach(lens.model, lens.actor, "read", subject) for subject in subjects}
    # Cases of their groups lie anywhere.
    if "everything" in found or lens.actor.visiting or lens.actor.opened:
        return frozenset(lens.directory.offices)
    if "country" in found:
        return lens.actor.offices_of_country | lens.actor.offices_below
    if "jurisdiction" in found:
        return lens.actor.offices_below
    return frozenset([lens.actor.office_id])
