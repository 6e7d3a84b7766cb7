"""Cookies of an instance: none of them readable by scripts. Owns their flags; must not know their meaning."""

from __future__ import annotations

from starlette.responses import Response

from runtime.settings import Settings


def set_cookie(
    response: Response, settings: Settings, name: str, value: str, seconds: int | None = None
) -> None:
    """Set a cookie for this site alone; without ``seconds`` it ends with the browser."""
    response.set_cookie(
        name, value, max_age=seconds, httponly=True, samesite="lax", secure=settings.secure_cookies, path="/"
    )


def drop_cookie(response: Response, settings: Settings, name: str) -> None:
    """Take a cookie away."""
    response.delete_cookie(name, httponly=True, samesite="lax", secure=settings.secure_cookies, path="/")
