"""Reads on their way to the trail: ordinary ones in groups by one thread, restricted ones at once. Must not judge either.

A page must not wait for a commit to say that it was read. What waits is written within a moment, and when the
process ends; as long as the database cannot take it the request log says so.
"""

from __future__ import annotations

import json
import logging
import threading
import time
from collections import deque
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace

from sqlalchemy import MetaData

from runtime.errors import Busy
from runtime.storage import history
from runtime.storage.entry import Entry
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


class Reads:
    """One per process. Its thread starts with the first read, so that a process may be forked before."""

    def __init__(self, store: Store, metadata: MetaData) -> None:
        self._store, self._metadata = store, metadata
        self._waiting: deque[Entry] = deque()
        self._again: dict[Hashable, _Again] = {}
        self._lock = threading.Lock()
        self._turn = threading.Lock()
        """Who writes: whoever flushes waits for what the thread has taken."""
        self._called, self._ending = threading.Event(), threading.Event()
        self._thread: threading.Thread | None = None
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
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name="reads", daemon=True)
                self._thread.start()
        if not self._called.is_set():
            self._called.set()

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
        self._ending.set()
        self._called.set()
        if self._thread is not None:
            self._thread.join(_CLOSING_SECONDS)
        try:
            self.flush()
        except Busy:
            LOG.error(json.dumps({"event": "reads lost", "count": len(self._waiting)}))

    def _run(self) -> None:
        while not self._ending.is_set():
            self._called.wait(AGAIN_SECONDS if self._again else None)
            self._called.clear()
            self._ending.wait(GATHER_SECONDS)
            self._tell_repeated()
            try:
                self._write()
            except Busy:
                LOG.warning(json.dumps({"event": "reads wait", "count": len(self._waiting)}))
                self._ending.wait(_RETRY_SECONDS)
                self._called.set()

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
        is_stored = False
        try:
            with self._store.writing() as connection:
                history.record_all(connection, self._metadata, group)
            is_stored = True
        finally:
            if not is_stored:
                with self._lock:
                    self._waiting.extendleft(reversed(group))

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
