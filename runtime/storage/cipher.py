"""Encryption at rest: a ring of keys kept beside the database, never inside it. Must not know fields or tables."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE = 12
_KEY = 32


class KeyRingError(RuntimeError):
    """The key file is missing, damaged, or does not hold the key a value was encrypted with."""


@dataclass(frozen=True)
class Cipher:
    """AES-256-GCM under numbered keys: the newest encrypts, all of them decrypt.

    A sealed value is one byte of key number, the nonce, and the text with its tag.
    """

    keys: Mapping[int, bytes]

    def encrypt(self, plain: bytes, bound_to: str) -> bytes:
        """Seal bytes so that they open only under the same ``bound_to`` (what the value belongs to)."""
        number = max(self.keys)
        nonce = os.urandom(_NONCE)
        return bytes([number]) + nonce + self._boxes[number].encrypt(nonce, plain, bound_to.encode())

    def decrypt(self, sealed: bytes, bound_to: str) -> bytes:
        """Open what ``encrypt`` sealed.

        Raises:
            KeyRingError: the key is not in the ring, or the value was changed or moved to another place.
        """
        box = self._boxes.get(sealed[0]) if sealed else None
        if box is None:
            raise KeyRingError(f"no key for a value of {bound_to}")
        try:
            return box.decrypt(sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :], bound_to.encode())
        except InvalidTag as failure:
            raise KeyRingError(f"a value of {bound_to} does not open with its key") from failure

    def digest(self, text: str, purpose: str) -> str:
        """Return a keyed hash, in hexadecimal: the same for one text and purpose as long as the oldest key lives."""
        key = self.keys[min(self.keys)]
        return hmac.new(key, f"{purpose}\0{text}".encode(), hashlib.sha256).hexdigest()

    @cached_property
    def _boxes(self) -> dict[int, AESGCM]:
        return {number: AESGCM(key) for number, key in self.keys.items()}


class KeyFileMissingError(KeyRingError):
    """There is no key file where it should be."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"the key file {path} is missing")
        self.path = path


def read_key_file(path: Path) -> Cipher:
    """Read a key ring: JSON of key number to base64.

    Raises:
        KeyFileMissingError: there is no such file.
        KeyRingError: it is not a key ring.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        keys = {int(number): base64.b64decode(text, validate=True) for number, text in data.items()}
    except FileNotFoundError as missing:
        raise KeyFileMissingError(path) from missing
    except (ValueError, AttributeError, TypeError) as damage:
        raise KeyRingError(f"the key file {path} is not a key ring") from damage
    if (
        not keys
        or any(not 0 < number < 256 for number in keys)
        or {len(key) for key in keys.values()} != {_KEY}
    ):
        raise KeyRingError(f"the key file {path} is not a key ring")
    return Cipher(keys)


def create_key_file(path: Path) -> bool:
    """Write a ring with one new key, readable by its owner only, unless the file is there; say whether it was written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump({"1": base64.b64encode(secrets.token_bytes(_KEY)).decode()}, file)
        file.write("\n")
    return True
