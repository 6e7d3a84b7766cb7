"""The file beside the database in which anchors stay when it changes: lines are added, never altered. Must not sign."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

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
    """
    with store.reading() as connection:
        lines = [one.line for one in anchor.load(connection, model, last_number(path) + 1)]
    if not lines:
        return 0
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write("".join(f"{line}\n" for line in lines))
        file.flush()
        os.fsync(file.fileno())
    return len(lines)


def last_number(path: Path) -> int:
    """Return the number of the newest anchor in the file, 0 when there is none."""
    if not path.exists():
        return 0
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _TAIL))
        lines = file.read().splitlines()
    found = _read(lines[-1].decode(errors="replace")) if lines else None
    return found.number if found is not None else 0


def read(path: Path) -> Iterator[tuple[int, Anchor | None]]:
    """Give each line's number with the anchor on it, ``None`` where it is none."""
    with path.open(encoding="utf-8", errors="replace") as file:
        for number, line in enumerate(file, 1):
            yield number, _read(line)


def _read(line: str) -> Anchor | None:
    try:
        return Anchor(**json.loads(line))
    except (ValueError, TypeError):
        return None
