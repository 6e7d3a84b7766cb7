"""The file beside the database in which anchors stay when it changes: lines are added, never altered. Must not sign.

Only what a crash left of a line, which has no end, is cut off before the next is added.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from runtime.audit import anchor
from runtime.audit.anchor import Anchor
from runtime.storage.model import Model
from runtime.storage.session import Store

NAME = "anchors.jsonl"
_TAIL = 4096


def keep(store: Store, model: Model, path: Path) -> int:
    """Add to the file the anchors it does not have yet, whichever machine made them; return how many.

    Raises:
        Busy: the database does not answer.
        OSError: the file cannot be written.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "r+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # the other workers of this machine keep the same file
        last = _cut(file)
        with store.reading() as connection:
            lines = [f"{one.line}\n" for one in anchor.load(connection, model, last + 1)]
        if lines:
            file.write("".join(lines).encode())
            file.flush()
            os.fsync(file.fileno())
    return len(lines)


def read(path: Path) -> Iterator[tuple[int, Anchor | None]]:
    """Give each line's number with the anchor on it, ``None`` where it is none; what a crash left of the last is no line."""
    with path.open(encoding="utf-8", errors="replace") as file:
        for number, line in enumerate(file, 1):
            found = _read(line)
            if found is not None or line.endswith("\n"):
                yield number, found


def _cut(file: BinaryIO) -> int:
    """Cut the file back to its last whole line; return the number of the newest anchor in it, 0 when there is none."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - _TAIL))
    tail = file.read()
    whole = tail.rfind(b"\n") + 1
    if whole < len(tail):
        file.truncate(size - len(tail) + whole)
    anchors = (_read(line.decode(errors="replace")) for line in reversed(tail[:whole].splitlines()))
    return next((found.number for found in anchors if found is not None), 0)


def _read(line: str) -> Anchor | None:
    try:
        told = json.loads(line)
        found = Anchor(**told)
    except (ValueError, TypeError):
        return None
    return found if isinstance(told["number"], int) and isinstance(told["signature"], str) else None
