"""One chain held against its digests: which entry was changed, taken out, put in or exchanged. Must not read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from runtime.audit.entries import Head, Stored
from runtime.audit.findings import Finding, Kind
from runtime.storage.chain import NOTHING, TOLD, Binder, canonical_difference, name_of

_DIFFERENCE, _REASON, _VERB, _RECORD, _ENTITY = (
    TOLD.index(name) for name in ("difference", "reason", "verb", "record_id", "entity")
)
_IDS = tuple(TOLD.index(name) for name in ("case_id", "person_id", "account_id"))
_MOST = 8
"""So many entries of a chain that do not fit are held against one another; with more, each is said to be changed."""


@dataclass
class _Misfit:
    """An entry that does not follow from the one before, and what it could be instead."""

    entry: Stored
    previous: bytes
    before: bytes | None
    right: bytes


class Links:
    """Takes the entries of one chain in order, then its head. Numbers may have been moved along: ``shift`` follows them."""

    def __init__(self, binder: Binder, chain: str) -> None:
        self._binder, self._chain = binder, chain
        self._previous: bytes | None = NOTHING
        self._before: bytes | None = None
        self._expected, self._shift = 1, 0
        self._misfits: list[_Misfit] = []
        self._found: list[Finding] = []
        self._last: _Misfit | None = None
        self._record, self._name = "", ("", "")
        self.length = 0

    def take(self, entry: Stored) -> None:
        """Hold one entry against the one before."""
        self.length += 1
        if not self._record:
            self._name = self._named_by(entry)
            self._record = " ".join(self._name).strip()
        if entry.seq < self._expected:
            self._find("inserted", entry)
            return
        if entry.seq > self._expected:
            self._found.append(self._missing(self._expected, entry.seq - 1))
            self._previous = None
        self._expected = entry.seq + 1
        last, self._last = self._last, None
        follows = entry.digest
        if self._previous is not None and not self._fits(entry, self._previous):
            follows = self._puzzle(entry, last)
        self._before, self._previous = self._previous, follows

    def end(self, head: Head | None) -> list[Finding]:
        """Hold the last entry against the head, and return all that was found."""
        newest = head.seq if head is not None else self._expected - 1 + self._shift
        self._found.extend(self._explained(newest))
        if head is None or head.seal != self._binder.seal(head.chain, head.seq, head.digest):
            self._found.append(Finding("head"))
        elif head.seq > self._expected - 1 + self._shift:
            first = self._expected + self._shift
            self._found.append(Finding("newest_missing", seq=first, until=head.seq))
        elif not self._found and (head.digest != self._previous or (head.kind, head.record_id) != self._name):
            self._found.append(Finding("head"))
        return [self._named(finding) for finding in self._found]

    def digest_at(self, entry: Stored, previous: bytes, seq: int) -> bytes:
        """Return what an entry's digest would be after another, at a place."""
        told = list(entry.told)
        difference = told[_DIFFERENCE]
        if difference is not None:
            told[_DIFFERENCE] = canonical_difference(json.loads(difference))
        return self._binder.digest(previous, self._chain, seq, told)

    def _named_by(self, first: Stored) -> tuple[str, str]:
        """Say whose chain it is: not by its head, whose name no proof covers."""
        case_id, person_id, account_id = (first.told[place] for place in _IDS)
        entity, record_id = str(first.told[_ENTITY]), str(first.told[_RECORD] or "")
        return name_of(self._chain, case_id, person_id, account_id, entity, record_id)

    @property
    def record(self) -> str:
        """Whose chain it is, in findings."""
        return self._record

    def _fits(self, entry: Stored, previous: bytes) -> bool:
        if entry.emptied and self._is_emptied(entry, previous):
            return True
        try:
            return self.digest_at(entry, previous, entry.seq + self._shift) == entry.digest
        except (ValueError, AttributeError, TypeError):  # a difference that is no longer one
            return False

    def _is_emptied(self, entry: Stored, previous: bytes) -> bool:
        """Whether who has the key took an entry's words away: its digest is still that of what it told."""
        if entry.told[_DIFFERENCE] is not None or entry.told[_REASON] is not None:
            return False
        place = entry.seq + self._shift
        return entry.emptied == self._binder.emptied(previous, self._chain, place, entry.digest, entry.told)

    def _puzzle(self, entry: Stored, last: _Misfit | None) -> bytes:
        """An entry that does not fit: was the one before put in, exchanged with it, was one taken out, or is it this one?

        Returns what the next entry follows from.
        """
        assert self._previous is not None
        place = entry.seq + self._shift
        try:
            if last is not None and self.digest_at(entry, last.right, place) == entry.digest:
                return entry.digest  # it follows from what the one before was: only that digest was changed
            if last is not None and self.digest_at(entry, last.previous, place - 1) == entry.digest:
                self._misfits.remove(last)
                if self.digest_at(last.entry, entry.digest, place) == last.entry.digest:
                    self._found.append(Finding("swapped", seq=last.entry.seq, until=entry.seq))
                    return last.entry.digest
                self._find("inserted", last.entry)
                self._shift -= 1
                return entry.digest
            if last is not None and self.digest_at(entry, self._previous, place + 1) == entry.digest:
                self._misfits.remove(last)
                self._found.append(self._missing(place - 1, place - 1))
                self._shift += 1
                return entry.digest
            right = self.digest_at(entry, self._previous, place)
        except (ValueError, AttributeError, TypeError):
            right = NOTHING
        self._last = _Misfit(entry, self._previous, self._before, right)
        self._misfits.append(self._last)
        return entry.digest

    def _explained(self, newest: int) -> Iterator[Finding]:
        """Say what each entry that does not fit is: beyond the head, one of two that were exchanged, or changed."""
        rest = [one for one in self._misfits if one.entry.seq + self._shift <= newest]
        for one in self._misfits:
            if one not in rest:
                yield self._told("inserted", one.entry)
        if 1 < len(rest) <= _MOST:
            pair = self._exchanged(rest)
            if pair is not None:
                first, second = pair
                yield Finding("swapped", seq=first.entry.seq, until=second.entry.seq)
                rest = [one for one in rest if one not in pair and not self._follows(one, rest)]
        for one in rest:
            yield self._told("changed", one.entry)

    def _exchanged(self, misfits: list[_Misfit]) -> tuple[_Misfit, _Misfit] | None:
        for place, one in enumerate(misfits):
            for other in misfits[place + 1 :]:
                try:
                    digest = self.digest_at(other.entry, one.previous, one.entry.seq + self._shift)
                except (ValueError, AttributeError, TypeError):
                    continue
                if digest in (one.entry.digest, other.entry.digest):
                    return one, other
        return None

    def _follows(self, misfit: _Misfit, misfits: list[_Misfit]) -> bool:
        """Whether an entry is whole, and only follows one that was exchanged."""
        entry = misfit.entry
        return any(
            self.digest_at(entry, other.entry.digest, entry.seq + self._shift) == entry.digest
            for other in misfits
        )

    def _find(self, kind: Kind, entry: Stored) -> None:
        self._found.append(self._told(kind, entry))

    def _told(self, kind: Kind, entry: Stored) -> Finding:
        event, at = entry.told[0], entry.told[1]
        return Finding(kind, seq=entry.seq, event=str(event), at=str(at), verb=str(entry.told[_VERB]))

    def _missing(self, first: int, last: int) -> Finding:
        return Finding("missing", seq=first, until=last)

    def _named(self, finding: Finding) -> Finding:
        return Finding(**{**vars(finding), "record": self._record, "chain": self._chain})
