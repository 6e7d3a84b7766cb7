"""How much memory a server's processes hold: the proportional set size, which counts shared pages once. Must not measure time."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.servers import Server

_EVERY = 0.05


def pss(pid: int) -> int:
    """Return a process's proportional set size in bytes."""
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        return 0
    return 0


def together(server: Server) -> int:
    """Return what all of a server's processes hold together."""
    return sum(map(pss, server.pids()))


@dataclass
class Peak:
    """The most that one process of a server held while it was watched."""

    bytes: int = 0


@contextmanager
def watched(server: Server) -> Iterator[Peak]:
    """Watch a server's processes for as long as the block runs."""
    peak = Peak()
    pids, done = server.pids(), threading.Event()

    def watch() -> None:
        while not done.wait(_EVERY):
            peak.bytes = max(peak.bytes, *(pss(pid) for pid in pids))

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield peak
    finally:
        done.set()
        thread.join()
