"""How long the session lasts, for the page that warns before it ends. Owns these two answers; asking is no use of the session."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute

from runtime.http.context import visit_of
from runtime.http.endpoint import route


def routes() -> list[BaseRoute]:
    """Return the routes."""
    return [
        route("/session", tell, is_public=True, is_quiet=True),
        route("/session/stay", stay, ["POST"]),
    ]


def tell(request: Request) -> Response:
    """Say how many seconds the session lasts without use, and at most; none when it is over."""
    visit = visit_of(request)
    if visit.session is None:
        return JSONResponse({"idle": 0, "longest": 0})
    idle, longest = visit.service.sessions.seconds_left(visit.session, visit.now)
    return JSONResponse({"idle": max(idle, 0), "longest": max(longest, 0)})


def stay(request: Request) -> Response:
    """Go on: somebody said they are there."""
    visit = visit_of(request)
    assert visit.session is not None
    visit.service.sessions.stay(visit.session, visit.now)
    return tell(request)
