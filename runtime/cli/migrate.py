"""``migrate``: database, search index and key file as this instance needs them."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress

from runtime.audit import adopting
from runtime.cli.options import CONSOLE, Folder, words
from runtime.instance import describe, load
from runtime.records import reckoning
from runtime.settings import Settings
from runtime.storage.migrate import downgrade, pending, upgrade
from runtime.storage.session import Store, open_store

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
    """Apply what is pending, make the key where there is none, and keep the clocks by what deadlines say now."""
    say = words()
    settings = Settings.from_environment(folder)
    description = describe(folder)
    versions = folder / "migrations" / "versions"
    settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    had_key = bool(settings.keys) or settings.key_file.exists()
    store = open_store(settings.database_url)
    try:
        steps = pending(store, versions)
        with CONSOLE.status(say("cli.migrating")):
            key_file = None if settings.keys else settings.key_file
            upgrade(store, versions, description.registry, key_file=key_file)
        chained = _chain_older(folder, settings, store)
        changed = _keep_clocks(folder, settings, store)
    finally:
        store.close()
    for step in steps:
        CONSOLE.print(f"[green]✓[/green] {step}")
    if chained:
        CONSOLE.print(say("cli.chained", count=chained))
    if changed:
        CONSOLE.print(say("cli.clocks_kept", count=changed))
    CONSOLE.print(say("cli.migrated" if steps or changed else "cli.nothing_to_migrate"))
    if not had_key:
        CONSOLE.print(say("cli.key_made", path=settings.key_file), markup=False)


def _chain_older(folder: Path, settings: Settings, store: Store) -> int:
    """Give entries of the log from before there were chains their places; return how many there were."""
    model = load(folder, settings).model
    with store.reading() as connection:
        total = adopting.count(connection, model)
    if not total:
        return 0
    with Progress(console=CONSOLE, transient=True) as progress:
        task = progress.add_task(words()("cli.chaining"), total=total)
        now = datetime.datetime.now(datetime.UTC)
        return adopting.adopt(store, model, now, lambda count: progress.advance(task, count))


def _keep_clocks(folder: Path, settings: Settings, store: Store) -> int:
    """Keep the clocks of open cases again where deadlines changed; return in how many cases something did."""
    model = load(folder, settings).model
    with store.reading() as connection:
        if not reckoning.is_due(connection, model):
            return 0
        total = reckoning.count_open(connection, model)
    if not total:
        return 0  # and no event: a backup is restored into a database that has none
    with Progress(console=CONSOLE, transient=True) as progress:
        task = progress.add_task(words()("cli.keeping_clocks"), total=total)
        now = datetime.datetime.now(datetime.UTC)
        return reckoning.keep_all(store, model, now, lambda count: progress.advance(task, count))
