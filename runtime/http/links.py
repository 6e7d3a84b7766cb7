"""Addresses a visitor may be sent to. Owns the guard against open redirects; must not know routes."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.requests import Request


def inside(target: str | None, otherwise: str = "/") -> str:
    """Return ``target`` when it is a path of this site, else ``otherwise``.

    Backslashes, control characters, a second leading slash and anything with a host are refused.
    """
    if not target or not target.startswith("/") or target.startswith("//") or len(target) > 2000:
        return otherwise
    if "\\" in target or any(ord(character) < 33 or ord(character) == 127 for character in target):
        return otherwise
    parts = urlsplit(target)
    return otherwise if parts.scheme or parts.netloc else target


def outside(request: Request, path: str, *, is_safe: bool) -> str:
    """Return the whole address of a path of this site, as the visitor reached it; ``is_safe``: pages are read over https.

    The host is one the settings allow.
    """
    scheme = "https" if is_safe else request.url.scheme
    return f"{scheme}://{request.headers.get('host', '')}{path}"


def path_of(address: str | None, host: str) -> str | None:
    """Return path and query of a full address of this host (a ``Referer``), else ``None``."""
    if not address:
        return None
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or parts.netloc != host:
        return None
    path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
    return path if inside(path, "") else None
