"""Pages about problems. Owns their rendering for browsers and htmx; statuses come from ``runtime.http.problems``."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from runtime.errors import RegistryError
from runtime.http import csrf
from runtime.http.context import Service, anonymous, form_of, is_fragment, resolve, token_of
from runtime.http.endpoint import keep_visitor, refuse
from runtime.http.links import inside
from runtime.http.lost import page_of
from runtime.http.problems import FAILURE, Problem, describe_status
from runtime.web.fragments import page

TEMPLATE = "errors/problem.html"
PROBLEM_TARGET = "#problem"
"""Where a fragment about a problem is put: an empty live region of the layout."""


def problem_page(request: Request, problem: Problem) -> Response:
    """Say what happened and what to do; the values of a form that may be sent again come along."""
    again = _values(request) if problem.may_retry and request.method == "POST" else None
    response = page(
        request,
        TEMPLATE,
        "problem",
        problem.status,
        problem=problem,
        again=again,
        action=inside(_address(request)),
        origin=page_of(request),
    )
    if is_fragment(request):
        response.headers["HX-Retarget"] = PROBLEM_TARGET
        response.headers["HX-Reswap"] = "innerHTML show:top"
    if problem.may_retry:
        response.headers["Retry-After"] = str(problem.wait)
    return response


def unrouted(request: Request, error: Exception) -> Response:
    """Answer an address that leads nowhere, or a method it does not take."""
    assert isinstance(error, HTTPException)
    service: Service = request.app.state.service
    request.state.form = {}
    try:
        request.state.visit = resolve(service, request)
        response = problem_page(request, describe_status(error.status_code))
    except RegistryError as trouble:
        response = refuse(service, request, trouble)
    keep_visitor(request, response)
    return response


async def failure_page(request: Request) -> Response:
    """Answer after a bug: the page with the request's id."""
    service: Service = request.app.state.service
    if not hasattr(request.state, "visit"):
        request.state.visit = anonymous(service, request)
    if not hasattr(request.state, "form"):
        request.state.form = {}
    return problem_page(request, FAILURE)


def _address(request: Request) -> str:
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")


def _values(request: Request) -> list[tuple[str, str]]:
    """The form's values with the token it came with: the session it belongs to may only be out of sight just now."""
    values = [
        (name, value)
        for name, values in form_of(request).items()
        if name != csrf.FIELD and "password" not in name
        for value in values
    ]
    return [(csrf.FIELD, token_of(request)), *values]
