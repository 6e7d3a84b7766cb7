"""Reads on their way to the trail: ordinary ones in groups by one thread, restricted ones at once. Must not judge either."""

# A page must not wait for a commit to say that it was read. What waits is written within a moment, and when the process
# ends; as long as the database cannot take it the request log says so. What the trail will never take, because its
# chain was damaged, is told there instead and holds nothing else up.

from __future__ import annotations

import json
import logging
import threading
import time
from collections import deque
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace

from sqlalchemy import MetaData
from sqlalchemy.exc import SQLAlchemyError

from runtime.errors import Busy
from runtime.storage import history
from runtime.storage.chain import chain_of
from runtime.storage.entry import Entry
from runtime.storage.loop import Loop
from runtime.storage.session import Store

LOG = logging.getLogger("acompana.request")

GATHER_SECONDS = 0.2
"""How long an ordinary read may wait for others before they are written together."""
MOST = 10_000
"""How many may wait while the database takes none; after that a page is refused rather than left untold."""
AGAIN_SECONDS = 60.0
"""Within this time the same page read by the same account is counted, and told as one entry when the time is over."""
_RETRY_SECONDS = 2.0
_GROUP = 500
_CLOSING_SECONDS = 10.0
_UNWRITABLE = (SQLAlchemyError, ValueError, TypeError, LookupError)
"""What a chain or an entry answers that is not what it should be; a database that is only away says ``Busy``."""


class Reads:
    """One per process. Its thread starts with the first read, so that a process may be forked before."""

    def __init__(self, store: Store, metadata: MetaData) -> None:
        self._store, self._metadata = store, metadata
        self._waiting: deque[Entry] = deque()
        self._again: dict[Hashable, _Again] = {}
        self._lock = threading.Lock()
        self._turn = threading.Lock()
        """Who writes: whoever flushes waits for what the thread has taken."""
        self._loop = Loop("reads", self._gather, retry=_RETRY_SECONDS)
        store.when_closing.append(self.close)

    def note(self, entry: Entry, *, at_once: bool) -> None:
        """Tell the trail of a read.

        Args:
            entry: what was read, by whom.
            at_once: it must be stored before this returns.

        Raises:
            Busy: it cannot be stored, or too many wait already.
        """
        if at_once:
            with self._store.writing() as connection:
                history.record(connection, self._metadata, entry)
            return
        key = (entry.account_id, entry.channel, entry.entity, entry.record_id, entry.verb, entry.reason)
        now = time.monotonic()
        with self._lock:
            seen = self._again.get(key)
            if seen is not None and now < seen.until:
                seen.add(entry)
                return
            if len(self._waiting) >= MOST:
                raise Busy("reads that are not yet in the trail")
            if seen is not None:
                self._waiting.extend(seen.entries())
                del self._again[key]
            self._waiting.append(entry)
            self._again[key] = _Again(now + AGAIN_SECONDS)
        self._loop.start()
        self._loop.call()

    def flush(self) -> None:
        """Write everything that waits, reads that were repeated too.

        Raises:
            Busy: the database does not take it; it waits on.
        """
        with self._lock:
            for seen in self._again.values():
                self._waiting.extend(seen.entries())
            self._again.clear()
        self._write()

    def close(self) -> None:
        """Write what waits and end the thread: the process ends."""
        self._loop.stop(_CLOSING_SECONDS)
        try:
            self.flush()
        except Busy:
            LOG.error(json.dumps({"event": "reads lost", "count": len(self._waiting)}))

    def _gather(self) -> float | None:
        """Write what came together in a moment; say when repeated reads are to be told."""
        self._loop.rest(GATHER_SECONDS)
        self._tell_repeated()
        try:
            self._write()
        except Busy:
            LOG.warning(json.dumps({"event": "reads wait", "count": len(self._waiting)}))
            self._loop.rest(_RETRY_SECONDS)
            return 0
        return AGAIN_SECONDS if self._again else None

    def _tell_repeated(self) -> None:
        """Let reads that were repeated wait with the others once their time is over."""
        now = time.monotonic()
        with self._lock:
            over = []
            for key, seen in self._again.items():
                if now < seen.until:
                    break  # they stand in the order of their time
                over.append(key)
            for key in over:
                self._waiting.extend(self._again.pop(key).entries())

    def _write(self) -> None:
        with self._turn:
            while group := self._next():
                self._write_group(group)

    def _write_group(self, group: Sequence[Entry]) -> None:
        """Store a group, or one by one what of it can be; what could not be tried waits on, before all others."""
        done = 0
        try:
            try:
                self._store_all(group)
                done = len(group)
            except _UNWRITABLE:
                for entry in group:
                    self._write_alone(entry)
                    done += 1
        finally:
            with self._lock:
                self._waiting.extendleft(reversed(group[done:]))

    def _write_alone(self, entry: Entry) -> None:
        try:
            self._store_all([entry])
        except _UNWRITABLE as trouble:
            LOG.error(json.dumps(_line(entry, trouble)))

    def _store_all(self, group: Sequence[Entry]) -> None:
        with self._store.writing() as connection:
            history.record_all(connection, self._metadata, group)

    def _next(self) -> Sequence[Entry]:
        with self._lock:
            return [self._waiting.popleft() for _ in range(min(_GROUP, len(self._waiting)))]


class _Again:
    """A page that was read a moment ago: until when it is counted, how often it was, and how many records it gave."""

    __slots__ = ("_count", "_entry", "_times", "until")

    def __init__(self, until: float) -> None:
        self.until = until
        self._times, self._count = 0, 0
        self._entry: Entry | None = None

    def add(self, entry: Entry) -> None:
        """Count one more."""
        self._entry = entry
        self._times += 1
        [_, count] = entry.difference.get("count", (None, 0))
        self._count += count if isinstance(count, int) else 0

    def entries(self) -> Iterator[Entry]:
        """Give the entry that tells of the repeated reads, if there were some."""
        if self._entry is not None:
            told = {"count": [None, self._count]} if self._entry.difference else {}
            yield replace(self._entry, difference={**told, "times": [None, self._times]})


def _line(entry: Entry, trouble: Exception) -> dict[str, str | None]:
    """Say in the request log what the trail does not take: whose, of what, when; never words, nor what the database says."""
    chain = chain_of(entry.entity, entry.record_id, entry.case_id, entry.person_id, entry.account_id)
    told = {
        "verb": entry.verb,
        "entity": entry.entity,
        "record": entry.record_id,
        "chain": chain,
        "account": entry.account_id,
    }
    return {
        "event": "read not stored",
        "trouble": type(trouble).__name__,
        "at": entry.at.isoformat(),
        "request": entry.request_id,
        "channel": entry.channel,
        **{name: None if value is None else str(value) for name, value in told.items()},
    }
