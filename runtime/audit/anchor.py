"""Signed roots over the heads of chains: with a copy elsewhere, not even who holds the database rewrites the log.

Owns what is signed and how; must not verify the log.
"""

# Each anchor covers the heads that moved since the one before, and that one's root: the newest covers all. That a head
# is anchored is marked beside it, to find the few that moved; a mark proves nothing, so that marks are held against the
# anchors now and then.

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from sqlalchemy import ColumnElement, Connection, exists, insert, select, text, update

from runtime.storage.chain import moment
from runtime.storage.cipher import Cipher
from runtime.storage.model import Model
from runtime.storage.session import Store

PURPOSE = "anchor"
"""What the signing key is derived for."""
MOST = 5000
"""So many heads at most in one anchor: those who write to them wait so long."""
_LOCK = 0x616E63686F72
_LOOSE = text("NOT anchored")
"""As the index of loose heads says it."""
_SEAL = b"acompana anchor 1\n"


@dataclass(frozen=True)
class Anchor:
    """A signed root. ``previous`` is the root before, nothing for the first; bytes are in hexadecimal."""

    registry: str
    number: int
    at: str
    heads: int
    previous: str
    root: str
    key: str
    signature: str

    @property
    def line(self) -> str:
        """The anchor as one line of the file."""
        return json.dumps(vars(self), sort_keys=True)

    def is_signed(self, key: str) -> bool:
        """Whether it was signed by the owner of a public key."""
        try:
            public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))
            public.verify(bytes.fromhex(self.signature), self._signed())
        except (InvalidSignature, ValueError):
            return False
        return self.key == key

    def _signed(self) -> bytes:
        told = {name: value for name, value in vars(self).items() if name != "signature"}
        return _SEAL + json.dumps(told, sort_keys=True).encode()


def public_key(cipher: Cipher) -> str:
    """Return the key anchors are verified with, in hexadecimal: it may be given to anybody."""
    return _private(cipher).public_key().public_bytes_raw().hex()


def hasher_of(previous: bytes) -> Any:
    """Return what takes an anchor's heads, in the order of their chains, by ``feed``."""
    return hashlib.sha256(previous)


def feed(hasher: Any, chain: str, seq: int, digest: bytes) -> None:
    """Take one more head into a root."""
    hasher.update(f"{chain} {seq} ".encode() + digest)


def drop(
    store: Store, model: Model, now: datetime.datetime, *, after: datetime.timedelta | None = None
) -> int:
    """Anchor every head that moved since it was anchored, and return how many anchors that took.

    Args:
        store: the database.
        model: the instance's model.
        now: the moment that is signed.
        after: do nothing unless the newest anchor is older, or while another process is at it.

    Heads that only say they were anchored are found by ``unmark``.

    Raises:
        Busy: the database does not answer.
    """
    dropped = 0
    while True:
        with store.writing() as connection:
            if not _is_turn(connection, waits=after is None):
                return dropped
            newest = _newest(connection, model)
            if after is not None and not dropped and newest is not None and newest["at"] > now - after:
                return 0
            if not _drop_one(connection, model, now, newest):
                return dropped
        dropped += 1


def unmark(store: Store, model: Model) -> int:
    """Take away the marks of heads which no anchor knows, however they came there; return how many there were.

    Raises:
        Busy: the database does not answer.
    """
    head = model.table("chain_head")
    with store.reading() as connection:
        found = connection.scalars(select(head.c.chain).where(head.c.anchored, ~_is_known(model))).all()
    for first in range(0, len(found), MOST):
        chains = found[first : first + MOST]
        with store.writing() as connection:
            connection.execute(update(head).where(head.c.chain.in_(chains)).values(anchored=False))
    return len(found)


def load(connection: Connection, model: Model, since: int = 0) -> Iterator[Anchor]:
    """Give the anchors of a database in order, from a number on."""
    table = model.table("anchor")
    previous = connection.scalar(
        select(table.c.root).where(table.c.number < since).order_by(table.c.number.desc()).limit(1)
    )
    rows = connection.execute(select(table).where(table.c.number >= since).order_by(table.c.number))
    for row in rows:
        yield Anchor(
            registry=model.registry.id,
            number=row.number,
            at=moment(row.at),
            heads=row.heads,
            previous=previous.hex() if previous else "",
            root=row.root.hex(),
            key=row.key,
            signature=row.signature.hex(),
        )
        previous = row.root


def _is_turn(connection: Connection, *, waits: bool) -> bool:
    """Whether this process may anchor now; on SQLite whoever writes is alone."""
    if connection.dialect.name == "sqlite":
        return True
    name = "pg_advisory_xact_lock" if waits else "pg_try_advisory_xact_lock"
    return connection.scalar(text(f"SELECT {name}({_LOCK})")) is not False


def _newest(connection: Connection, model: Model) -> Mapping[str, Any] | None:
    table = model.table("anchor")
    found = connection.execute(select(table).order_by(table.c.number.desc()).limit(1)).first()
    return found._asdict() if found is not None else None


def _drop_one(
    connection: Connection, model: Model, now: datetime.datetime, newest: Mapping[str, Any] | None
) -> bool:
    """Anchor some heads; say whether there were any."""
    head, anchor = model.table("chain_head"), model.table("anchor")
    # Of a place that was anchored once there is no second anchor: should its head differ now, the verifier says so.
    connection.execute(update(head).where(_LOOSE, _is_known(model)).values(anchored=True))
    loose = select(head.c.chain, head.c.seq, head.c.digest).where(_LOOSE).order_by(head.c.chain)
    rows = connection.execute(loose.limit(MOST).with_for_update()).all()
    if not rows:
        return False
    number, previous = (newest["number"] + 1, newest["root"]) if newest else (1, b"")
    hasher = hasher_of(previous)
    for row in rows:
        feed(hasher, row.chain.hex, row.seq, row.digest)
    private = _private(model.cipher)
    made = Anchor(
        registry=model.registry.id,
        number=number,
        at=moment(now),
        heads=len(rows),
        previous=previous.hex(),
        root=hasher.hexdigest(),
        key=private.public_key().public_bytes_raw().hex(),
        signature="",
    )
    signature = private.sign(made._signed())  # noqa: SLF001 - our own
    connection.execute(
        insert(model.table("anchor_head")),
        [{"chain": row.chain, "seq": row.seq, "number": number, "digest": row.digest} for row in rows],
    )
    connection.execute(
        update(head).where(head.c.chain.in_([row.chain for row in rows])).values(anchored=True)
    )
    connection.execute(
        insert(anchor).values(
            number=number, at=now, heads=len(rows), root=hasher.digest(), signature=signature, key=made.key
        )
    )
    return True


def _is_known(model: Model) -> ColumnElement[bool]:
    """Whether some anchor knows a chain at the place where its head is now."""
    head, known = model.table("chain_head"), model.table("anchor_head")
    return exists().where(known.c.chain == head.c.chain, known.c.seq == head.c.seq)


def _private(cipher: Cipher) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(cipher.derive(PURPOSE))
