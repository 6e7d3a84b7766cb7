"""An identity provider that hangs: it is asked once, and takes a few threads and no more."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from joserfc.jwk import ECKey

from runtime.auth import provider
from runtime.auth.provider import MOST_THERE, Exchange, ProviderError
from runtime.settings import IdentityProvider

BACK = "http://registry.test/sign-in/return"


@dataclass
class Ministry:
    """A provider that hangs where it is told to, until it goes on."""

    address: str = ""
    hangs_at: str = ""
    asked: list[str] = field(default_factory=list)
    came: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    goes_on: threading.Event = field(default_factory=threading.Event)

    def exchange(self) -> Exchange:
        return Exchange(IdentityProvider(self.address, "registry", "a secret", "Ministry"))

    def answer(self, path: str) -> object:
        """Return what is said at a path, when it is."""
        self.asked.append(path)
        self.came.release()
        if path == self.hangs_at:
            self.goes_on.wait()
        if path == "/keys":
            return {"keys": [ECKey.generate_key("P-256").as_dict(private=False)]}
        named = {"authorization_endpoint": "/enter", "token_endpoint": "/token", "jwks_uri": "/keys"}
        return {"issuer": self.address} | {name: self.address + where for name, where in named.items()}


@pytest.fixture
def ministry() -> Iterator[Ministry]:
    found = Ministry()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            text = json.dumps(found.answer(self.path)).encode()
            self.send_response(200)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def do_POST(self) -> None:
            self.do_GET()

        def log_message(self, *_: object) -> None:
            return

        def handle(self) -> None:
            try:
                super().handle()
            except OSError:
                # Nobody waits any more.
                return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found.address = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield found
    found.goes_on.set()
    server.shutdown()
    server.server_close()


DESCRIPTION = "/.well-known/openid-configuration"


def outcome(ask: Callable[[], object]) -> bool:
    """Whether there was an answer."""
    try:
        ask()
    except ProviderError:
        return False
    return True


def test_one_that_hangs_is_asked_once_whoever_comes(
    ministry: Ministry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(provider, "SECONDS", 0.5)
    ministry.hangs_at = DESCRIPTION
    exchange = ministry.exchange()
    with ThreadPoolExecutor(12) as pool:
        found = [pool.submit(outcome, lambda: exchange.begin(BACK, "/")) for _ in range(12)]
    assert [one.result() for one in found] == [False] * 12
    assert ministry.asked == [DESCRIPTION]


def test_one_that_recovers_is_asked_again(ministry: Ministry, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(provider, "SECONDS", 0.5)
    monkeypatch.setattr(provider, "SILENT_SECONDS", 0.0)
    ministry.hangs_at = DESCRIPTION
    exchange = ministry.exchange()
    assert not outcome(lambda: exchange.begin(BACK, "/"))
    ministry.goes_on.set()
    assert outcome(lambda: exchange.begin(BACK, "/"))


def test_those_who_come_together_at_first_all_get_there(ministry: Ministry) -> None:
    exchange = ministry.exchange()
    with ThreadPoolExecutor(MOST_THERE) as pool:
        found = [pool.submit(outcome, lambda: exchange.begin(BACK, "/")) for _ in range(MOST_THERE)]
    assert [one.result() for one in found] == [True] * MOST_THERE
    assert ministry.asked == [DESCRIPTION, "/keys"]


def test_only_so_many_wait_for_a_token(ministry: Ministry) -> None:
    ministry.hangs_at = "/token"
    exchange = ministry.exchange()
    _, waiting = exchange.begin(BACK, "/")
    answer = {"state": waiting.state, "code": "invented"}

    def finish() -> object:
        return exchange.finish(BACK, waiting, answer)

    for _ in range(2):
        ministry.came.acquire()
    with ThreadPoolExecutor(MOST_THERE) as pool:
        found = [pool.submit(outcome, finish) for _ in range(MOST_THERE)]
        for _ in range(MOST_THERE):
            ministry.came.acquire()
        assert not outcome(finish)
        assert ministry.asked.count("/token") == MOST_THERE
        ministry.goes_on.set()
    assert [one.result() for one in found] == [False] * MOST_THERE
