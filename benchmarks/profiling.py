"""Where the time of an operation goes: one process, the application called in it, under a profiler. Must not serve."""

from __future__ import annotations

import cProfile
import os
import pstats
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from unittest.mock import patch

import httpx2
from starlette.testclient import TestClient
from uuid_utils.compat import uuid7

from benchmarks.ground import PASSWORD, Ground
from benchmarks.load import PLACEHOLDER
from benchmarks.operations import operations
from benchmarks.samples import OFFICER, draw
from runtime.app import create_app
from runtime.instance import load
from runtime.settings import Settings

_REQUESTS = 300
_SHOWN = 45
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


def profile(ground: Ground, name: str) -> None:
    """Print where the time goes for an operation: ``desk``, ``list``, ``search``, ``case page`` or ``create``."""
    os.environ.update(ground.environment)
    root = ground.root
    samples = draw(ground)
    with TestClient(create_app(load(root, Settings.from_environment(root)))) as client:
        _sign_in(client)
        page = client.get(f"/cases/new/detencion_migratoria?person={samples.people[0]}")
        token = _TOKEN.findall(page.text)[0]
        wanted = next(found for found in operations(samples, "", token, "") if found.name == name)
        for number in range(20):
            _ask(client, wanted.ours[number % len(wanted.ours)], wanted.expected)
        with _profiled() as profiler:
            begun = time.perf_counter()
            for number in range(_REQUESTS):
                _ask(client, wanted.ours[number % len(wanted.ours)], wanted.expected)
            spent = time.perf_counter() - begun
    print(f"{name}: {1000 * spent / _REQUESTS:.2f} ms a request under the profiler")
    pstats.Stats(profiler).sort_stats("tottime").print_stats(_SHOWN)
    pstats.Stats(profiler).sort_stats("cumulative").print_stats(_SHOWN)


@contextmanager
def _profiled() -> Iterator[cProfile.Profile]:
    """Run endpoints where the caller is instead of in the pool of threads, so that one profiler sees them."""
    profiler = cProfile.Profile()

    async def here(function: Callable[..., object], *arguments: object, **named: object) -> object:
        profiler.enable()
        try:
            return function(*arguments, **named)
        finally:
            profiler.disable()

    with patch("runtime.http.endpoint.run_in_threadpool", here):
        yield profiler


def _sign_in(client: TestClient) -> None:
    token = _TOKEN.findall(client.get("/sign-in").text)[0]
    form = {"csrf_token": token, "login": OFFICER, "password": PASSWORD, "next": "/account"}
    client.post("/sign-in", data=form)


def _ask(client: TestClient, request: bytes, expected: int) -> None:
    head, _, body = request.partition(b"\r\n\r\n")
    method, path, _ = head.split(b"\r\n", 1)[0].decode().split(" ")
    content = body.replace(PLACEHOLDER, str(uuid7()).encode())
    headers = {"content-type": "application/x-www-form-urlencoded"} if body else {}
    answer: httpx2.Response = client.request(
        method, path, content=content, headers=headers, follow_redirects=False
    )
    if answer.status_code != expected:
        raise SystemExit(f"{method} {path} answers {answer.status_code}")
