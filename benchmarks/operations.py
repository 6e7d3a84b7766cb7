"""What is measured, as raw requests to both servers, with the part of the floor that is wanted. Must not measure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from benchmarks.floor import COOKIE, Who, sign
from benchmarks.load import PLACEHOLDER
from benchmarks.samples import Samples, case_form
from benchmarks.servers import HOST


@dataclass(frozen=True)
class Operation:
    """One kind of request. ``target`` is the least part of the floor's rate."""

    name: str
    target: float
    expected: int
    ours: Sequence[bytes]
    floor: Sequence[bytes]


def operations(samples: Samples, cookie: str, token: str, secret: str) -> list[Operation]:
    """Return every operation, asked as the officer; ``cookie`` and ``token`` are of a session with the instance."""
    low = sign(Who(samples.account_id, samples.office_id, samples.name), secret)
    lists = [
        f"/lists/casos?{urlencode({'office': samples.office_id, 'state': state})}" for state in samples.states
    ]
    searches = [f"/search?{urlencode({'q': question})}" for question in samples.questions]
    cases = [f"/cases/{case}" for case in samples.cases]
    forms = [f"/cases/new/detencion_migratoria?person={person}" for person in samples.people[:50]]
    body = urlencode(case_form(PLACEHOLDER.decode(), token)).encode()

    def get(name: str, target: float, paths: Sequence[str]) -> Operation:
        return Operation(
            name,
            target,
            200,
            [_request("GET", path, cookie) for path in paths],
            [_request("GET", path, f"{COOKIE}={low}") for path in paths],
        )

    return [
        get("desk", 0.5, ["/"]),
        get("list", 0.5, lists),
        get("search", 0.5, searches),
        get("case page", 0.4, cases),
        Operation(
            "create",
            0.3,
            303,
            [_request("POST", path, cookie, body) for path in forms],
            [_request("POST", path, f"{COOKIE}={low}", body) for path in forms],
        ),
    ]


def _request(method: str, path: str, cookie: str, body: bytes = b"") -> bytes:
    lines = [f"{method} {path} HTTP/1.1", f"Host: {HOST}", f"Cookie: {cookie}", "Accept: text/html"]
    if body:
        lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
    return "\r\n".join([*lines, "", ""]).encode() + body
