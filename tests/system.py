"""Another system that calls the registry: JSON, a token, no cookies. What tests of the API stand on."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping, Sequence
from typing import Any

import httpx2
from sqlalchemy import Connection, MetaData
from starlette.applications import Starlette
from starlette.testclient import TestClient

from runtime.auth import accounts, tokens
from runtime.auth.accounts import Stamp
from runtime.auth.tokens import SCOPES, Grant

BASE = "/api/v1"


def make_token(
    connection: Connection,
    metadata: MetaData,
    login: str,
    scope: Sequence[str] = SCOPES,
    *,
    lasts: datetime.timedelta = datetime.timedelta(days=30),
    now: datetime.datetime | None = None,
) -> str:
    """Make a token of an account."""
    row = accounts.find(connection, metadata, login)
    assert row is not None
    at = now or datetime.datetime.now(datetime.UTC)
    return tokens.make(connection, metadata, row, Grant("Prueba", tuple(scope), at + lasts), Stamp(at))


class System(TestClient):
    """A client with a token; every answer is JSON, and none sets a cookie."""

    def __init__(self, app: Starlette, token: str = "", address: str = "192.0.2.9") -> None:
        super().__init__(
            app, base_url="http://registry.test", follow_redirects=False, client=(address, 50000)
        )
        if token:
            self.headers["authorization"] = f"Bearer {token}"

    def ask(self, method: str, path: str, body: object = None, **headers: str) -> httpx2.Response:
        """Call an operation; headers are named with underscores."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        content = None if body is None else json.dumps(body)
        if content is not None:
            named.setdefault("content-type", "application/json")
        answer = self.request(method, f"{BASE}{path}", content=content, headers=named)
        assert "set-cookie" not in answer.headers, f"{path}: a cookie"
        return answer

    def see(self, path: str) -> Any:
        """Read what must be there."""
        answer = self.ask("GET", path)
        assert answer.status_code == 200, f"{path}: {answer.text}"
        return answer.json()

    def make(self, path: str, body: Mapping[str, Any], status: int = 201, **headers: str) -> Any:
        """Send what must be taken."""
        answer = self.ask("POST", path, body, **headers)
        assert answer.status_code == status, f"{path}: {answer.text}"
        return answer.json()

    def change(self, path: str, body: Mapping[str, Any], version: int) -> httpx2.Response:
        """Correct a record from a version of it."""
        return self.ask("PATCH", path, body, if_match=f'"{version}"')
