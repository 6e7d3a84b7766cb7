"""How often somebody may call: a bucket for each token and each address. Owns the counting; must not know requests.

Buckets are each worker process's own, so that counting costs no database: all workers together let through at most
their number times the limit.
"""

from __future__ import annotations

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Hashable

MOST_KEPT = 20_000
MINUTE = 60.0


class Limit:
    """So many calls a minute for each key; a key that rested may make them all at once."""

    def __init__(self, per_minute: int) -> None:
        self._most = float(per_minute)
        self._buckets: OrderedDict[Hashable, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, key: Hashable) -> int:
        """Count a call: return 0, or the seconds to wait when there are too many."""
        with self._lock:
            left = self._left(key)
            if left < 1:
                return max(1, math.ceil((1 - left) * MINUTE / self._most))
            self._put(key, left - 1)
            return 0

    def wait(self, key: Hashable) -> int:
        """Return the seconds to wait before a call would be counted; 0 when it would be now."""
        with self._lock:
            left = self._left(key)
        return 0 if left >= 1 else max(1, math.ceil((1 - left) * MINUTE / self._most))

    def _left(self, key: Hashable) -> float:
        left, at = self._buckets.get(key, (self._most, time.monotonic()))
        return min(self._most, left + (time.monotonic() - at) * self._most / MINUTE)

    def _put(self, key: Hashable, left: float) -> None:
        self._buckets[key] = (left, time.monotonic())
        self._buckets.move_to_end(key)
        if len(self._buckets) > MOST_KEPT:
            # The one that rested longest has its whole measure again by now, or nearly.
            self._buckets.popitem(last=False)
