"""Problems as other systems read them: RFC 9457. Owns their shape; statuses are ``runtime.http.problems``'."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping

from pydantic import JsonValue
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from runtime.api.call import Answer, Body
from runtime.errors import Conflict, Fault, RegistryError
from runtime.http.context import Service, chosen_language
from runtime.http.problems import FAILURE, Alike, Problem, describe, describe_status
from runtime.i18n.messages import message
from runtime.ir.label import text

Lost = Callable[[Request, Exception], Response]
Failure = Callable[[Request], Awaitable[Response]]

PREFIX = "/api/"
MEDIA_TYPE = "application/problem+json"
KIND = "urn:acompana:problem:"


def refuse(request: Request, error: RegistryError, body: Body | None = None) -> Response:
    """Answer an error a caller can cause."""
    extra: dict[str, JsonValue] = {}
    if isinstance(error, Conflict):
        extra = {"version": error.version}
    if isinstance(error, Alike):
        extra = {"candidates": [str(one) for one in error.ids]}
    return render(request, describe(error), body or {}, extra)


def by_address(page: Lost, failure: Failure) -> tuple[Lost, Failure]:
    """Return what answers addresses that lead nowhere, and bugs: as pages, or as JSON where other systems call."""

    def lost(request: Request, error: Exception) -> Response:
        if not request.url.path.startswith(PREFIX):
            return page(request, error)
        assert isinstance(error, HTTPException)
        return render(request, describe_status(error.status_code), headers=error.headers)

    async def failed(request: Request) -> Response:
        if not request.url.path.startswith(PREFIX):
            return await failure(request)
        return render(request, FAILURE)

    return lost, failed


def render(
    request: Request,
    problem: Problem,
    body: Body | None = None,
    extra: Mapping[str, JsonValue] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Return a problem as JSON."""
    service: Service = request.app.state.service
    language = chosen_language(request, service.registry.languages)
    say = message(language)
    data: dict[str, JsonValue] = {
        "type": f"{KIND}{problem.kind}",
        "title": say(f"errors.{problem.kind}.title"),
        "status": problem.status,
        "detail": say(f"errors.{problem.kind}.text", **problem.arguments),
        "instance": f"urn:acompana:request:{request.state.request_id}",
    }
    if problem.faults:
        data["errors"] = [_error(name, fault, body or {}, language) for name, fault in problem.faults.items()]
    told = {"vary": "Accept-Language", "content-language": language, **(headers or {})}
    if problem.status == 401:
        told["www-authenticate"] = 'Bearer realm="registry"'
    if problem.may_retry:
        told["retry-after"] = str(problem.wait)
    return Answer({**data, **(extra or {})}, problem.status, told).response(MEDIA_TYPE)


def _error(name: str, fault: Fault, body: Body, language: str) -> JsonValue:
    said = text(fault.text, language) if fault.text else message(language)(fault.key, **fault.arguments)
    found: dict[str, JsonValue] = {"pointer": pointer(name, body), "code": fault.key, "detail": said}
    return found | {"warning": True} if fault.is_warning else found


def pointer(name: str, body: Body) -> str:
    """Return where in the body a fault lies (RFC 6901): as deep as what was sent goes."""
    if not name:
        return ""
    first, *rest = name.split(".")
    is_field = first not in body and "fields" in body
    if rest == ["unknown"] and is_field:
        return f"/unknown/{first}"
    held: object = body.get("fields") if is_field else body
    path = ["fields", first] if is_field else [first]
    return "/" + "/".join([*path, *_deeper(_step(held, first), rest)])


def _deeper(held: object, steps: Iterable[str]) -> list[str]:
    found = []
    for step in steps:
        if not isinstance(held, dict | list):
            break
        found.append(step)
        held = _step(held, step)
    return found


def _step(held: object, step: str) -> object:
    if isinstance(held, dict):
        return held.get(step)
    if isinstance(held, list) and step.isdigit() and int(step) < len(held):
        return held[int(step)]
    return None
