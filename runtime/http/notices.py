"""What the next page says once: "saved", "closed". Owns the notice cookie; must not know pages.

The cookie holds a message key and its arguments, bound to the session: another session's notice is not shown.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import Response

from runtime.http.context import Visit
from runtime.http.cookies import drop_cookie, set_cookie

COOKIE = "acompana_notice"
_SECONDS = 120


@dataclass(frozen=True)
class Notice:
    """A message key with its arguments; ``is_success`` chooses the banner's colour."""

    key: str
    arguments: Mapping[str, str | int] = field(default_factory=dict)
    is_success: bool = True


def leave(response: Response, visit: Visit, notice: Notice) -> None:
    """Leave a notice for the next page of this visitor."""
    data = json.dumps([notice.key, dict(notice.arguments), notice.is_success]).encode()
    text = base64.urlsafe_b64encode(data).decode()
    value = f"{text}.{_sign(visit, text)}"
    set_cookie(response, visit.service.settings, COOKIE, value, _SECONDS)


def waiting(visit: Visit, request: Request) -> Notice | None:
    """Return the notice left for this page, if it was left for this session."""
    text, _, signature = request.cookies.get(COOKIE, "").partition(".")
    if not text or not hmac.compare_digest(signature.encode(), _sign(visit, text).encode()):
        return None
    try:
        key, arguments, is_success = json.loads(base64.urlsafe_b64decode(text))
    except (ValueError, binascii.Error):
        return None
    return Notice(key, arguments, is_success)


def clear(response: Response, visit: Visit) -> None:
    """Take the notice away once it was shown."""
    drop_cookie(response, visit.service.settings, COOKIE)


def _sign(visit: Visit, text: str) -> str:
    return hmac.new(visit.csrf_secret.encode(), text.encode(), hashlib.sha256).hexdigest()
