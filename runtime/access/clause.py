"""Conditions that answer twice: for one record in Python, and for all rows in SQL. Must not know roles or actors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import ColumnElement, FromClause, MetaData, and_, exists, false, not_, or_, true

Record = Mapping[str, Any]


class Clause(Protocol):
    """A condition on a record."""

    def holds(self, record: Record) -> bool:
        """Whether it is true of this record."""

    def sql(self, metadata: MetaData, table: FromClause) -> ColumnElement[bool]:
        """Return the same condition on the rows of a table."""


@dataclass(frozen=True)
class Always:
    """True of every record, or of none."""

    answer: bool

    def holds(self, record: Record) -> bool:  # noqa: ARG002 - the answer does not depend on it
        """Give the fixed answer."""
        return self.answer

    def sql(self, metadata: MetaData, table: FromClause) -> ColumnElement[bool]:  # noqa: ARG002 - as above
        """Give the fixed answer."""
        return true() if self.answer else false()


@dataclass(frozen=True)
class Among:
    """A column holds one of some values; ``is_outside`` turns it round. An empty column is never among them."""

    column: str
    values: frozenset[object]
    is_outside: bool = False

    def holds(self, record: Record) -> bool:
        """Look at the record's column."""
        value = record[self.column]
        return value is not None and (value in self.values) is not self.is_outside

    def sql(self, metadata: MetaData, table: FromClause) -> ColumnElement[bool]:  # noqa: ARG002 - one signature
        """Compare the column."""
        column = table.c[self.column]
        if self.is_outside:
            return column.not_in(sorted(self.values, key=str))
        if len(self.values) == 1:
            return column == next(iter(self.values))
        return column.in_(sorted(self.values, key=str))


@dataclass(frozen=True)
class Empty:
    """A column is empty."""

    column: str

    def holds(self, record: Record) -> bool:
        """Look at the record's column."""
        return record[self.column] is None

    def sql(self, metadata: MetaData, table: FromClause) -> ColumnElement[bool]:  # noqa: ARG002 - one signature
        """Compare the column."""
        return table.c[self.column].is_(None)


@dataclass(frozen=True)
class Every:
    """All parts hold."""

    parts: Sequence[Clause]

    def holds(self, record: Record) -> bool:
        """Ask every part."""
        return all(part.holds(record) for part in self.parts)

    def sql(self, metadata: MetaData, table: FromClause) -> ColumnElement[bool]:
        """Join the parts by AND."""
        return and_(true(), *(part.sql(metadata, table) for part in self.parts))


@dataclass(frozen=True)
class Some:
    """At least one part holds."""

    parts: Sequence[Clause]

    def holds(self, record: Record) -> bool:
        """Ask the parts."""
        return any(part.holds(record) for part in self.parts)

    def sql(self, metadata: MetaData, table: FromClause) -> ColumnElement[bool]:
        """Join the parts by OR."""
        return or_(false(), *(part.sql(metadata, table) for part in self.parts))


@dataclass(frozen=True)
class OfItsCase:
    """An action's case meets a condition; in Python the record carries it as ``case``."""

    clause: Clause

    def holds(self, record: Record) -> bool:
        """Look at the case, if there is one."""
        return record["case"] is not None and self.clause.holds(record["case"])

    def sql(self, metadata: MetaData, table: FromClause) -> ColumnElement[bool]:
        """Ask whether such a case exists."""
        cases = metadata.tables["cases"].alias()
        return (
            exists().where(cases.c.id == table.c.case_id, self.clause.sql(metadata, cases)).correlate(table)
        )


@dataclass(frozen=True)
class OfNoneOfItsCases:
    """No case in which a person has a part meets a condition."""

    clause: Clause

    def holds(self, record: Record) -> bool:
        """Look at the cases."""
        return not OfOneOfItsCases(self.clause).holds(record)

    def sql(self, metadata: MetaData, table: FromClause) -> ColumnElement[bool]:
        """Ask whether there is none."""
        return not_(OfOneOfItsCases(self.clause).sql(metadata, table))


@dataclass(frozen=True)
class OfOneOfItsCases:
    """A person has a part in a case that meets a condition; in Python the record carries them as ``cases``."""

    clause: Clause

    def holds(self, record: Record) -> bool:
        """Look at the cases."""
        return any(self.clause.holds(case) for case in record["cases"])

    def sql(self, metadata: MetaData, table: FromClause) -> ColumnElement[bool]:
        """Ask whether such a case exists."""
        cases = metadata.tables["cases"].alias()
        party = metadata.tables["party"].alias()
        return (
            exists()
            .where(
                party.c.person_id == table.c.id,
                cases.c.id == party.c.case_id,
                self.clause.sql(metadata, cases),
            )
            .correlate(table)
        )


def every(*parts: Clause) -> Clause:
    """Join by AND, without the parts that say nothing."""
    telling = [part for part in parts if part != Always(True)]
    if Always(False) in telling:
        return Always(False)
    if len(telling) <= 1:
        return telling[0] if telling else Always(True)
    return Every(tuple(telling))


def some(*parts: Clause) -> Clause:
    """Join by OR, without the parts that say nothing."""
    telling = [part for part in parts if part != Always(False)]
    if Always(True) in telling:
        return Always(True)
    if len(telling) <= 1:
        return telling[0] if telling else Always(False)
    return Some(tuple(telling))


def of_its_case(clause: Clause) -> Clause:
    """Say that an action's case meets a condition; of one that none meets nothing is asked."""
    return clause if clause == Always(False) else OfItsCase(clause)


def of_one_of_its_cases(clause: Clause) -> Clause:
    """Say that one of a person's cases meets a condition; of one that none meets nothing is asked."""
    return clause if clause == Always(False) else OfOneOfItsCases(clause)
