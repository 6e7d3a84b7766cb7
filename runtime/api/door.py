"""The one way in for other systems: limits, token, scope, body, in that order. Owns the order; must not know operations.

Only a bearer token opens: cookies are not looked at, and none is ever set.
"""

from __future__ import annotations

import datetime
import zoneinfo
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from runtime.addresses import network
from runtime.api.body import read_json, receive
from runtime.api.call import Answer, Call
from runtime.api.limits import Limit
from runtime.api.refusals import refuse
from runtime.auth.callers import Caller, Callers
from runtime.errors import Fault, Invalid, RegistryError
from runtime.http.context import Service, chosen_language
from runtime.http.problems import NoScope, TooMany, Unauthorised
from runtime.i18n.messages import message
from runtime.ir.access import Verb

Function = Callable[[Call], Answer | Response]

SAFE = ("GET", "HEAD")
BEARER = "bearer "
FAILURES_PER_MINUTE = 30
"""So many tokens that open nothing may come from one address."""
ADDRESS_FACTOR = 4
"""So many tokens' worth of calls may come from one address."""


@dataclass(frozen=True)
class Gate:
    """What stands before every operation of one application."""

    callers: Callers
    per_token: Limit
    per_address: Limit
    failures: Limit

    @classmethod
    def of(cls, service: Service) -> Gate:
        """Build the gate of an instance."""
        most = service.settings.api_rate
        return cls(
            Callers(service.store, service.model.metadata),
            Limit(most),
            Limit(most * ADDRESS_FACTOR),
            Limit(FAILURES_PER_MINUTE),
        )

    def admit(self, request: Request) -> Caller:
        """Return who calls.

        Raises:
            TooMany: this address or this token called too often.
            Unauthorised: the token opens nothing.
        """
        address = network(request.client.host if request.client else "")
        for wait in (self.failures.wait(address), self.per_address.take(address)):
            if wait:
                raise TooMany(wait)
        given = request.headers.get("authorization", "")
        is_bearer = given[: len(BEARER)].lower() == BEARER
        now = datetime.datetime.now(datetime.UTC)
        caller = self.callers.find(given[len(BEARER) :].strip(), now) if is_bearer else None
        if caller is None:
            self.failures.take(address)
            raise Unauthorised
        if wait := self.per_token.take(caller.token_id):
            raise TooMany(wait)
        return caller


@dataclass(frozen=True)
class Operation:
    """What one method of one address does.

    ``scope`` is what the token must be made for (``read:case``), if anything; ``verb`` and ``of`` are what the gate
    asks of the account, for the document. ``takes`` names the parameters after ``?`` that it knows; ``None`` for those
    of a list, which knows its own.
    """

    name: str
    method: str
    path: str
    function: Function
    scope: str | None = None
    verb: Verb = "read"
    of: str = ""
    takes: tuple[str, ...] | None = ()


class Door:
    """ASGI application of one address with all its methods."""

    def __init__(self, operations: Mapping[str, Operation]) -> None:
        self.operations = operations

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope, receive)
        response = await self._answer(request)
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        method = "GET" if request.method == "HEAD" else request.method
        operation = self.operations[method]
        request.state.route = f"api:{operation.name}"
        body = None
        try:
            call = await run_in_threadpool(_admit, request, operation)
            if method not in SAFE:
                body = await run_in_threadpool(read_json, await receive(request))
                call = replace(call, body=body)
            return await run_in_threadpool(_run, call, operation)
        except RegistryError as error:
            return refuse(request, error, body)


def route(path: str, operations: Mapping[str, Operation]) -> Route:
    """Make the route of an address from its operations by method."""
    return Route(path, Door(operations), methods=list(operations), name=f"api:{path}")


def _admit(request: Request, operation: Operation) -> Call:
    service: Service = request.app.state.service
    gate: Gate = request.app.state.gate
    caller = gate.admit(request)
    if operation.scope is not None and operation.scope not in caller.scope:
        raise NoScope
    registry = service.registry
    known = caller.actor.language if caller.actor.language in registry.languages else registry.languages[0]
    language = chosen_language(request, registry.languages) if "accept-language" in request.headers else known
    call = Call(
        service=service,
        request_id=request.state.request_id,
        now=datetime.datetime.now(datetime.UTC),
        language=language,
        zone=zoneinfo.ZoneInfo(caller.actor.zone),
        message=message(language),
        csrf_secret="",
        request=request,
        caller=caller,
    )
    if operation.takes is not None:
        refuse_unknown(call, operation.takes)
    return call


def _run(call: Call, operation: Operation) -> Response:
    answer = operation.function(call)
    return answer.response() if isinstance(answer, Answer) else answer


def refuse_unknown(call: Call, known: tuple[str, ...]) -> None:
    """Refuse parameters nobody knows: a filter that is misspelt would let everything through.

    Raises:
        Invalid: there are some.
    """
    given = [name for name, _ in parse_qsl(call.request.url.query, keep_blank_values=True)]
    unknown = [name for name in given if name not in known]
    if unknown:
        raise Invalid({name: Fault("api.no_parameter") for name in unknown})
