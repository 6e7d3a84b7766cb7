"""Where keys are kept: a file beside the database or the environment, never the database. Must not seal anything.

The text is JSON: ``{"keys": {"1": {"key": …, "since": …}}, "lasting": …}``, keys in base64. A ring as it was first
written, ``{"1": …}``, is read too: its oldest key is then the lasting one.
"""

from __future__ import annotations

import base64
import datetime
import json
import logging
import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from runtime.storage.cipher import Cipher, KeyRingError, Ring
from runtime.storage.folder import alone

LOG = logging.getLogger("acompana.keys")

_KEY = 32
_MOST = 255


class KeyFileMissingError(KeyRingError):
    """There is no key file where it should be."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"the key file {path} is missing")
        self.path = path


@dataclass(frozen=True)
class Entry:
    """One key of the ring, and since when it is there (unknown for the first ones)."""

    key: bytes = field(repr=False)
    since: datetime.datetime | None = None


@dataclass(frozen=True)
class KeyRing:
    """The ring as it is kept."""

    entries: Mapping[int, Entry]
    lasting: bytes = field(repr=False)

    @property
    def ring(self) -> Ring:
        """What seals and opens."""
        return Ring({number: entry.key for number, entry in self.entries.items()}, self.lasting)

    @property
    def newest(self) -> int:
        """The number of the key that encrypts."""
        return max(self.entries)

    def with_new(self, now: datetime.datetime) -> KeyRing:
        """Return the ring with one more key, the newest.

        Raises:
            KeyRingError: all numbers are used up.
        """
        number = self.newest + 1
        if number > _MOST:
            raise KeyRingError(f"a ring holds no more than {_MOST} keys")
        return KeyRing({**self.entries, number: Entry(secrets.token_bytes(_KEY), now)}, self.lasting)

    def without(self, number: int) -> KeyRing:
        """Return the ring less one key."""
        return KeyRing({of: entry for of, entry in self.entries.items() if of != number}, self.lasting)

    def joined(self, older: KeyRing) -> KeyRing:
        """Return the ring with the older keys of another that it lacks; what encrypts stays the same."""
        found = {number: entry for number, entry in older.entries.items() if number < self.newest}
        return KeyRing({**found, **self.entries}, self.lasting)

    def text(self) -> str:
        """Return the ring as it is written."""
        keys = {str(number): _entry_text(entry) for number, entry in sorted(self.entries.items())}
        return json.dumps({"keys": keys, "lasting": base64.b64encode(self.lasting).decode()})


def new_ring() -> KeyRing:
    """Draw a ring with one key."""
    now = datetime.datetime.now(datetime.UTC)
    return KeyRing({1: Entry(secrets.token_bytes(_KEY), now)}, secrets.token_bytes(_KEY))


def parse(text: str, place: object) -> KeyRing:
    """Read a ring's text; ``place`` names where it stood.

    Raises:
        KeyRingError: it is not a key ring.
    """
    try:
        data = json.loads(text)
        entries = {int(number): _entry(found) for number, found in data.get("keys", data).items()}
        lasting = _key(data["lasting"]) if "lasting" in data else entries[min(entries)].key
    except (ValueError, AttributeError, TypeError, KeyError) as damage:
        raise KeyRingError(f"{place} is not a key ring") from damage
    if any(not 0 < number <= _MOST for number in entries):
        raise KeyRingError(f"{place} is not a key ring")
    return KeyRing(entries, lasting)


def read_key_file(path: Path) -> Cipher:
    """Read the ring of a file; whoever uses it notices when the file changes.

    Raises:
        KeyFileMissingError: there is no such file.
        KeyRingError: it is not a key ring.
    """
    mark = _mark(path)
    ring = read_ring(path).ring
    return Cipher(ring.keys, ring.lasting, _watch(path, mark))


def read_keys(path: Path, text: str = "") -> Cipher:
    """Read the ring ``text`` when the environment gave one, else that of the file.

    Raises:
        KeyFileMissingError: there is neither.
        KeyRingError: it is not a key ring.
    """
    if not text:
        return read_key_file(path)
    ring = parse(text, "what the environment gives").ring
    return Cipher(ring.keys, ring.lasting)


def read_ring(path: Path) -> KeyRing:
    """Read what a key file holds.

    Raises:
        KeyFileMissingError: there is no such file.
        KeyRingError: it is not a key ring.
    """
    try:
        return parse(path.read_text(encoding="utf-8"), f"the key file {path}")
    except FileNotFoundError as missing:
        raise KeyFileMissingError(path) from missing
    except UnicodeDecodeError as damage:
        raise KeyRingError(f"the key file {path} is not a key ring") from damage


def create_key_file(path: Path) -> bool:
    """Write a ring with one new key, readable by its owner only, unless the file is there; say whether it was written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(new_ring().text() + "\n")
    return True


def change_key_file(path: Path, change: Callable[[KeyRing], KeyRing]) -> KeyRing:
    """Change the ring of a file: whole or not at all, one command at a time.

    Raises:
        KeyFileMissingError: there is no such file.
        KeyRingError: it is not a key ring.
    """
    with alone(path.parent):
        changed = change(read_ring(path))
        partial = path.with_name(f".{path.name}.new")
        partial.unlink(missing_ok=True)
        handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(changed.text() + "\n")
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
        return changed


def _watch(path: Path, mark: object) -> Callable[[], Ring | None]:
    seen = mark

    def look() -> Ring | None:
        nonlocal seen
        now = _mark(path)
        if now is None or now == seen:
            return None
        seen = now
        try:
            return read_ring(path).ring
        except KeyRingError as trouble:
            # A slip of an operator must not stop a registry that has the keys it needs.
            LOG.warning("%s: the keys known before stay in use", trouble)
            return None

    return look


def _mark(path: Path) -> object:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _entry(found: Any) -> Entry:
    if isinstance(found, str):
        return Entry(_key(found))
    since = found.get("since")
    return Entry(_key(found["key"]), None if since is None else datetime.datetime.fromisoformat(since))


def _entry_text(entry: Entry) -> dict[str, str]:
    found = {"key": base64.b64encode(entry.key).decode()}
    return found if entry.since is None else {**found, "since": entry.since.isoformat(timespec="seconds")}


def _key(text: str) -> bytes:
    key = base64.b64decode(text, validate=True)
    if len(key) != _KEY:
        raise ValueError
    return key
