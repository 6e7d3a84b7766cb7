"""What a process remembers between requests: built statements, short-lived look-ups. Owns forgetting; must not know what."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")

MOST = 4_000
FOR_EVER = float("inf")


class Memory:
    """Answers kept by their question. When it is full, the older half is forgotten."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._kept: dict[Hashable, tuple[float, Any]] = {}
        self._lock = threading.Lock()

    def recall(self, question: Hashable, make: Callable[[], T], seconds: float = FOR_EVER) -> T:
        """Return what is kept for a question, else make it and keep it for so long.

        Two threads may make the same answer at once; the later one stays.
        """
        held = self._kept.get(question)
        if held is not None and held[0] > time.monotonic():
            found: T = held[1]
            return found
        made = make()
        with self._lock:
            if len(self._kept) >= self._most:
                for old in list(self._kept)[: self._most // 2]:
                    del self._kept[old]
            self._kept[question] = (time.monotonic() + seconds, made)
        return made

    def forget(self) -> None:
        """Forget everything: offices or accounts changed in this process."""
        with self._lock:
            self._kept.clear()
