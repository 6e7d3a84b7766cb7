"""What a dimension of a report can do: give each record a group, in SQL, and name the groups. Must not know which there are."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, FromClause

from runtime.fields.base import Context
from runtime.fields.export import Dialect
from runtime.search.columns import Lens, one_of
from runtime.search.reading import Reading
from runtime.search.tables import Tables

UNSAID = ""
"""The group of records that say nothing."""
REASON = "?"
"""What leads the group of records that say why they do not know."""


@dataclass(frozen=True)
class Group:
    """One value of a dimension, or the absence of one."""

    key: str
    label: str


@dataclass(frozen=True)
class Source:
    """The tables one statement reads, and how its database writes texts.

    ``moment`` dates a record of what is counted (registered, done, created), and ``zone`` is whose clock counts.
    """

    tables: Tables
    dialect: Dialect
    moment: ColumnElement[Any]
    zone: ColumnElement[str]
    until: ColumnElement[Any]
    """The moment an open case is looked at: now, or the end of the period."""

    @property
    def base(self) -> FromClause:
        """The table of what is counted."""
        return self.tables.base


class Dimension(ABC):
    """One way to split what is counted."""

    name: str
    is_exclusive: bool = True
    """Whether a record falls into one group only, so that groups add up to the total."""

    @abstractmethod
    def heading(self, context: Context) -> str:
        """What stands above it."""

    @abstractmethod
    def key(self, source: Source) -> ColumnElement[str]:
        """The key of a record's group; null when it says nothing."""

    @abstractmethod
    def groups(self, lens: Lens) -> Sequence[Group]:
        """Every group that can be named beforehand, in order."""

    def among(self, source: Source, chosen: Sequence[str]) -> ColumnElement[bool]:
        """The condition that a record falls into one of these groups."""
        return one_of(self.key(source), chosen)

    def arrange(self, reading: Reading, lens: Lens, found: Collection[str]) -> tuple[Group, ...]:
        """Name the groups that were found, in order; what nobody knows stands last."""
        known = [group for group in self.groups(lens) if group.key in found]
        named = {group.key for group in known}
        rest = self.name_others(reading, lens, [key for key in sorted(found) if key not in named])
        return (*known, *rest)

    def name_others(self, reading: Reading, lens: Lens, keys: Sequence[str]) -> Sequence[Group]:  # noqa: ARG002 - most know all
        """Name the groups that are not known beforehand."""
        reasons: Mapping[str, Mapping[str, str]] = lens.model.registry.unknown
        return [_unnamed(key, reasons, lens.context) for key in sorted(keys, key=_last)]


def _last(key: str) -> tuple[bool, bool, str]:
    return key == UNSAID, key.startswith(REASON), key


def _unnamed(key: str, reasons: Mapping[str, Mapping[str, str]], context: Context) -> Group:
    if key == UNSAID:
        return Group(key, context.message("reports.unsaid"))
    reason = reasons.get(key.removeprefix(REASON), {}) if key.startswith(REASON) else {}
    return Group(key, reason.get(context.language) or next(iter(reason.values()), key))
