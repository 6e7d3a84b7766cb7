"""The load generator, a process of its own: so many keep-alive connections ask for so long. Must not know pages.

Reads one plan as JSON from its input and writes one result as JSON.
"""

from __future__ import annotations

import base64
import json
import selectors
import socket
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from uuid_utils.compat import uuid7

PLACEHOLDER = b"00000000-0000-7000-8000-record000000"
"""Stands in a request for an id of its own, so long as an id."""
_MOST = 200_000


@dataclass(frozen=True)
class Result:
    """What came back: seconds of each answer, and how many answers were not the one expected."""

    seconds: float
    latencies: Sequence[float]
    failures: int
    received: int


def run(
    host: str, port: int, requests: Sequence[bytes], expected: int, clients: int, seconds: float
) -> Result:
    """Ask from so many connections at once, in a process of its own."""
    plan = {
        "host": host,
        "port": port,
        "requests": [base64.b64encode(request).decode() for request in requests],
        "expected": expected,
        "clients": clients,
        "seconds": seconds,
    }
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.load"],
        input=json.dumps(plan).encode(),
        stdout=subprocess.PIPE,
        check=True,
    )
    return Result(**json.loads(done.stdout))


@dataclass
class _Client:
    """One connection: what it asks next, and how much of the answer is there."""

    connection: socket.socket
    asked_at: float = 0.0
    head: bytes = b""
    missing: int = -1
    status: int = 0
    tail: bytes = field(default=b"")
    is_chunked: bool = False

    def ask(self, request: bytes, now: float) -> None:
        if PLACEHOLDER in request:
            request = request.replace(PLACEHOLDER, str(uuid7()).encode())
        self.asked_at, self.head, self.missing, self.is_chunked, self.tail = now, b"", -1, False, b""
        self.connection.sendall(request)

    def take(self, data: bytes) -> bool:
        """Take what came; say whether the answer is whole."""
        if self.missing < 0 and not self.is_chunked:
            self.head += data
            end = self.head.find(b"\r\n\r\n")
            if end < 0:
                return False
            head, data = self.head[:end].lower(), self.head[end + 4 :]
            self.status = int(head[9:12])
            place = head.find(b"content-length:")
            if place < 0:
                self.is_chunked = True
            else:
                self.missing = int(head[place + 15 :].split(b"\r\n", 1)[0])
        if self.is_chunked:
            self.tail = (self.tail + data)[-5:]
            return self.tail == b"0\r\n\r\n"
        self.missing -= len(data)
        return self.missing <= 0


def _measure(
    host: str, port: int, requests: Iterable[bytes], expected: int, clients: int, seconds: float
) -> dict[str, object]:
    asked = _endless(list(requests))
    selector = selectors.DefaultSelector()
    latencies: deque[float] = deque()
    failures = received = 0
    for _ in range(clients):
        connection = socket.create_connection((host, port), timeout=30)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        client = _Client(connection)
        selector.register(connection, selectors.EVENT_READ, client)
    begun = time.perf_counter()
    ends = begun + seconds
    for key in list(selector.get_map().values()):
        key.data.ask(next(asked), time.perf_counter())
    running = clients
    while running:
        for key, _ in selector.select(30):
            client = key.data
            data = client.connection.recv(262_144)
            if not data:
                raise SystemExit("the server closed a connection")
            received += len(data)
            if not client.take(data):
                continue
            now = time.perf_counter()
            latencies.append(now - client.asked_at)
            failures += client.status != expected
            if now < ends and len(latencies) < _MOST:
                client.ask(next(asked), now)
            else:
                selector.unregister(client.connection)
                client.connection.close()
                running -= 1
    return {
        "seconds": time.perf_counter() - begun,
        "latencies": list(latencies),
        "failures": failures,
        "received": received,
    }


def _endless(requests: Sequence[bytes]) -> Iterator[bytes]:
    while True:
        yield from requests


if __name__ == "__main__":
    plan = json.load(sys.stdin)
    plan["requests"] = [base64.b64decode(text) for text in plan["requests"]]
    json.dump(_measure(**plan), sys.stdout)
