"""Reading a body of JSON within limits. Owns what is taken at all; must not know what it means."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

from starlette.requests import Request

from runtime.http.problems import BodyTooLarge, Malformed, WrongMedia

LIMIT = 1_000_000
"""Bytes of a body."""
DEEPEST = 12
MEDIA_TYPES = ("application/json", "application/merge-patch+json")


async def receive(request: Request) -> bytes:
    """Receive a body that says it is JSON.

    Raises:
        WrongMedia: it says it is something else.
        BodyTooLarge: it is longer than ``LIMIT``.
    """
    kind, _, options = request.headers.get("content-type", "").partition(";")
    if kind.strip().lower() not in MEDIA_TYPES or _is_other_charset(options):
        raise WrongMedia
    content = bytearray()
    async for chunk in request.stream():
        content += chunk
        if len(content) > LIMIT:
            raise BodyTooLarge(LIMIT)
    return bytes(content)


def read_json(content: bytes) -> Mapping[str, Any]:
    """Read a body that is one object of JSON; of a large one that takes long, so it belongs in a thread.

    Raises:
        Malformed: it is no object of JSON, or one that says a thing twice.
    """
    try:
        data = json.loads(content.decode(), object_pairs_hook=_object, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise Malformed from error
    if not isinstance(data, dict) or not _is_shallow(data, DEEPEST):
        raise Malformed
    return data


def _is_other_charset(options: str) -> bool:
    name, _, value = options.strip().partition("=")
    return name.strip().lower() == "charset" and value.strip('" ').lower() != "utf-8"


def _object(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands twice")
    return found


def _refuse(_: str) -> NoReturn:
    raise ValueError("neither a number nor a value of JSON")


def _is_shallow(data: object, left: int) -> bool:
    if isinstance(data, dict):
        return left > 0 and all(_is_shallow(value, left - 1) for value in data.values())
    if isinstance(data, list):
        return left > 0 and all(_is_shallow(value, left - 1) for value in data)
    return True
