"""The serving process signs the log at intervals: whichever process comes first does, the others find it done.

Must not decide what is signed.
"""

from __future__ import annotations

import datetime
from pathlib import Path

from runtime.audit import anchor, ledger
from runtime.storage.loop import Loop
from runtime.storage.model import Model
from runtime.storage.session import Store

EVERY = datetime.timedelta(hours=1)
_LOOK_SECONDS = 300.0
_FIRST_SECONDS = 20.0


class Watch:
    """One per process; ``start`` belongs where the process serves, after it was forked."""

    def __init__(self, store: Store, model: Model, folder: Path) -> None:
        self._store, self._model, self._file = store, model, folder / ledger.NAME
        self._unmarked_on: datetime.date | None = None
        self._loop = Loop("anchors", self._turn, first=_FIRST_SECONDS, retry=_LOOK_SECONDS)

    def start(self) -> None:
        """Begin to look now and then whether it is time."""
        self._store.when_closing.append(lambda: self._loop.stop(_FIRST_SECONDS))
        self._loop.start()

    def look(self, now: datetime.datetime) -> int:
        """Sign the log if it is time, and keep what others signed; return how many anchors the file gained.

        Raises:
            Busy: the database does not answer.
            OSError: the file cannot be written.
        """
        if now.date() != self._unmarked_on:
            anchor.unmark(self._store, self._model)
            self._unmarked_on = now.date()
        anchor.drop(self._store, self._model, now, after=EVERY)
        return ledger.keep(self._store, self._model, self._file)

    def _turn(self) -> float:
        self.look(datetime.datetime.now(datetime.UTC))
        return _LOOK_SECONDS
