"""What a hook is told: one frozen context for each kind of event. Must not do anything."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from pydantic import BaseModel
from sqlalchemy import Connection

from runtime.access.actor import Actor

S = TypeVar("S", bound=BaseModel)


@dataclass(frozen=True)
class Event:
    """What every context says: which record, who acts, when.

    *Before* hooks run inside the transaction, ahead of the writing, and may refuse by raising ``Invalid`` or
    ``Refused``. *After* hooks run inside it too, after the writing. *After-commit* hooks run once it is stored
    for good, and cannot undo it.
    """

    name: ClassVar[str]

    entity: str
    record_id: uuid.UUID
    actor: Actor
    now: datetime.datetime


@dataclass(frozen=True)
class BeforeCreate(Event, Generic[S]):
    """A record is about to be stored; ``record`` holds its values as the generated schema."""

    name = "before_create"

    record: S
    connection: Connection


@dataclass(frozen=True)
class AfterCreate(Event, Generic[S]):
    """A record was stored in this transaction."""

    name = "after_create"

    record: S
    connection: Connection


@dataclass(frozen=True)
class BeforeUpdate(Event, Generic[S]):
    """Some fields are about to change; ``record`` holds only those, ``before`` the stored values of all."""

    name = "before_update"

    record: S
    before: Mapping[str, object]
    connection: Connection


@dataclass(frozen=True)
class AfterUpdate(Event, Generic[S]):
    """Some fields were changed in this transaction."""

    name = "after_update"

    record: S
    before: Mapping[str, object]
    connection: Connection


@dataclass(frozen=True)
class BeforeTransition(Event):
    """A case is about to move between states."""

    name = "before_transition"

    transition: str
    source: str
    target: str
    connection: Connection


@dataclass(frozen=True)
class AfterTransition(Event):
    """A case was moved in this transaction."""

    name = "after_transition"

    transition: str
    source: str
    target: str
    connection: Connection


@dataclass(frozen=True)
class AfterCommit(Event):
    """A write is stored for good; ``verb`` is that of the history event (``create``, ``update``, ``transition`` …)."""

    name = "after_commit"

    verb: str


EVENTS: Mapping[str, type[Event]] = {
    kind.name: kind
    for kind in (
        BeforeCreate,
        AfterCreate,
        BeforeUpdate,
        AfterUpdate,
        BeforeTransition,
        AfterTransition,
        AfterCommit,
    )
}
