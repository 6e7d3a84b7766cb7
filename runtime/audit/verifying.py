"""The whole log held against its chains, heads and anchors, in one pass and little memory. Must not change anything."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection

from runtime.audit import anchor, ledger
from runtime.audit.anchor import Anchor
from runtime.audit.entries import Anchored, Head, Log, Stored
from runtime.audit.findings import Finding
from runtime.audit.links import Links
from runtime.storage.model import Model
from runtime.storage.session import Store
from runtime.storage.trail import trail_of

MOST = 1000
"""So many findings are told; whoever rewrote more than that has been found out."""
_EVERY = 5000

T = TypeVar("T")
Advance = Callable[[int], None]


@dataclass(frozen=True)
class Verdict:
    """What was looked at, and what is wrong with it."""

    entries: int
    chains: int
    anchors: int
    unanchored: int
    findings: tuple[Finding, ...]

    @property
    def is_whole(self) -> bool:
        """Whether nothing is wrong."""
        return not self.findings


def verify(
    store: Store, model: Model, key: str, file: Path | None, advance: Advance = lambda _: None
) -> Verdict:
    """Hold the log of a database against its proofs, on one moment of it.

    Args:
        store: the database.
        model: the instance's model, whose ring has the key of the digests.
        key: the public key of anchors.
        file: the file of anchors, if there is one.
        advance: told how many entries were looked at since it was last told.

    Raises:
        Busy: the database does not answer.
    """
    with store.snapshot() as connection:
        pass_ = _Pass(connection, model, key, advance)
        findings: list[Finding] = []
        for finding in pass_.run(file):
            if len(findings) < MOST:
                findings.append(finding)
        return Verdict(pass_.entries, pass_.chains, len(pass_.anchors), pass_.unanchored, tuple(findings))


class _Pass:
    """One reading of the log: entries, heads and anchored heads side by side, in the order of their chains."""

    def __init__(self, connection: Connection, model: Model, key: str, advance: Advance) -> None:
        self._log, self._model, self._key, self._advance = Log(connection), model, key, advance
        self._binder = trail_of(model.metadata).binder
        self.anchors: Mapping[int, Anchor] = {one.number: one for one in anchor.load(connection, model)}
        self._hashers: dict[int, Any] = {}
        self._counted: dict[int, int] = {}
        self._skipped: list[Finding] = []
        self.entries, self.chains, self.unanchored = 0, 0, 0

    def run(self, file: Path | None) -> Iterator[Finding]:
        for event, at, verb in self._log.unplaced(MOST):
            yield Finding("unplaced", event=event, at=at, verb=verb)
        yield from self._chains()
        for table, kind in (("cases", "case"), ("person", "person")):
            for found in self._log.without_chain(table, MOST):
                yield Finding("chain_missing", record=f"{kind} {found}", chain=found)
        yield from self._anchors()
        if file is not None and file.exists():
            yield from self._file(file)
        yield from self._skipped  # last: of anchors that are gone each of their heads says so

    def _chains(self) -> Iterator[Finding]:
        heads, anchored = _Peek(self._log.heads()), _Peek(self._log.anchored())
        for chain, entries in self._log.chains():
            yield from self._gone(heads, anchored, chain)
            head = heads.take_if(lambda found, chain=chain: found.chain == chain)  # type: ignore[misc]  # mypy takes no default in a lambda
            yield from self._chain(chain, entries, head, anchored)
        yield from self._gone(heads, anchored, None)
        self._advance(self.entries % _EVERY)

    def _gone(self, heads: _Peek[Head], anchored: _Peek[Anchored], until: str | None) -> Iterator[Finding]:
        """Heads, and anchored heads, of chains that have no entries any more."""
        while head := heads.take_if(lambda found: until is None or found.chain < until):
            record = f"{head.kind} {head.record_id}"
            yield Finding("newest_missing", record, head.chain, seq=1, until=head.seq)
        while known := anchored.take_if(lambda found: until is None or found.chain < until):
            self._count(known)
            yield Finding("anchor_differs", chain=known.chain, seq=known.seq, anchor=known.number)

    def _chain(
        self, chain: str, entries: Iterator[Stored], head: Head | None, anchored: _Peek[Anchored]
    ) -> Iterator[Finding]:
        links = Links(self._binder, chain)
        wrong: list[Anchored] = []
        newest = 0
        known = anchored.take_if(lambda found: found.chain == chain)
        for entry in entries:
            links.take(entry)
            self.entries += 1
            if self.entries % _EVERY == 0:
                self._advance(_EVERY)
            while known is not None and known.seq <= entry.seq:
                newest = known.seq
                self._count(known)
                if known.seq != entry.seq or known.digest != entry.digest:
                    wrong.append(known)
                known = anchored.take_if(lambda found: found.chain == chain)
        while known is not None:
            newest = known.seq
            self._count(known)
            wrong.append(known)
            known = anchored.take_if(lambda found: found.chain == chain)
        self.chains += 1
        found = links.end(head)
        yield from found
        if (
            not found
        ):  # whole by its digests, and yet not what was anchored: whoever holds the ring rewrote it
            for one in wrong:
                yield Finding("anchor_differs", links.record, chain, seq=one.seq, anchor=one.number)
        if head is not None and newest != head.seq:
            self.unanchored += 1
            if head.anchored and not (found or wrong) and len(self._skipped) < MOST:
                self._skipped.append(Finding("anchor_skipped", links.record, chain, seq=head.seq))

    def _count(self, known: Anchored) -> None:
        """Take an anchored head into its anchor's root."""
        hasher = self._hashers.get(known.number)
        if hasher is None:
            stated = self.anchors.get(known.number)
            previous = bytes.fromhex(stated.previous) if stated is not None else b""
            hasher = self._hashers[known.number] = anchor.hasher_of(previous)
        anchor.feed(hasher, known.chain, known.seq, known.digest)
        self._counted[known.number] = self._counted.get(known.number, 0) + 1

    def _anchors(self) -> Iterator[Finding]:
        expected = 1
        for number, stated in sorted(self.anchors.items()):
            for missing in range(expected, min(number, expected + MOST)):
                yield Finding("anchor_missing", anchor=missing)
            expected = number + 1
            hasher = self._hashers.get(number)
            is_right = (
                stated.is_signed(self._key)
                and hasher is not None
                and hasher.hexdigest() == stated.root
                and self._counted[number] == stated.heads
            )
            if not is_right:
                yield Finding("anchor_changed", anchor=number)
        for number in sorted(self._hashers.keys() - self.anchors.keys()):
            yield Finding("anchor_missing", anchor=number)

    def _file(self, file: Path) -> Iterator[Finding]:
        """What the file says must be what the database says; it may know less, never more."""
        for line, told in ledger.read(file):
            if told is None or not told.is_signed(self._key):
                yield Finding("anchor_changed", record=f"{file.name}:{line}")
                continue
            stated = self.anchors.get(told.number)
            if stated is None:
                yield Finding("anchor_missing", record=f"{file.name}:{line}", anchor=told.number)
            elif stated != told:
                yield Finding("anchor_changed", record=f"{file.name}:{line}", anchor=told.number)


class _Peek(Generic[T]):
    """An iterator whose next element can be looked at."""

    def __init__(self, rows: Iterator[T]) -> None:
        self._rows = rows
        self._next: T | None = next(rows, None)

    def take_if(self, fits: Callable[[T], bool]) -> T | None:
        """Take the next element if it fits."""
        found = self._next
        if found is None or not fits(found):
            return None
        self._next = next(self._rows, None)
        return found
