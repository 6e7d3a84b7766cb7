"""Secrets drawn by chance: cookies, links, tokens. Owns how they are drawn and what of them is stored."""

from __future__ import annotations

import hashlib
import secrets


def draw() -> str:
    """Draw a secret of 256 bits, in letters that fit an address."""
    return secrets.token_urlsafe(32)


def hash_of(secret: str) -> str:
    """Return what the database keeps of a drawn secret: so long that a plain hash suffices."""
    return hashlib.sha256(secret.encode()).hexdigest()
