"""Tokens against forged requests. Owns masking and comparing; must not know sessions or forms.

The secret is the session's, or, before signing in, a hash of a cookie no script can read. Every page shows it
under a fresh mask, so that compressed pages do not leak it byte by byte.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets

from markupsafe import Markup

FIELD = "csrf_token"
HEADER = "x-csrf-token"


def new_secret() -> str:
    """Draw a secret: 32 bytes in hexadecimal."""
    return secrets.token_hex(32)


def secret_of_cookie(cookie: str) -> str:
    """Derive the secret of a visitor without session from their cookie."""
    return hashlib.sha256(b"csrf\n" + cookie.encode()).hexdigest()


def mask(secret: str) -> str:
    """Return the token to put in a page: other text each time, same meaning."""
    plain = bytes.fromhex(secret)
    pad = secrets.token_bytes(len(plain))
    return base64.urlsafe_b64encode(pad + _xor(pad, plain)).decode()


def field(token: str) -> Markup:
    """Return the hidden control that carries a token in a form; a token needs no escaping."""
    return Markup(f'<input type="hidden" name="{FIELD}" value="{token}">')  # noqa: S704


def fits(secret: str, token: str) -> bool:
    """Whether a token sent back was made from the secret."""
    try:
        data = base64.b64decode(token.encode(), altchars=b"-_", validate=True)
    except (binascii.Error, UnicodeEncodeError):
        return False
    half = len(data) // 2
    return hmac.compare_digest(_xor(data[:half], data[half:]).hex(), secret)


def _xor(left: bytes, right: bytes) -> bytes:
    length = min(len(left), len(right))
    mixed = int.from_bytes(left[:length], "big") ^ int.from_bytes(right[:length], "big")
    return mixed.to_bytes(length, "big")
