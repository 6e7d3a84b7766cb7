"""Attachments on disk, encrypted, one file each. Must not know cases or rows."""

from __future__ import annotations

import os
import threading
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from runtime.storage.cipher import Cipher, KeyRingError
from runtime.storage.folder import alone, settle


class FileMissingError(RuntimeError):
    """The file of an attachment is not where it was put."""


@dataclass(frozen=True)
class FileStore:
    """A folder of sealed files, named by the attachment's id, spread over 256 folders."""

    folder: Path
    cipher: Cipher

    def put(self, file_id: uuid.UUID, content: bytes) -> None:
        """Write a file whole or not at all."""
        path = self._path(file_id)
        if not path.parent.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            settle(self.folder)
        partial = path.with_name(f"{path.name}.{os.getpid()}.{threading.get_ident()}.part")
        handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(self.cipher.encrypt(content, f"file:{file_id}"))
            file.flush()
            # The row that names it is stored next: a power cut must not leave the row without the file.
            os.fsync(file.fileno())
        partial.replace(path)
        settle(path.parent)

    def get(self, file_id: uuid.UUID) -> bytes:
        """Read a file.

        Raises:
            FileMissingError: it is not there.
            KeyRingError: it was changed, or its key is not in the ring.
        """
        try:
            sealed = self._path(file_id).read_bytes()
        except FileNotFoundError as missing:
            raise FileMissingError(str(file_id)) from missing
        return self.cipher.decrypt(sealed, f"file:{file_id}")

    def drop(self, file_id: uuid.UUID) -> None:
        """Take a file away for good, if it is there: no row names it any more, or none ever will."""
        path = self._path(file_id)
        if path.parent.exists():
            with alone(path.parent):
                path.unlink(missing_ok=True)

    def ids(self) -> Iterator[uuid.UUID]:
        """Yield the id of every file there is."""
        for path in self.folder.glob("[0-9a-f][0-9a-f]/*"):
            if len(path.name) == 32 and set(path.name) <= set("0123456789abcdef"):
                yield uuid.UUID(path.name)

    def key_of(self, file_id: uuid.UUID) -> int:
        """Return the number of the key that seals a file, 0 if it was taken away meanwhile or is empty."""
        try:
            with self._path(file_id).open("rb") as file:
                return int.from_bytes(file.read(1), "big")
        except FileNotFoundError:
            return 0

    def renew(self, file_id: uuid.UUID) -> None:
        """Seal a file again under the newest key; one that does not open, or is gone, stays as it is."""
        # Alone: who takes it away meanwhile must not find it back.
        with alone(self._path(file_id).parent):
            try:
                content = self.get(file_id)
            except (FileMissingError, KeyRingError):
                return
            self.put(file_id, content)

    def _path(self, file_id: uuid.UUID) -> Path:
        # The last digits of a UUIDv7 are random, the first are the clock.
        return self.folder / file_id.hex[-2:] / file_id.hex
