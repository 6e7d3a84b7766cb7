"""``serve``: the web application in worker processes. Must not know pages.

The instance is loaded, and its application built, before the workers are forked, so that they share their memory.
"""

from __future__ import annotations

import gc
import logging
import os
import resource
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import Annotated, Any

import anyio
import typer
from granian.constants import Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server import Server
from granian.utils.proxies import wrap_asgi_with_proxy_headers
from starlette.applications import Starlette

from runtime.app import create_app
from runtime.cli.faults import CommandRefused
from runtime.cli.options import CONSOLE, Folder, words
from runtime.i18n.format import month_names
from runtime.i18n.messages import message
from runtime.instance import Instance, load
from runtime.ir.registry import Registry
from runtime.settings import Settings
from runtime.storage.migrate import pending
from runtime.storage.session import open_store
from runtime.web.frame import name_of_language

FOLDER_VARIABLE = "ACOMPANA_INSTANCE"
"""How a worker process learns which folder it serves."""
PROXY_VARIABLE = "ACOMPANA_PROXY"
GRACE_SECONDS = 20
CONNECTIONS = 8192
"""So many visitors may be connected to a process, the silent ones among them."""
HEADERS_MILLISECONDS = 10_000
"""How long a visitor may take to say what they want; bodies have their own patience (``runtime.http.patience``)."""

Application = Callable[[Any, Any, Any], Awaitable[None]]


def serve(
    folder: Folder,
    host: Annotated[
        str, typer.Option(help="Dirección en la que escucha / address to listen on")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Puerto / port", min=1, max=65535)] = 8000,
    workers: Annotated[int, typer.Option(help="Procesos / processes", min=1, max=64)] = 2,
    proxy: Annotated[
        str,
        typer.Option(
            envvar=PROXY_VARIABLE,
            help="Proxy inverso del que se cree la dirección del visitante; varias con comas / "
            "reverse proxy believed about the visitor's address; several with commas",
        ),
    ] = "127.0.0.1",
) -> None:
    """Atiende el registro / serve the registry."""
    say = words()
    with ProcessPoolExecutor(1, mp_context=get_context("fork")) as apart, _loading():
        # Asked in a process of its own, while this one loads: what the answer takes ends with it.
        behind = apart.submit(_is_behind, folder)
        instance = _instance(folder)
        if behind.result():
            raise CommandRefused(say("cli.migrate_first"))
        os.environ[FOLDER_VARIABLE] = str(folder)
        os.environ[PROXY_VARIABLE] = proxy
        CONSOLE.print(
            say("cli.serving", address=f"http://{host}:{port}", title=instance.registry.id), markup=False
        )
        _app(folder)
        _read_ahead(instance.registry)
    _allow_connections()
    Server(
        "runtime.cli.serve:application",
        address=host,
        port=port,
        interface=Interfaces.ASGI,
        workers=workers,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=GRACE_SECONDS,
        # Visitors who open connections and say nothing must not use up those of others.
        backlog=CONNECTIONS,
        backpressure=CONNECTIONS,
        http1_settings=HTTP1Settings(header_read_timeout=HEADERS_MILLISECONDS),
        factory=True,
    ).serve()


def _is_behind(folder: Path) -> bool:
    """Whether revisions of the instance in a folder are not applied to its database yet."""
    store = open_store(Settings.from_environment(folder).database_url)
    try:
        return bool(pending(store, folder / "migrations" / "versions"))
    finally:
        store.close()


def _read_ahead(registry: Registry) -> None:
    """Read what every page needs, so that the workers share it and no first visitor waits for it."""
    for language in registry.languages:
        message(language)
        month_names(language)
        name_of_language(language)
    # A first run loads what the event loop needs.
    anyio.run(anyio.sleep, 0)


@contextmanager
def _loading() -> Iterator[None]:
    """Keep the collector away from what is loaded: it stays, and the workers share it as long as nobody writes to it."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def application() -> Application:
    """Build the application of the folder this process was started for."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    app = _app(Path(os.environ[FOLDER_VARIABLE]))
    wrapped: Application = wrap_asgi_with_proxy_headers(app, trusted_hosts=os.environ[PROXY_VARIABLE])
    return wrapped


def _allow_connections() -> None:
    """Let this process and its workers hold as many connections as the system grants."""
    granted, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = CONNECTIONS * 2 if most == resource.RLIM_INFINITY else min(CONNECTIONS * 2, most)
    if granted != resource.RLIM_INFINITY and granted < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))


@cache
def _app(folder: Path) -> Starlette:
    """Build the application; no connection is opened before it is asked for one, so it may be forked."""
    return create_app(_instance(folder))


@cache
def _instance(folder: Path) -> Instance:
    return load(folder, Settings.from_environment(folder))
