"""From a route to a plain function. Owns the order of checks before an endpoint; must not render.

An endpoint is ``def show(request: Request) -> Response``, run in the thread pool. Before it: the form is read
within its limit, the visit resolved, the token compared, and a visitor without session sent to sign in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from runtime.errors import ReasonNeeded, RegistryError
from runtime.http import csrf, lost
from runtime.http.body import FORM_LIMIT, Body, read_body
from runtime.http.context import (
    VISITOR_COOKIE,
    Service,
    Visit,
    anonymous,
    is_fragment,
    resolve,
    token_of,
    visit_of,
)
from runtime.http.cookies import set_cookie
from runtime.http.problems import StaleForm, describe
from runtime.http.redirects import redirect

Function = Callable[[Request], Response]

PASSWORD_PAGE = "/account/password"  # noqa: S105 - an address
OPEN_TO_NEWCOMERS = (PASSWORD_PAGE, "/sign-out")
"""Where an account with a one-time password may go."""
SECURITY_PAGE = "/account/security"
OPEN_WITHOUT_FACTOR = (*OPEN_TO_NEWCOMERS, SECURITY_PAGE, "/account/confirm", "/account/news")
"""Where, and beneath it, an account may go that still has to set up the second factor its roles ask for."""
SAFE = ("GET", "HEAD")


class Endpoint:
    """ASGI application of one route."""

    def __init__(self, function: Function, *, is_public: bool, takes_files: bool, is_quiet: bool) -> None:
        self.function = function
        self.is_public = is_public
        self.takes_files = takes_files
        self.is_quiet = is_quiet

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope, receive)
        service: Service = scope["app"].state.service
        request.state.route = self.function.__name__
        try:
            body = Body() if request.method in SAFE else await read_body(scope, receive, self._limit(service))
        except RegistryError as error:
            request.state.form, request.state.uploads = {}, {}
            response = await run_in_threadpool(refuse, service, request, error)
        else:
            request.state.form, request.state.uploads = body.form, body.uploads
            response = await run_in_threadpool(self._answer, service, request)
        try:
            await response(scope, receive, send)
        finally:
            for upload in request.state.uploads.values():
                await upload.close()

    def _limit(self, service: Service) -> int:
        return service.settings.upload_limit + FORM_LIMIT if self.takes_files else FORM_LIMIT

    def _answer(self, service: Service, request: Request) -> Response:
        try:
            request.state.visit = visit = resolve(service, request, is_use=not self.is_quiet)
            response = self._turned_away(visit, request) or self.function(request)
            lost.settle(visit, request, response)
        except ReasonNeeded as error:
            response = ask_reason(request, error)
        except RegistryError as error:
            response = refuse(service, request, error)
        keep_visitor(request, response)
        return response

    def _turned_away(self, visit: Visit, request: Request) -> Response | None:
        if visit.session is None and not self.is_public:
            return lost.send_to_sign_in(visit, request)
        if request.method not in SAFE and not csrf.fits(visit.csrf_secret, token_of(request)):
            if visit.session is None:
                raise StaleForm
            return lost.send_back(visit, request)
        first = (
            None if visit.session is None or self.is_public else _what_comes_first(visit, request.url.path)
        )
        if first is None:
            return None
        if visit.session is not None and request.method not in SAFE:
            lost.keep(visit, visit.session, request)
        return redirect(request, first)


def _what_comes_first(visit: Visit, path: str) -> str | None:
    """The page an account has to see before any other, ``None`` when it may go where it asked."""
    assert visit.session is not None
    if visit.session.must_change:
        return None if path in OPEN_TO_NEWCOMERS else PASSWORD_PAGE
    if visit.session.needs_factor and visit.service.demands_factors:
        is_open = any(path == one or path.startswith(f"{one}/") for one in OPEN_WITHOUT_FACTOR)
        return None if is_open else SECURITY_PAGE
    return None


def route(
    path: str,
    function: Function,
    methods: Sequence[str] = ("GET",),
    *,
    is_public: bool = False,
    takes_files: bool = False,
    is_quiet: bool = False,
) -> Route:
    """Make a route to a plain function.

    ``is_public`` opens it to visitors who have not signed in; ``is_quiet``: asking for it is no use of the session.
    """
    endpoint = Endpoint(function, is_public=is_public, takes_files=takes_files, is_quiet=is_quiet)
    return Route(path, endpoint, methods=list(methods), name=function.__name__)


def refuse(service: Service, request: Request, error: RegistryError) -> Response:
    """Return the page about an error a visitor can cause; works without database and before any visit."""
    if not hasattr(request.state, "visit"):
        request.state.visit = anonymous(service, request)
    return service.problem_page(request, describe(error))


def ask_reason(request: Request, error: ReasonNeeded) -> Response:
    """Send a reader of a restricted case to say why, and back afterwards."""
    here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    back = here if request.method in SAFE and not is_fragment(request) else f"/cases/{error.case_id}"
    return redirect(request, f"/cases/{error.case_id}/reason?{urlencode({'next': back})}")


def keep_visitor(request: Request, response: Response) -> None:
    """Give a visitor without session the cookie their forms' token is made from."""
    visit = visit_of(request)
    if visit.session is None and request.state.visitor != request.cookies.get(VISITOR_COOKIE):
        set_cookie(response, visit.service.settings, VISITOR_COOKIE, request.state.visitor)
