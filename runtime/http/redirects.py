"""Sending a visitor on after a form. Owns the difference between a browser and htmx; must not know routes."""

from __future__ import annotations

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from runtime.http import notices
from runtime.http.context import is_fragment, visit_of
from runtime.http.notices import Notice

_AS_IT_IS = ":/%#?=@[]!$&'()*+,;"
"""What an address may hold unquoted; the same as in the header a browser gets."""


def redirect(request: Request, url: str, notice: Notice | None = None) -> Response:
    """Send the visitor to a page of this site, which shows the notice once.

    A browser gets 303 (so that reloading sends nothing twice), htmx the header that makes it load the page.
    """
    response: Response
    if is_fragment(request):
        # Without the place on the page: an address that differs only there would load nothing.
        response = Response(status_code=200, headers={"HX-Redirect": quote(url.partition("#")[0], _AS_IT_IS)})
    else:
        response = RedirectResponse(url, status_code=303)
    if notice is not None:
        notices.leave(response, visit_of(request), notice)
    return response
