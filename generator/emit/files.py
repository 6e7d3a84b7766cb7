"""A file of the instance before it is written: path, text and whose it is. Must not touch the disk."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal, TypeAlias

Ownership: TypeAlias = Literal["owned", "seeded", "appended"]
"""Owned files are ours and rewritten whole; seeded ones are the ministry's once written; appended ones never change."""


@dataclass(frozen=True, order=True)
class OutputFile:
    """One file, by its path below the instance's folder with forward slashes."""

    path: str
    text: str
    ownership: Ownership = "owned"

    @property
    def sha256(self) -> str:
        """The hash of its bytes."""
        return digest(self.text)


def digest(text: str) -> str:
    """Return the SHA-256 of a text as it is on disk, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()
