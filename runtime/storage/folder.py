"""Folders in which several processes change files: one at a time, and so that a power cut takes nothing back."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep others who ask likewise from a folder; what was changed in it is on disk at the end.

    Raises:
        FileNotFoundError: there is no such folder.
    """
    with _opened(folder) as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
        os.fsync(handle)


def settle(folder: Path) -> None:
    """Have on disk which files a folder has."""
    with _opened(folder) as handle:
        os.fsync(handle)


@contextmanager
def _opened(folder: Path) -> Iterator[int]:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield handle
    finally:
        os.close(handle)
