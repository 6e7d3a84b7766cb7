"""Where a scenario is played: one transaction, its accounts, and the records it has made so far. Must not act or judge."""

from __future__ import annotations

import datetime
import uuid
import zoneinfo
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field

from sqlalchemy import Connection
from typing_extensions import override

from runtime.access.actor import Actor
from runtime.fields.base import Context
from runtime.i18n.messages import message
from runtime.ir.scenario import Who
from runtime.records.stored import Stored
from runtime.records.work import Work, begin
from runtime.scenario.looking import look
from runtime.storage.model import Model
from runtime.storage.session import Store

CASE, PERSON = "case", "person"


@dataclass(frozen=True, kw_only=True)
class Inside(Store):
    """A store whose writing transactions all stand inside one that is under way."""

    connection: Connection

    @contextmanager
    @override
    def writing(self) -> Iterator[Connection]:
        with self.connection.begin_nested():
            yield self.connection


@dataclass(frozen=True)
class Record:
    """A record: its entity (of a case or action: its type) and its id."""

    entity_id: str
    id: uuid.UUID


@dataclass
class World:
    """One scenario under way. ``language`` is that of the words in which it is told how it went.

    ``actions`` has the last action of each type of each case.
    """

    model: Model
    connection: Connection
    actors: Mapping[Who, Actor]
    language: str
    now: datetime.datetime
    records: dict[str, Record] = field(default_factory=dict)
    actions: dict[tuple[str, str], uuid.UUID] = field(default_factory=dict)

    def act(self, who: Who) -> AbstractContextManager[Work]:
        """Begin what an account does: kept whole, or nothing of it, and taken back with the scenario."""
        inside = Inside(self.connection.engine, connection=self.connection)
        return begin(inside, self.model, self.actors[who], now=self.now)

    def context(self, who: Who, language: str | None = None) -> Context:
        """The page of an account; answers are typed in the registry's first language."""
        spoken = language or self.model.registry.languages[0]
        return Context(
            language=spoken,
            zone=zoneinfo.ZoneInfo(self.actors[who].zone),
            now=self.now,
            catalogs=self.model.registry.catalog_by_id,
            message=message(spoken),
            region=self.model.registry.country,
            reasons=self.model.registry.unknown,
        )

    def look(self, who: Who, record: Record) -> Stored:
        """A record as an account finds it.

        Raises:
            NotFound: the account may not see it.
        """
        return look(self.model, self.connection, self.actors[who], record.entity_id, record.id)

    def record(self, name: str, case: str) -> Record | None:
        """The record behind a name: ``case``, ``person`` (whom the case is about), a given name, or an action type."""
        if name == CASE:
            return self.records.get(case)
        if name == PERSON:
            return self.records.get(_of(case))
        action_id = self.actions.get((case, name))
        return self.records.get(name) if action_id is None else Record(name, action_id)

    def remember_case(self, name: str, entity_id: str, case_id: uuid.UUID, person_id: uuid.UUID) -> None:
        """Keep a case under its name, with the person it is about."""
        self.records[name] = Record(entity_id, case_id)
        self.records[_of(name)] = Record(PERSON, person_id)


def _of(case: str) -> str:
    """The name under which the person of a case is kept; no author can have given it."""
    return f"{case}+{PERSON}"
