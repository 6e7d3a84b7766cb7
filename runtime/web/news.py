"""What an owner is told after signing in: somebody took a factor away, a recovery code was used. Owns that page."""

from __future__ import annotations

import uuid
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from runtime.auth import news
from runtime.http.context import Visit, value_of, visit_of
from runtime.http.endpoint import route
from runtime.http.links import inside
from runtime.http.redirects import redirect
from runtime.i18n import format as write
from runtime.web.fragments import page

PAGE = "/account/news"


def routes() -> list[BaseRoute]:
    """Return the routes."""
    return [route(PAGE, show_news), route(PAGE, go_on, ["POST"])]


def news_first(visit: Visit, account_id: uuid.UUID, target: str) -> str:
    """Return the page of news with the way on, or the target itself when there are none."""
    with visit.service.store.reading() as connection:
        is_waiting = news.is_waiting(connection, visit.model, account_id)
    return f"{PAGE}?{urlencode({'next': target})}" if is_waiting else target


def show_news(request: Request) -> Response:
    """Show what there is to tell, or go on."""
    visit, target = visit_of(request), inside(request.query_params.get("next"))
    with visit.service.store.reading() as connection:
        found = news.waiting(connection, visit.model, visit.actor.account_id)
    if not found:
        return redirect(request, target)
    lines = [
        (write.moment(one.at, visit.language, visit.zone), visit.message(one.key, **one.arguments))
        for one in found
    ]
    return page(request, "account/news.html", lines=lines, target=target)


def go_on(request: Request) -> Response:
    """Forget what was read and go on."""
    visit = visit_of(request)
    with visit.service.store.writing() as connection:
        news.clear(connection, visit.model, visit.actor.account_id)
    return redirect(request, inside(value_of(request, "next")))
