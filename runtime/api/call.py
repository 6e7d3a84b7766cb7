"""One request of another system: who calls, what was sent. Owns what operations are given and what they answer."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import JsonValue
from starlette.requests import Request
from starlette.responses import Response

from runtime.access.actor import Actor
from runtime.auth.callers import Caller
from runtime.errors import Fault, Invalid, NotFound
from runtime.http.context import Visit
from runtime.http.problems import Unconditional
from runtime.ir.entity import Entity

Body = Mapping[str, Any]

LONGEST_KEY = 200


@dataclass(frozen=True, kw_only=True)
class Call(Visit):
    """A visit by token: no session, no form, no cookie."""

    request: Request
    caller: Caller
    body: Body = field(default_factory=dict)

    @property
    def actor(self) -> Actor:
        """The account the token acts as."""
        return self.caller.actor

    def id(self, name: str = "id") -> uuid.UUID:
        """Return the id in the address.

        Raises:
            NotFound: it is none.
        """
        try:
            return uuid.UUID(self.request.path_params[name])
        except ValueError as error:
            raise NotFound from error

    def sees(self, subject: str) -> bool:
        """Whether the token may read this kind of record."""
        return f"read:{subject}" in self.caller.scope

    def new_id(self) -> uuid.UUID:
        """Return the id a new record is to have: the caller's own, one that follows from its key, or a fresh one.

        Raises:
            Invalid: what was given is no id, or no key.
        """
        given = self.body.get("id")
        if given is not None:
            return as_id(given, "id")
        key = self.request.headers.get("idempotency-key")
        if key is None:
            return uuid.uuid4()
        if not 1 <= len(key) <= LONGEST_KEY:
            raise Invalid({"Idempotency-Key": Fault("api.key_shape", {"count": LONGEST_KEY})})
        return uuid.uuid5(self.actor.account_id, f"{self.request.url.path}\n{key}")

    def version(self) -> int | None:
        """Return the version a change starts from, ``None`` for whichever is stored.

        Raises:
            Unconditional: the caller did not say.
        """
        given = self.request.headers.get("if-match", "").strip()
        if given == "*":
            return None
        number = given.removeprefix("W/").strip('"')
        if not given:
            raise Unconditional
        # What is no version of ours fits none.
        return int(number) if number.isascii() and number.isdigit() and len(number) < 10 else -1


@dataclass(frozen=True)
class Answer:
    """What an operation answers: JSON, a status, headers."""

    data: JsonValue
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)

    def response(self, media_type: str = "application/json") -> Response:
        """Return it as it is sent."""
        content = json.dumps(self.data, ensure_ascii=False, separators=(",", ":")).encode()
        return Response(content, self.status, dict(self.headers), media_type)


def as_id(value: object, name: str) -> uuid.UUID:
    """Read an id from a body.

    Raises:
        Invalid: it is none.
    """
    try:
        if isinstance(value, str):
            return uuid.UUID(value)
    except ValueError:
        pass
    raise Invalid({name: Fault("api.no_id")})


def type_in(call: Call, base: str) -> Entity:
    """Return the case or action type a body names.

    Raises:
        Invalid: there is none of that name, or no new records of it are made.
    """
    entity = call.registry.by_id.get(f"{base}_{call.body.get('type')}")
    if entity is None or entity.base != base or entity.retired:
        raise Invalid({"type": Fault("api.no_type")})
    return entity
