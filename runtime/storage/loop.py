"""A thread that does one thing again and again while the process serves. Must not know what it does."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable

from runtime.errors import Busy

LOG = logging.getLogger("acompana.request")


class Loop:
    """Takes turns until it is stopped. Trouble in one turn is logged, and never ends the next.

    It is a border as a request is: what goes wrong behind it has nobody else to be told to.
    """

    def __init__(
        self, name: str, turn: Callable[[], float | None], *, first: float = 0, retry: float
    ) -> None:
        """Make a loop that does not run yet.

        Args:
            name: of the thread, and of its lines in the log.
            turn: what is done; returns the seconds to the next turn, ``None`` to wait until it is called.
            first: seconds before the first turn.
            retry: seconds after a turn that failed.
        """
        self._name, self._turn, self._first, self._retry = name, turn, first, retry
        self._called, self._ending = threading.Event(), threading.Event()
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Run in a thread of its own, unless it runs already: where the process serves, after it was forked."""
        with self._starting:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
                self._thread.start()

    @property
    def is_ending(self) -> bool:
        """Whether the turn under way is the last one."""
        return self._ending.is_set()

    def call(self) -> None:
        """Have the next turn now."""
        if not self._called.is_set():
            self._called.set()

    def rest(self, seconds: float) -> None:
        """Wait within a turn, no longer than until the loop is stopped."""
        self._ending.wait(seconds)

    def stop(self, seconds: float) -> None:
        """End after the turn that is under way, and wait so long for it."""
        self._ending.set()
        self._called.set()
        if self._thread is not None:
            self._thread.join(seconds)

    def _run(self) -> None:
        wait: float | None = self._first
        while True:
            self._called.wait(wait)
            if self._ending.is_set():
                return
            self._called.clear()
            wait = self._next()

    def _next(self) -> float | None:
        try:
            return self._turn()
        except Busy:
            LOG.warning(json.dumps({"event": "busy", "loop": self._name}))
        except Exception:  # the border of the thread: nobody above it would hear
            LOG.exception(json.dumps({"event": "failure", "loop": self._name}))
        self.rest(self._retry)
        return 0
