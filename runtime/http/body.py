"""Reading a submitted form within limits. Owns the body of a request; must not know what the fields mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from python_multipart.multipart import parse_options_header
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import Message, Receive, Scope

from runtime.http.problems import BodyTooLarge, Malformed

FORM_LIMIT = 2_000_000
"""Bytes of a form without files."""
FIELDS_LIMIT = 3_000
# A browser shows our answer only when the server took its whole upload: read on this far, keeping nothing.
DRAIN = 16


@dataclass(frozen=True)
class Body:
    """Submitted text by control name, and chosen files."""

    form: Mapping[str, list[str]] = field(default_factory=dict)
    uploads: Mapping[str, UploadFile] = field(default_factory=dict)


async def read_body(scope: Scope, receive: Receive, limit: int) -> Body:
    """Read a form of at most ``limit`` bytes.

    Raises:
        BodyTooLarge: it is longer; the rest was read away.
        Malformed: it is not a form.
    """
    taken = 0
    last: Message = {"more_body": True}

    async def receive_within() -> Message:
        nonlocal taken, last
        last = message = await receive()
        taken += len(message.get("body", b""))
        if taken > limit:
            await _drain(receive, message, limit * DRAIN)
            raise BodyTooLarge(limit)
        return message

    request = Request(scope, receive_within)
    try:
        _refuse_other_letters(request)
        data = await request.form(max_files=20, max_fields=FIELDS_LIMIT, max_part_size=FORM_LIMIT)
    except (HTTPException, Malformed) as error:
        await _drain(receive, last, limit)
        raise Malformed from error
    form: dict[str, list[str]] = {}
    uploads: dict[str, UploadFile] = {}
    for name, value in data.multi_items():
        if isinstance(value, str):
            form.setdefault(name, []).append(value)
        elif value.filename:
            uploads[name] = value
    return Body(form, uploads)


def _refuse_other_letters(request: Request) -> None:
    """Refuse a form that names an encoding of its own: browsers never do, and Python has some that are none."""
    _, options = parse_options_header(request.headers.get("content-type", ""))
    if options.get(b"charset", b"utf-8").lower() != b"utf-8":
        raise Malformed


async def _drain(receive: Receive, message: Message, most: int) -> None:
    dropped = 0
    while message.get("more_body") and dropped < most:
        message = await receive()
        dropped += len(message.get("body", b""))
