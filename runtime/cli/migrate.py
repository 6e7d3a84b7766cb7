"""``migrate``: database, search index and key file as this instance needs them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from runtime.cli.options import CONSOLE, Folder, words
from runtime.instance import describe
from runtime.settings import Settings
from runtime.storage.migrate import downgrade, pending, upgrade
from runtime.storage.session import open_store

Undo = Annotated[
    bool,
    typer.Option(
        "--undo", help="Deshace la última revisión del registro / undo the registry's last revision"
    ),
]


def migrate(folder: Folder, undo: Undo = False) -> None:
    """Crea o actualiza la base de datos y la llave / create or bring up to date database and key."""
    if undo:
        take_back(folder)
    else:
        bring_up(folder)


def take_back(folder: Path) -> None:
    """Undo the instance's last revision; values it would lose are parked, and come back with the next ``migrate``."""
    settings = Settings.from_environment(folder)
    versions = folder / "migrations" / "versions"
    store = open_store(settings.database_url)
    try:
        before = pending(store, versions)
        downgrade(store, versions, "registry@-1")
        undone = [step for step in pending(store, versions) if step not in before]
    finally:
        store.close()
    for step in reversed(undone):
        CONSOLE.print(f"[yellow]↶[/yellow] {step}")
    CONSOLE.print(words()("cli.undone"))


def bring_up(folder: Path) -> None:
    """Apply what is pending, and make the key where there is none."""
    say = words()
    settings = Settings.from_environment(folder)
    description = describe(folder)
    versions = folder / "migrations" / "versions"
    settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    had_key = settings.key_file.exists()
    store = open_store(settings.database_url)
    try:
        steps = pending(store, versions)
        with CONSOLE.status(say("cli.migrating")):
            upgrade(store, versions, description.registry, key_file=settings.key_file)
    finally:
        store.close()
    for step in steps:
        CONSOLE.print(f"[green]✓[/green] {step}")
    CONSOLE.print(say("cli.migrated" if steps else "cli.nothing_to_migrate"))
    if not had_key:
        CONSOLE.print(say("cli.key_made", path=settings.key_file), markup=False)
