"""What a column of a list or export can do, and the columns the system itself has. Must not know fields or pages."""

from __future__ import annotations

import datetime
import uuid
import zoneinfo
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, String, and_, case, func, literal, true
from typing_extensions import override

from runtime.access.actor import Actor
from runtime.access.policy import reach
from runtime.fields.base import Context, Filter, Offer
from runtime.fields.export import Dialect
from runtime.i18n import format as write
from runtime.ir.label import Label
from runtime.ir.label import text as label_text
from runtime.search.directory import Directory
from runtime.search.tables import Tables
from runtime.storage.model import Model

Writer = Callable[[Sequence[Any]], str]
"""Turns what the database gave for one cell into its text."""


@dataclass(frozen=True)
class Lens:
    """Who looks, and how cells are written: language, zone and catalogs, names of offices and officers."""

    model: Model
    actor: Actor
    context: Context
    directory: Directory


@dataclass(frozen=True)
class Part:
    """One column of a file: its text in SQL. ``suffix`` names the part of a value that has several.

    ``is_free`` marks what somebody typed: it may begin like a formula. ``is_moment``: its text depends on a zone.
    """

    text: ColumnElement[str]
    suffix: str = ""
    is_free: bool = False
    is_moment: bool = False


class ListColumn(ABC):
    """A column of a list, by the name the blueprint gives it."""

    name: str
    filter: Filter
    is_nowrap: bool = False

    @abstractmethod
    def heading(self, context: Context) -> str:
        """What stands above it."""

    @abstractmethod
    def select(self, tables: Tables) -> list[ColumnElement[Any]]:
        """What a page reads for one cell."""

    @abstractmethod
    def writer(self, lens: Lens) -> Writer:
        """Prepare the writing of its cells."""

    @abstractmethod
    def parts(self, tables: Tables, dialect: Dialect, language: str | None) -> list[Part]:
        """What a file holds of it: labels in a language, or codes when there is none."""

    def offers(self, lens: Lens, chosen: Sequence[str]) -> tuple[Offer, ...]:  # noqa: ARG002 - most offer nothing
        """What its filter offers to choose, what is chosen among it; nothing for other kinds of filter."""
        return ()

    def among(self, tables: Tables, chosen: Sequence[str], context: Context) -> ColumnElement[bool]:
        """The condition that it is one of the chosen codes."""
        raise NotImplementedError(self.name)

    def within(self, tables: Tables, span: Span, context: Context) -> ColumnElement[bool]:
        """The condition that it lies between two days, both included."""
        raise NotImplementedError(self.name)

    def contains(self, tables: Tables, typed: str) -> ColumnElement[bool]:
        """The condition that it contains a text."""
        raise NotImplementedError(self.name)


@dataclass(frozen=True)
class Span:
    """From one day to another, both included; an open end is ``None``."""

    first: datetime.date | None = None
    last: datetime.date | None = None

    def of_moments(
        self, column: ColumnElement[datetime.datetime], zone: zoneinfo.ZoneInfo
    ) -> ColumnElement[bool]:
        """The condition that a moment falls on one of these days, as the zone counts them."""
        conditions = []
        if self.first is not None:
            conditions.append(column >= midnight(self.first, zone))
        if self.last is not None:
            conditions.append(column < midnight(self.last + datetime.timedelta(days=1), zone))
        return and_(true(), *conditions)

    def of_days(self, column: ColumnElement[datetime.date]) -> ColumnElement[bool]:
        """The condition that a day is one of these."""
        conditions = []
        if self.first is not None:
            conditions.append(column >= self.first)
        if self.last is not None:
            conditions.append(column <= self.last)
        return and_(true(), *conditions)

    def of_texts(self, column: ColumnElement[str]) -> ColumnElement[bool]:
        """The condition that a day written as ISO text, perhaps without day or month, is one of these."""
        conditions = []
        if self.first is not None:
            conditions.append(column >= self.first.isoformat())
        if self.last is not None:
            conditions.append(column <= self.last.isoformat())
        return and_(true(), *conditions)


def midnight(day: datetime.date, zone: zoneinfo.ZoneInfo) -> datetime.datetime:
    """Return the moment a day begins in a zone."""
    return datetime.datetime.combine(day, datetime.time(), zone).astimezone(datetime.UTC)


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
        return lambda values: values[0] or ""

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
        texts = {code: label_text(label, language) for code, label in self.labels.items()}
        return lambda values: texts.get(values[0], values[0] or "")

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
        return lambda values: texts.get(values[0], "")

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
        return lambda values: lens.directory.office_name(values[0])

    @override
    def parts(self, tables: Tables, dialect: Dialect, language: str | None) -> list[Part]:
        source = self.source(tables)
        return [
            Part(source) if language is None else Part(tables.named(source, "office").c.name, is_free=True)
        ]

    @override
    def offers(self, lens: Lens, chosen: Sequence[str]) -> tuple[Offer, ...]:
        """Offer the offices in reach, when there are several."""
        seen = offices_in_reach(lens, self.of)
        found = tuple(
            Offer(office.id, office.name) for office in lens.directory.offices.values() if office.id in seen
        )
        return found if len(found) > 1 else ()


@dataclass(frozen=True)
class OfficerColumn(SystemColumn):
    """Who is responsible for a case, or did an action, by name."""

    filter: Filter = "choice"
    is_nowrap: bool = False

    @override
    def writer(self, lens: Lens) -> Writer:
        return lambda values: lens.directory.officer_name(values[0])

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
        put, zone = short_days(lens.context), lens.context.zone
        return lambda values: "" if values[0] is None else put([values[0].astimezone(zone).date()])

    @override
    def parts(self, tables: Tables, dialect: Dialect, language: str | None) -> list[Part]:
        return [Part(dialect.text(self.source(tables)), is_moment=True)]

    @override
    def within(self, tables: Tables, span: Span, context: Context) -> ColumnElement[bool]:
        return span.of_moments(self.source(tables), context.zone)


def short_days(context: Context) -> Writer:
    """Write days as lists do: short, and on one line."""
    language = context.language

    def put(values: Sequence[Any]) -> str:
        day = values[0]
        return "" if day is None else write.date(day, language, length="medium").replace(" ", "\u00a0")

    return put


def short_moments(context: Context) -> Writer:
    """Write moments as lists do: a short day, and the clock of the page's zone."""
    put_day, zone = short_days(context), context.zone

    def put(values: Sequence[Any]) -> str:
        if values[0] is None:
            return ""
        local = values[0].astimezone(zone)
        return f"{put_day([local.date()])}, {local:%H:%M}"

    return put


def labelled(
    tables: Tables, code: ColumnElement[str], catalogs: Sequence[str], language: str | None
) -> ColumnElement[str]:
    """Return the label of a code, the code itself where there is none or no language is asked for."""
    if language is None:
        return code
    return func.coalesce(*(tables.label(catalog, code, language) for catalog in catalogs), code)


def one_of(column: ColumnElement[Any], values: Sequence[object]) -> ColumnElement[bool]:
    """The condition that a column has one of some values; an equation for a single one, which indexes like better."""
    return column == values[0] if len(values) == 1 else column.in_(values)


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
    if "everything" in found:
        return frozenset(lens.directory.offices)
    if "jurisdiction" in found:
        return lens.actor.offices_below
    return frozenset([lens.actor.office_id])
