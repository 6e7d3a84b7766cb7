"""The page behind a one-time link, where an account's owner chooses its password. Owns it; links are ``runtime.auth``'s.

The token stands in the fragment of the address, which no browser sends: it comes with the form alone, and so neither
into a log nor to another site. Without scripts it is pasted in.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from runtime.auth import links
from runtime.errors import Invalid
from runtime.http.context import form_of, value_of, visit_of
from runtime.http.endpoint import route
from runtime.http.links import outside
from runtime.http.notices import Notice
from runtime.http.redirects import redirect
from runtime.web.fragments import page, refused

LINK_PAGE = "/sign-in/link"


def routes() -> list[BaseRoute]:
    """Return the routes."""
    return [
        route(LINK_PAGE, show_link, is_public=True),
        route(LINK_PAGE, send_link, ["POST"], is_public=True),
    ]


def address(request: Request, token: str) -> str:
    """Return the whole address of a link, to be handed over."""
    is_safe = visit_of(request).service.settings.secure_cookies
    return f"{outside(request, LINK_PAGE, is_safe=is_safe)}#{token}"


def show_link(request: Request) -> Response:
    """Show the form."""
    return page(request, "account/link.html", token="")


def send_link(request: Request) -> Response:
    """Take the password chosen, and go on to sign in with it."""
    visit = visit_of(request)
    token = value_of(request, "token").rpartition("#")[2]
    new, again = ((form_of(request).get(name) or ("",))[0] for name in ("new_password", "again_password"))
    try:
        links.use(
            visit.service.store, visit.model, links.Choice(token, new, again), visit.now, visit.request_id
        )
    except Invalid as error:
        return refused(request, "account/link.html", token=token, faults=error.faults)
    visit.service.sessions.forget()
    return redirect(request, "/sign-in", Notice("link.used"))
