"""The two servers that are measured, as processes: started, waited for, weighed, stopped. Must not know pages."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from benchmarks.ground import PROJECT, Ground

HOST = "127.0.0.1"
WORKERS = 2
_PATIENCE = 60


@dataclass(frozen=True)
class Server:
    """A server that answers."""

    name: str
    port: int
    process: subprocess.Popen[bytes]
    started_in: float
    """Seconds from nothing to its first page."""

    def pids(self) -> list[int]:
        """Return the server's process and its workers."""
        return _family(self.process.pid)


@contextmanager
def ours(ground: Ground) -> Iterator[Server]:
    """Serve the instance as an operator would."""
    arguments = ["-m", "runtime", str(ground.root), "serve", "--workers", str(WORKERS)]
    with _server("ours", ground, arguments, "/sign-in") as server:
        yield server


@contextmanager
def floor(ground: Ground, secret: str, shells: Path) -> Iterator[Server]:
    """Serve the same pages in plain Starlette on the same database."""
    arguments = ["-m", "benchmarks.floor", "--secret", secret, "--shells", str(shells)]
    with _server("floor", ground, arguments, "/health") as server:
        yield server


@contextmanager
def _server(name: str, ground: Ground, arguments: list[str], first: str) -> Iterator[Server]:
    port = _free_port()
    begun = time.perf_counter()
    with (ground.data / f"{name}.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, *arguments, "--port", str(port)],
            cwd=PROJECT,
            env=ground.environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        _await_page(process, port, first)
        yield Server(name, port, process, time.perf_counter() - begun)
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        # A worker that was still starting when its server was told to end stays behind.
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def _await_page(process: subprocess.Popen[bytes], port: int, path: str) -> None:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise SystemExit(f"the server on port {port} ended: see the log beside the instance")
        try:
            with socket.create_connection((HOST, port), timeout=5) as connection:
                connection.sendall(
                    f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\n\r\n".encode()
                )
                if connection.recv(64).startswith(b"HTTP/1.1 200"):
                    return
        except OSError:
            time.sleep(0.01)
    raise SystemExit(f"nothing answers on port {port}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def _family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(found for child in children for found in _family(int(child)))]
