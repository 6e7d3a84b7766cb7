"""For whom a browser makes a passkey: this host, over a safe connection. Owns that answer; must not know passkeys' tables."""

from __future__ import annotations

import ipaddress

from starlette.requests import Request

from runtime.auth.passkeys import Party
from runtime.http.context import visit_of
from runtime.ir.label import text

_LOCALHOST = "localhost"


def party_of(request: Request) -> Party | None:
    """Return who asks for a passkey, ``None`` where browsers make none: on a bare address, or without encryption.

    The host is one the settings allow; with secure cookies the pages are read over https, whoever ends it before us.
    """
    visit = visit_of(request)
    host = request.url.hostname or ""
    scheme = "https" if visit.service.settings.secure_cookies else request.url.scheme
    if _is_address(host) or not (scheme == "https" or _is_own_machine(host)):
        return None
    title = text(visit.registry.title, visit.language)
    return Party(host, f"{scheme}://{request.headers.get('host', host)}", title)


def _is_own_machine(host: str) -> bool:
    return host == _LOCALHOST or host.endswith(f".{_LOCALHOST}")


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return not host
    return True
