"""Changing the language of the pages. Owns ``/language/{code}``; must not know texts."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from runtime.auth import accounts
from runtime.errors import NotFound
from runtime.http.context import LANGUAGE_COOKIE, visit_of
from runtime.http.cookies import set_cookie
from runtime.http.endpoint import route
from runtime.http.links import inside
from runtime.http.redirects import redirect


def routes() -> list[BaseRoute]:
    """Return the route."""
    return [route("/language/{code}", choose, is_public=True)]


def choose(request: Request) -> Response:
    """Take a language and go back to the same page: the account remembers it, or a visitor's browser until it closes."""
    visit = visit_of(request)
    code = request.path_params["code"]
    if code not in visit.registry.languages:
        raise NotFound
    response = redirect(request, inside(request.query_params.get("next")))
    if visit.session is None:
        set_cookie(response, visit.service.settings, LANGUAGE_COOKIE, code)
    elif code != visit.language:
        with visit.service.store.writing() as connection:
            accounts.choose_language(connection, visit.model.metadata, visit.actor.account_id, code)
        visit.service.sessions.forget()
    return response
