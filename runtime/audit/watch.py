"""The serving process signs the log at intervals: whichever process comes first does, the others find it done.

Must not decide what is signed.
"""

from __future__ import annotations

import datetime
import json
import logging
import threading
from pathlib import Path

from runtime.audit import anchor, ledger
from runtime.errors import Busy
from runtime.storage.model import Model
from runtime.storage.session import Store

LOG = logging.getLogger("acompana.request")
EVERY = datetime.timedelta(hours=1)
_LOOK_SECONDS = 300.0
_FIRST_SECONDS = 20.0


class Watch:
    """One per process; ``start`` belongs where the process serves, after it was forked."""

    def __init__(self, store: Store, model: Model, folder: Path) -> None:
        self._store, self._model, self._file = store, model, folder / ledger.NAME
        self._ending = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to look now and then whether it is time."""
        self._store.when_closing.append(self._close)
        self._thread = threading.Thread(target=self._run, name="anchors", daemon=True)
        self._thread.start()

    def look(self, now: datetime.datetime) -> int:
        """Sign the log if it is time, and keep what others signed; return how many anchors the file gained.

        Raises:
            Busy: the database does not answer.
        """
        anchor.drop(self._store, self._model, now, after=EVERY)
        return ledger.keep(self._store, self._model, self._file)

    def _run(self) -> None:
        wait = _FIRST_SECONDS
        while not self._ending.wait(wait):
            wait = _LOOK_SECONDS
            try:
                self.look(datetime.datetime.now(datetime.UTC))
            except Busy:
                LOG.warning(json.dumps({"event": "log not signed"}))

    def _close(self) -> None:
        self._ending.set()
        if self._thread is not None:
            self._thread.join(_FIRST_SECONDS)
