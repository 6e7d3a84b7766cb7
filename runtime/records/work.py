"""The argument of every command: who acts, when, in which transaction. Must not know any command."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection

from runtime.access.actor import NONE, Actor
from runtime.errors import Busy
from runtime.storage.entry import Entry
from runtime.storage.model import Model
from runtime.storage.outbox import Command, Outbox, Statement
from runtime.storage.session import Store
from runtime.storage.trail import trail_of


@dataclass(frozen=True)
class Work:
    """One transaction of one actor. Commands may be combined in one work; it is stored whole or not at all."""

    model: Model
    outbox: Outbox
    actor: Actor
    now: datetime.datetime
    request_id: str | None = None
    when_stored: list[Callable[[], None]] = field(default_factory=list)
    """Called once the transaction is committed (after-commit hooks)."""
    when_undone: list[Callable[[], None]] = field(default_factory=list)
    """Called if it is rolled back (a file already written is taken away)."""
    entries: list[Entry] = field(default_factory=list)
    """What the commands tell the trail. It takes its place there last: chains are locked for as short as can be."""

    @property
    def connection(self) -> Connection:
        """The transaction's connection, on which everything the commands wrote is there to be asked for."""
        return self.outbox.connection

    @property
    def lasting(self) -> Work:
        """The same transaction for an actor without emergency access: what that shows ties itself to no other record."""
        return replace(self, actor=replace(self.actor, opened=NONE)) if self.actor.opened else self

    def command(self, question: Hashable, make: Callable[[], Statement]) -> Command:
        """Return a statement for the outbox, made ready once."""
        return self.model.memory.recall(("command", question), lambda: Command(make(), self.outbox.dialect))


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
    sent = stored = False
    try:
        with store.writing() as connection:
            outbox = Outbox(connection)
            work = Work(model, outbox, actor, moment, request_id, when_stored, when_undone)
            yield work
            trail_of(model.metadata).append(outbox, work.entries)
            outbox.finish()
            sent = True
        stored = True
    except Busy:
        if sent:
            # Lost at COMMIT: it may be stored all the same, and then its files must be there. Without it they are
            # sealed bytes nobody finds.
            when_undone.clear()
        raise
    finally:
        for act in when_stored if stored else when_undone:
            act()
