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

from runtime.storage.chain import NOTHING, Binder, chain_of, name_of, telling
from runtime.storage.entry import Entry
from runtime.storage.outbox import Command, Outbox, Statement

_KEY = "trail"


@dataclass
class _Link:
    """A chain as far as a transaction moves it."""

    kind: str
    record_id: str
    is_new: bool = False
    rows: list[Mapping[str, object]] = field(default_factory=list)
    seq: int = 0
    digest: bytes = NOTHING

    def named(self, chain: uuid.UUID) -> dict[str, object]:
        """Return what its head's row says of it for good."""
        return {"chain": chain, "kind": self.kind, "record_id": self.record_id, "anchored": False}


_Put = Callable[[Mapping[str, object], uuid.UUID, int, bytes], None]
"""Lets an entry wait with its chain, place and digest."""


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
            row = entry.row()
            link = links.get(chain)
            if link is None:
                is_new = entry.begins and chain == entry.record_id
                link = links[chain] = _Link(*_name(chain, row), is_new=is_new)
            link.rows.append(row)
        event = self._command("event", outbox, lambda: insert(self._event))
        self._bind(
            outbox,
            links,
            lambda row, chain, seq, digest: outbox.put(
                event, {**row, "chain": chain, "seq": seq, "digest": digest}
            ),
        )

    def place(self, outbox: Outbox, stored: Iterable[tuple[uuid.UUID, Mapping[str, object]]]) -> None:
        """Give entries that are stored already, each with its chain, their places in this order."""
        links: dict[uuid.UUID, _Link] = {}
        for chain, row in stored:
            links.setdefault(chain, _Link(*_name(chain, row))).rows.append(row)
        placing = self._command("place", outbox, self._place)
        self._bind(
            outbox,
            links,
            lambda row, chain, seq, digest: outbox.put(
                placing, {"placed": row["id"], "new_chain": chain, "new_seq": seq, "new_digest": digest}
            ),
        )

    def _bind(self, outbox: Outbox, links: Mapping[uuid.UUID, _Link], put: _Put) -> None:
        self._take_heads(outbox, {chain: links[chain] for chain in sorted(links)})
        for chain, link in links.items():
            for row in link.rows:
                link.seq += 1
                link.digest = self.binder.digest(link.digest, chain.hex, link.seq, telling(row))
                put(row, chain, link.seq, link.digest)
            self._move_head(outbox, chain, link)

    def _move_head(self, outbox: Outbox, chain: uuid.UUID, link: _Link) -> None:
        seal = self.binder.seal(chain.hex, link.seq, link.digest)
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

    def _place(self) -> Statement:
        event = self._event
        places: dict[str, Any] = {name: bindparam(f"new_{name}") for name in ("chain", "seq", "digest")}
        return update(event).where(event.c.id == bindparam("placed")).values(places)

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


def _name(chain: uuid.UUID, row: Mapping[str, object]) -> tuple[str, str]:
    ids = (row["case_id"], row["person_id"], row["account_id"])
    case_id, person_id, account_id = (one.hex if isinstance(one, uuid.UUID) else None for one in ids)
    entity, record_id = str(row["entity"]), row["record_id"]
    return name_of(chain.hex, case_id, person_id, account_id, entity, str(record_id or ""))
