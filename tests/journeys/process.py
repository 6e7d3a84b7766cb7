"""An instance served by its own process, with the generator out of reach. Owns starting and stopping it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import httpx2

from tests.journeys.country import Country

WITHOUT_GENERATOR = '''"""Takes the generator away from every Python that starts with this folder on its path."""

import sys
from importlib.abc import MetaPathFinder


class Refusal(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("generator", "blueprints"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return None


sys.meta_path.insert(0, Refusal())
'''
ROOT = Path(__file__).parents[2]
PATIENCE = 60
"""Seconds a server may take to start on a busy machine."""


@dataclass(frozen=True)
class Served:
    """A running server: its address, and the environment its processes were given."""

    address: str
    environment: dict[str, str]
    process: subprocess.Popen[bytes]

    def client(self) -> httpx2.Client:
        """Return a browser for it."""
        return httpx2.Client(base_url=self.address, follow_redirects=True, timeout=60)


@contextmanager
def serve(country: Country, url: str, folder: Path, workers: int = 1, **settings: str) -> Iterator[Served]:
    """Run ``python -m runtime DIR serve`` until the block ends; ``folder`` takes what it needs and says.

    Raises:
        AssertionError: it did not start.
    """
    (folder / "sitecustomize.py").write_text(WITHOUT_GENERATOR, encoding="utf-8")
    environment = {
        **os.environ,
        **country.environment(url),
        "PYTHONPATH": os.pathsep.join((str(folder), str(ROOT))),
        **settings,
    }
    port = _free_port()
    command = [sys.executable, "-m", "runtime", str(country.root), "serve", "--port", str(port)]
    log = folder / "server.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*command, "--workers", str(workers)],
            env=environment,
            cwd=folder,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        served = Served(f"http://127.0.0.1:{port}", environment, process)
        _wait(served, log)
        yield served
    finally:
        process.terminate()
        process.wait(30)


@contextmanager
def start_again(served: Served, folder: Path) -> Iterator[Served]:
    """Run a server that was stopped once more, at the same address, until the block ends.

    Raises:
        AssertionError: it did not start.
    """
    log = folder / "server.log"
    with log.open("ab") as output:
        process = subprocess.Popen(
            served.process.args, env=served.environment, cwd=folder, stdout=output, stderr=subprocess.STDOUT
        )
    try:
        again = replace(served, process=process)
        _wait(again, log)
        yield again
    finally:
        process.terminate()
        process.wait(30)


def _wait(served: Served, log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        assert served.process.poll() is None, log.read_text("utf-8", "replace")
        try:
            if httpx2.get(f"{served.address}/health", timeout=5).status_code == 200:
                return
        except httpx2.TransportError:
            time.sleep(0.1)
    raise AssertionError(log.read_text("utf-8", "replace"))


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port
