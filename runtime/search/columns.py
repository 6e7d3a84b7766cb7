"""What a column of a list or an export can do. Must not know which columns there are, nor pages."""

from __future__ import annotations

import datetime
import zoneinfo
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, func, true

from runtime.access.actor import Actor
from runtime.fields.base import Context, Filter, Offer
from runtime.fields.export import Dialect
from runtime.search.cells import Writer
from runtime.search.directory import Directory
from runtime.search.tables import Tables
from runtime.storage.model import Model


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
