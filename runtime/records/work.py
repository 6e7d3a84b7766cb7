"""The argument of every command: who acts, when, in which transaction. Must not know any command."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy import Connection

from runtime.access.actor import Actor
from runtime.storage.model import Model
from runtime.storage.session import Store


@dataclass(frozen=True)
class Work:
    """One transaction of one actor. Commands may be combined in one work; it is stored whole or not at all."""

    model: Model
    connection: Connection
    actor: Actor
    now: datetime.datetime
    request_id: str | None = None
    when_stored: list[Callable[[], None]] = field(default_factory=list)
    """Called once the transaction is committed (after-commit hooks)."""
    when_undone: list[Callable[[], None]] = field(default_factory=list)
    """Called if it is rolled back (a file already written is taken away)."""


@contextmanager
def begin(
    store: Store,
    model: Model,
    actor: Actor,
    *,
    now: datetime.datetime | None = None,
    request_id: str | None = None,
) -> Iterator[Work]:
    """Open a writing transaction for an actor; committed at the end, rolled back by any exception.

    Raises:
        Busy: the database is down or locked.
    """
    when_stored: list[Callable[[], None]] = []
    when_undone: list[Callable[[], None]] = []
    moment = now or datetime.datetime.now(datetime.UTC)
    stored = False
    try:
        with store.writing() as connection:
            yield Work(model, connection, actor, moment, request_id, when_stored, when_undone)
        stored = True
    finally:
        for act in when_stored if stored else when_undone:
            act()
