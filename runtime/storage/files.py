"""Attachments on disk, encrypted, one file each. Must not know cases or rows."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from pathlib import Path

from runtime.storage.cipher import Cipher


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
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(".part")
        partial.write_bytes(self.cipher.encrypt(content, f"file:{file_id}"))
        partial.chmod(0o600)
        partial.replace(path)

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
        """Take a file away that was put in a transaction which failed."""
        self._path(file_id).unlink(missing_ok=True)

    def _path(self, file_id: uuid.UUID) -> Path:
        # The last digits of a UUIDv7 are random, the first are the clock.
        return self.folder / file_id.hex[-2:] / file_id.hex
