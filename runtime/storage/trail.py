"""Entries on their way into the trail: each takes its place in its record's chain, in the writing transaction.

Owns the heads of chains; must not judge. A chain's head is locked from when an entry takes its place until the
transaction ends, chains in the order of their ids, so that nobody waits in a circle. There is no lock for all.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import MetaData, bindparam, false, insert, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import ReturningInsert

from runtime.storage.chain import NOTHING, Binder, chain_of, telling
from runtime.storage.entry import Entry
from runtime.storage.outbox import Command, Outbox, Statement

_KEY = "trail"


@dataclass
class _Link:
    """A chain as far as a transaction moves it."""

    kind: str
    record_id: str
    is_new: bool
    rows: list[dict[str, object]] = field(default_factory=list)
    seq: int = 0
    digest: bytes = NOTHING

    def named(self, chain: uuid.UUID) -> dict[str, object]:
        """Return what its head's row says of it for good."""
        return {"chain": chain, "kind": self.kind, "record_id": self.record_id, "anchored": False}


class Trail:
    """The trail of one registry. Looked up by its metadata."""

    def __init__(self, metadata: MetaData, key: bytes) -> None:
        self.binder = Binder(key)
        self._event, self._head = metadata.tables["event"], metadata.tables["chain_head"]
        self._commands: dict[tuple[str, str], Command] = {}
        metadata.info[_KEY] = self

    def append(self, outbox: Outbox, entries: Iterable[Entry]) -> None:
        """Give entries their places; they wait in the outbox, with the heads they move."""
        links: dict[uuid.UUID, _Link] = {}
        for entry in entries:
            chain = chain_of(entry.entity, entry.record_id, entry.case_id, entry.person_id, entry.account_id)
            link = links.get(chain)
            if link is None:
                link = links[chain] = _link(chain, entry)
            link.rows.append(entry.row())
        self._take_heads(outbox, {chain: links[chain] for chain in sorted(links)})
        for chain, link in links.items():
            self._bind(outbox, chain, link)

    def _bind(self, outbox: Outbox, chain: uuid.UUID, link: _Link) -> None:
        binder, name = self.binder, chain.hex
        insert_event = self._command("event", outbox, lambda: insert(self._event))
        for row in link.rows:
            link.seq += 1
            link.digest = binder.digest(link.digest, name, link.seq, telling(row))
            outbox.put(insert_event, {**row, "chain": chain, "seq": link.seq, "digest": link.digest})
        seal = binder.seal(name, link.seq, link.digest)
        if link.is_new:
            begin = self._command("begin", outbox, lambda: insert(self._head))
            outbox.put(begin, {**link.named(chain), "seq": link.seq, "digest": link.digest, "seal": seal})
        else:
            moved = {"moved": chain, "new_seq": link.seq, "new_digest": link.digest, "new_seal": seal}
            outbox.put(self._command("move", outbox, self._move), moved)

    def _take_heads(self, outbox: Outbox, links: Mapping[uuid.UUID, _Link]) -> None:
        """Lock the heads of chains, and learn where they stand; one that is not there begins here."""
        begun = {chain: link for chain, link in links.items() if not link.is_new}
        wanted = [
            {**link.named(chain), "seq": 0, "digest": NOTHING, "seal": NOTHING}
            for chain, link in begun.items()
        ]
        if len(wanted) == 1:
            take = self._command("take", outbox, lambda: self._take(outbox.dialect.name))
            [link] = begun.values()
            [[_, link.seq, link.digest]] = outbox.ask(take, wanted[0])
        elif wanted:
            connection = outbox.connection
            for row in connection.execute(self._take(connection.dialect.name), wanted):
                begun[row.chain].seq, begun[row.chain].digest = row.seq, row.digest

    def _take(self, dialect: str) -> ReturningInsert[Any]:
        head = self._head
        statement = (postgresql if dialect == "postgresql" else sqlite).insert(head)
        taking: ReturningInsert[Any] = statement.on_conflict_do_update(
            index_elements=[head.c.chain], set_={"anchored": false()}
        ).returning(head.c.chain, head.c.seq, head.c.digest)
        return taking

    def _move(self) -> Statement:
        return (
            update(self._head)
            .where(self._head.c.chain == bindparam("moved"))
            .values(seq=bindparam("new_seq"), digest=bindparam("new_digest"), seal=bindparam("new_seal"))
        )

    def _command(self, name: str, outbox: Outbox, make: Callable[[], Statement]) -> Command:
        key = (name, outbox.dialect.name)
        found = self._commands.get(key)
        if found is None:
            found = self._commands[key] = Command(make(), outbox.dialect)
        return found


def trail_of(metadata: MetaData) -> Trail:
    """Return the trail of a registry, which its ``Model`` made."""
    found: Trail = metadata.info[_KEY]
    return found


def _link(chain: uuid.UUID, entry: Entry) -> _Link:
    if chain == entry.case_id:
        kind, record_id = "case", str(chain)
    elif chain == entry.person_id:
        kind, record_id = "person", str(chain)
    elif chain == entry.account_id and chain != entry.record_id:
        kind, record_id = "account", str(chain)
    else:
        kind, record_id = entry.entity, str(entry.record_id or "")
    # What begins with its own creation has no head to look for.
    return _Link(kind, record_id, entry.verb == "create" and chain == entry.record_id)
