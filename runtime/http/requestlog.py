"""One log line a request, and the border where bugs end. Owns request ids; must not log what people typed.

Logged: method, route pattern (never the path, which may hold names), status, milliseconds, request id.
"""

from __future__ import annotations

import json
import logging
import secrets
import time
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOG = logging.getLogger("acompana.request")

FailurePage = Callable[[Request], Awaitable[Response]]


class RequestLog:
    """ASGI middleware: gives the request its id, logs it, and turns a bug into the 500 page with that id."""

    def __init__(self, app: ASGIApp, failure_page: FailurePage) -> None:
        self.app = app
        self.failure_page = failure_page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; log its end."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request_id = secrets.token_hex(8)
        scope.setdefault("state", {})["request_id"] = request_id
        started = time.perf_counter()
        status = 0

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"].append((b"x-request-id", request_id.encode()))
            await send(message)

        try:
            await self.app(scope, receive, send_with_id)
        except Exception:
            LOG.exception(json.dumps({"request": request_id, "event": "failure"}))
            if status:
                raise
            answer = await self.failure_page(Request(scope))
            await answer(scope, receive, send_with_id)
        finally:
            _log(scope, status, started)


def _log(scope: Scope, status: int, started: float) -> None:
    if not LOG.isEnabledFor(logging.INFO):
        return
    line = {
        "request": scope["state"]["request_id"],
        "method": scope["method"],
        "route": scope["state"].get("route", ""),
        "status": status,
        "ms": round((time.perf_counter() - started) * 1000, 1),
    }
    LOG.info(json.dumps(line))
