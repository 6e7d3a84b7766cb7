"""Whether the instance works. Owns ``/health``; must not say anything about data."""

from __future__ import annotations

from sqlalchemy import text
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from runtime.errors import Busy
from runtime.http.context import Service


def routes() -> list[BaseRoute]:
    """Return the route."""
    return [Route("/health", health)]


def health(request: Request) -> Response:
    """Answer 200 when the database answers, 503 when it does not."""
    service: Service = request.app.state.service
    request.state.route = "health"
    try:
        with service.store.reading() as connection:
            connection.execute(text("SELECT 1"))
    except Busy:
        return JSONResponse({"status": "busy", "database": "down"}, status_code=503)
    return JSONResponse({"status": "ok", "database": "up"})
