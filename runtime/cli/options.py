"""What several commands share: the folder, the language, opening an instance. Must not run a command."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from runtime.i18n.messages import Message, message
from runtime.instance import Instance, load
from runtime.settings import Settings
from runtime.storage.session import Store, open_store

Folder = Annotated[
    Path,
    typer.Argument(
        exists=True,
        file_okay=False,
        resolve_path=True,
        help="Carpeta de la instancia / the instance's folder",
    ),
]
CONSOLE = Console(highlight=False, soft_wrap=True)


def language_of_environment() -> str:
    """Return the language commands speak: ``ACOMPANA_LANGUAGE``, Spanish unless it says otherwise."""
    return "en" if os.environ.get("ACOMPANA_LANGUAGE", "").startswith("en") else "es"


def words() -> Message:
    """Return the messages in the commands' language."""
    return message(language_of_environment())


@contextmanager
def open_instance(folder: Path) -> Iterator[tuple[Instance, Store]]:
    """Load an instance and open its database.

    Raises:
        InstanceError: the folder is no instance.
        KeyRingError: the key file is missing; ``migrate`` makes it.
    """
    settings = Settings.from_environment(folder)
    instance = load(folder, settings)
    store = open_store(settings.database_url)
    try:
        yield instance, store
    finally:
        store.close()
