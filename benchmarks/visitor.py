"""Signing in to the instance as an officer would, by HTTP. Must not measure."""

from __future__ import annotations

import html
import http.client
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from benchmarks.ground import PASSWORD
from benchmarks.servers import HOST

_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


@dataclass
class Visitor:
    """A browser without scripts: one cookie jar, the token of the last page."""

    port: int
    cookies: dict[str, str]
    token: str = ""

    @property
    def cookie(self) -> str:
        """The header that makes it somebody."""
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def get(self, path: str) -> str:
        """Open a page."""
        return self._ask("GET", path, b"").decode()

    def stream(self, path: str) -> Iterator[bytes]:
        """Open a download and yield it in pieces.

        Raises:
            RuntimeError: it is refused.
        """
        connection = http.client.HTTPConnection(HOST, self.port, timeout=600)
        connection.request("GET", path, headers={"Cookie": self.cookie})
        answer = connection.getresponse()
        if answer.status != 200:
            raise RuntimeError(f"{path} answers {answer.status}")
        while piece := answer.read1(262_144):
            yield piece
        connection.close()

    def sign_in(self, login: str) -> None:
        """Sign in.

        Raises:
            RuntimeError: the account is not let in.
        """
        self.get("/sign-in")
        form = {"csrf_token": self.token, "login": login, "password": PASSWORD, "next": "/account"}
        self._ask("POST", "/sign-in", urlencode(form).encode())
        if "acompana_session" not in self.cookies:
            raise RuntimeError(f"{login} is not let in")

    def _ask(self, method: str, path: str, body: bytes) -> bytes:
        connection = http.client.HTTPConnection(HOST, self.port, timeout=60)
        headers = {"Cookie": self.cookie}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        content = answer.read()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.split(";", 1)[0]
        connection.close()
        found = _TOKEN.search(content.decode(errors="replace"))
        if found is not None:
            self.token = html.unescape(found[1])
        return content
