"""Visitors who connect and dawdle: others are served, and a body that does not come is given up."""

from __future__ import annotations

import asyncio
import contextlib
import os
import resource
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette

from runtime.http.patience import Patience, SlowBodies
from runtime.http.problems import TooSlow
from tests.folder import write_instance

ROOT = Path(__file__).parents[2]
MANY = 1_500
"""More than a server of this kind lets in at once unless it is told to."""

Message = MutableMapping[str, Any]


def ask(pieces: list[bytes], rest: float, patience: Patience) -> tuple[list[Message], list[bytes]]:
    """Send a body piece by piece, resting before each; return what was answered and what was read."""
    answered: list[Message] = []
    read: list[bytes] = []
    waiting = list(pieces)

    async def receive() -> Message:
        await asyncio.sleep(rest)
        piece = waiting.pop(0)
        return {"type": "http.request", "body": piece, "more_body": bool(waiting)}

    async def send(message: Message) -> None:
        answered.append(message)

    async def app(_: Any, receive: Any, send: Any) -> None:
        status, more = 200, True
        try:
            while more:
                message = await receive()
                read.append(message["body"])
                more = message["more_body"]
        except TooSlow:
            status = 408
        await send({"type": "http.response.start", "status": status, "headers": []})

    # A thread of its own: where a browser is driven, this one has a loop already.
    with ThreadPoolExecutor(1) as thread:
        served = SlowBodies(app, patience)
        thread.submit(lambda: asyncio.run(served({"type": "http", "method": "POST"}, receive, send))).result()
    return answered, read


def test_a_body_that_trickles_is_given_up_and_its_connection_closed() -> None:
    [answer], read = ask([b"x"] * 500, 0.02, Patience(seconds=0.2, rate=1e9))
    assert answer["status"] == 408
    assert (b"connection", b"close") in answer["headers"]
    assert 0 < len(read) < 500


def test_a_body_on_a_slow_line_is_read_to_its_end() -> None:
    [answer], read = ask([b"x" * 1000] * 30, 0.02, Patience(seconds=0.2, rate=10_000))
    assert answer["status"] == 200
    assert answer["headers"] == []
    assert len(b"".join(read)) == 30_000


def test_an_application_gives_up_on_slow_bodies(site: Starlette) -> None:
    [patience] = [one.kwargs["patience"] for one in site.user_middleware if "patience" in one.kwargs]
    assert isinstance(patience, Patience)
    assert 0 < patience.seconds <= 60


@pytest.fixture
def address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, int]]:
    """A registry served by one real process."""
    folder = write_instance(tmp_path / "instance")
    for name in [name for name in os.environ if name.startswith("ACOMPANA_")]:
        monkeypatch.delenv(name)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "ACOMPANA_ENVIRONMENT": "practice"}
    command = [sys.executable, "-m", "runtime", str(folder)]
    subprocess.run([*command, "migrate"], env=environment, check=True, stdout=subprocess.DEVNULL)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    log = (tmp_path / "log").open("w+")
    server = subprocess.Popen(
        [*command, "serve", "--port", str(port), "--workers", "1"],
        env=environment,
        stdout=log,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        while fetch(port) != 200:
            assert server.poll() is None, Path(log.name).read_text()
            time.sleep(0.05)
        yield "127.0.0.1", port
    finally:
        # Not asked to end: it would wait for the bodies it was promised.
        os.killpg(server.pid, signal.SIGKILL)
        server.wait(timeout=60)
        log.close()


def fetch(port: int) -> int:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/sign-in", timeout=60) as answer:
            return int(answer.status)
    except urllib.error.URLError as trouble:
        return -1 if isinstance(trouble.reason, TimeoutError) else 0


BODY = (
    b"POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    b"Content-Length: 100000\r\n\r\nlogin="
)


@pytest.mark.parametrize(
    "sent", [b"", b"GET /sign-in HTTP/1.1\r\nX-Slow: ", BODY], ids=["nothing", "headers", "body"]
)
def test_slow_visitors_do_not_keep_others_waiting(address: tuple[str, int], sent: bytes) -> None:
    with contextlib.ExitStack() as opened, more_files():
        for _ in range(MANY):
            slow = opened.enter_context(socket.create_connection(address, timeout=30))
            slow.sendall(sent)
        assert fetch(address[1]) == 200


@contextlib.contextmanager
def more_files() -> Iterator[None]:
    """Let this process open as many sockets as the test needs."""
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MANY + 500
    if before[0] != resource.RLIM_INFINITY and before[0] < wanted:
        if before[1] != resource.RLIM_INFINITY and before[1] < wanted:
            pytest.fail(
                f"this system grants {before[1]} sockets, and the test needs {wanted}: raise its hard limit"
            )
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)
