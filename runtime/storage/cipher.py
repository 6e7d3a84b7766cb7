"""Encryption at rest: values sealed under numbered keys. Must not know fields or tables, nor where keys are kept."""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE = 12


class KeyRingError(RuntimeError):
    """The key file is missing, damaged, or does not hold the key a value was encrypted with."""


@dataclass(frozen=True)
class Ring:
    """Numbered keys, of which the newest encrypts, and one that stays for ever: what is hashed with it must stay the same."""

    keys: Mapping[int, bytes]
    lasting: bytes

    @property
    def newest(self) -> int:
        """The number of the key that encrypts."""
        return max(self.keys)

    @cached_property
    def boxes(self) -> Mapping[int, AESGCM]:
        """The keys, ready to use."""
        return {number: AESGCM(key) for number, key in self.keys.items()}

    def __repr__(self) -> str:
        """Name the keys, never show them."""
        return f"Ring({sorted(self.keys)})"


class Cipher:
    """AES-256-GCM under numbered keys: the newest encrypts, all of them decrypt.

    A sealed value is one byte of key number, the nonce, and the text with its tag.
    """

    def __init__(
        self,
        keys: Mapping[int, bytes],
        lasting: bytes | None = None,
        look: Callable[[], Ring | None] | None = None,
    ) -> None:
        """Take the keys.

        Args:
            keys: by number, from 1 to 255.
            lasting: the key of what must stay the same; the oldest, when a ring was made without one.
            look: gives the ring when it has changed since it was looked at, so that a process goes on through a rotation.
        """
        self._ring = Ring(dict(keys), lasting or keys[min(keys)])
        self._look = look

    @property
    def ring(self) -> Ring:
        """The keys as they are now."""
        if self._look is not None and (changed := self._look()) is not None:
            self._ring = changed
        return self._ring

    @property
    def newest(self) -> int:
        """The number of the key that encrypts now."""
        return self.ring.newest

    def encrypt(self, plain: bytes, bound_to: str) -> bytes:
        """Seal bytes so that they open only under the same ``bound_to`` (what the value belongs to)."""
        ring = self.ring
        number = ring.newest
        nonce = os.urandom(_NONCE)
        return bytes([number]) + nonce + ring.boxes[number].encrypt(nonce, plain, bound_to.encode())

    def decrypt(self, sealed: bytes, bound_to: str) -> bytes:
        """Open what ``encrypt`` sealed.

        Raises:
            KeyRingError: the key is not in the ring, or the value was changed or moved to another place.
        """
        number = sealed[0] if sealed else 0
        # Only a key that is not known yet is worth a look at the file.
        box = self._ring.boxes.get(number) or self.ring.boxes.get(number)
        if box is None:
            raise KeyRingError(f"no key for a value of {bound_to}")
        try:
            return box.decrypt(sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :], bound_to.encode())
        except InvalidTag as failure:
            raise KeyRingError(f"a value of {bound_to} does not open with its key") from failure

    def digest(self, text: str, purpose: str) -> str:
        """Return a keyed hash, in hexadecimal: the same for one text and purpose, whatever key encrypts by then."""
        return hmac.new(self._ring.lasting, f"{purpose}\0{text}".encode(), hashlib.sha256).hexdigest()

    def derive(self, purpose: str) -> bytes:
        """Return 32 bytes that are this ring's key for a purpose, and stay so when keys are rotated."""
        return hmac.new(self._ring.lasting, f"derive\0{purpose}".encode(), hashlib.sha256).digest()
