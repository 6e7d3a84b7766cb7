"""A ministry's identity provider as a process of its own, with people it knows. Owns starting and stopping it."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx2

CLIENT = "registry"
SECRET = "no-es-secreto"


@contextmanager
def provider(folder: Path, people: Mapping[str, Mapping[str, object]]) -> Iterator[str]:
    """Serve a provider that knows these people, by its own name for them, and return its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    known = [
        word
        for subject, claims in people.items()
        for word in ("--user-claims", json.dumps({"sub": subject, **claims}))
    ]
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--host", "localhost"]
    with (folder / "provider.log").open("wb") as log:
        process = subprocess.Popen([*command, "--port", str(port), *known], stdout=log, stderr=log)
        try:
            address = f"http://localhost:{port}"
            _wait(f"{address}/.well-known/openid-configuration", process)
            yield address
        finally:
            process.kill()
            process.wait()


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        assert process.poll() is None, "the provider ended"
        try:
            if httpx2.get(address).status_code == 200:
                return
        except httpx2.TransportError:
            time.sleep(0.1)
    raise AssertionError("the provider does not answer")
