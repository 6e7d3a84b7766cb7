"""The value of a session's cookie: a random part that opens, and a sealed part that only says whose words to keep.

When a session's row is gone (another copy of the database, say) the sealed part still tells which account had it and
under which token its forms were sent. It opens nothing.
"""

from __future__ import annotations

import base64
import binascii
import datetime
import json
import uuid
from dataclasses import dataclass

from runtime.auth.drawn import draw, hash_of
from runtime.storage.cipher import Cipher, KeyRingError


@dataclass(frozen=True)
class Mark:
    """Whose session it was, with the secret of its forms, and since when."""

    account_id: uuid.UUID
    csrf: str
    begun_at: datetime.datetime


def make(cipher: Cipher, mark: Mark) -> str:
    """Draw the value of a new session's cookie."""
    token = draw()
    data = json.dumps([str(mark.account_id), mark.csrf, mark.begun_at.timestamp()]).encode()
    sealed = cipher.encrypt(data, _seal_name(key_of(token)))
    return f"{token}.{base64.urlsafe_b64encode(sealed).decode()}"


def read_mark(cipher: Cipher, value: str) -> Mark | None:
    """Return what the sealed part says, ``None`` when we did not seal it."""
    _, _, text = value.partition(".")
    try:
        sealed = base64.urlsafe_b64decode(text.encode("ascii"))
        account_id, csrf, begun = json.loads(cipher.decrypt(sealed, _seal_name(key_of(value))))
    except (UnicodeEncodeError, binascii.Error, KeyRingError):
        return None
    return Mark(uuid.UUID(account_id), csrf, datetime.datetime.fromtimestamp(begun, datetime.UTC))


def key_of(value: str) -> str:
    """Return what the database keeps of a cookie's value: the hash of its random part."""
    return hash_of(value.partition(".")[0])


def _seal_name(key: str) -> str:
    return f"session:{key}"
