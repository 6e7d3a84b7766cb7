"""A case with all that hangs on it, as data. Must not load or render it."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from runtime.ir.entity import Entity


@dataclass(frozen=True)
class Action:
    """One entry of the timeline: system columns, and the values every action has."""

    id: uuid.UUID
    entity: Entity
    row: Mapping[str, Any]
    values: Mapping[str, Any]
    officer: str
    office: str

    @property
    def is_annulled(self) -> bool:
        """Whether it was taken back."""
        return self.row["annulled_at"] is not None


@dataclass(frozen=True)
class Party:
    """A person, by the text that stands for them, and the part they play."""

    id: uuid.UUID
    title: str
    part: str


@dataclass(frozen=True)
class Linked:
    """A case that belongs with this one, which the actor may see."""

    id: uuid.UUID
    folio: str
    entity: Entity
    state: str


@dataclass(frozen=True)
class Attachment:
    """A file kept with the case."""

    id: uuid.UUID
    name: str
    size: int
    added_by: str
    added_at: datetime.datetime
    withdrawn_at: datetime.datetime | None
    withdrawn_reason: str


@dataclass(frozen=True)
class Clock:
    """A deadline, running or stopped; ``key`` is its id in the case type."""

    key: str
    started_at: datetime.datetime
    warn_at: datetime.datetime | None
    due_at: datetime.datetime
    stopped_at: datetime.datetime | None


@dataclass(frozen=True)
class Member:
    """An account of the case's group."""

    account_id: uuid.UUID
    name: str
    added_at: datetime.datetime


@dataclass(frozen=True)
class Waiting:
    """The office a case is bound for, until that office answers."""

    office: str
    asked_by: str
    asked_at: datetime.datetime
    reason: str


@dataclass(frozen=True)
class CaseFile:
    """A case as its page shows it.

    ``values``, ``person`` and the reasons are whole, for conditions: what the actor may see of them is the
    page's to choose. ``titles`` name the records its references point to.
    """

    entity: Entity
    row: Mapping[str, Any]
    values: Mapping[str, Any]
    person: Mapping[str, Any]
    person_unknown: Mapping[str, str]
    office: str
    responsible: str
    parties: Sequence[Party]
    actions: Sequence[Action]
    links: Sequence[Linked]
    attachments: Sequence[Attachment]
    clocks: Sequence[Clock]
    titles: Mapping[uuid.UUID | str, str]
    transfer: Waiting | None = None
    group: Sequence[Member] = ()

    @property
    def id(self) -> uuid.UUID:
        """The case's id."""
        found: uuid.UUID = self.row["id"]
        return found

    @property
    def unknown(self) -> Mapping[str, str]:
        """Why values are unknown, by field id."""
        found: Mapping[str, str] = self.row["unknown"]
        return found

    @property
    def main(self) -> Party | None:
        """The person the case is about."""
        return next((party for party in self.parties if party.id == self.row["person_id"]), None)
