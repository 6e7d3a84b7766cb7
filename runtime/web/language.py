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
    """Return the routes."""
    return [
        route("/language/{code}", look, is_public=True),
        route("/language/{code}", choose, ["POST"], is_public=True),
    ]


def look(request: Request) -> Response:
    """Take a visitor's language, which the browser keeps until it closes, and go back; an account is left as it is."""
    visit, code = visit_of(request), _known(request)
    response = redirect(request, inside(request.query_params.get("next")))
    if visit.session is None:
        set_cookie(response, visit.service.settings, LANGUAGE_COOKIE, code)
    return response


def choose(request: Request) -> Response:
    """Take a language for good and go back to the same page: the account remembers it."""
    visit, code = visit_of(request), _known(request)
    if visit.session is not None and code != visit.language:
        with visit.service.store.writing() as connection:
            accounts.choose_language(connection, visit.model.metadata, visit.actor.account_id, code)
        visit.service.sessions.forget()
    return look(request)


def _known(request: Request) -> str:
    """The language asked for.

    Raises:
        NotFound: the registry does not speak it.
    """
    code: str = request.path_params["code"]
    if code not in visit_of(request).registry.languages:
        raise NotFound
    return code
