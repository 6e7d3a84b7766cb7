"""``migrate``: database, search index and key file as this instance needs them."""

from __future__ import annotations

from runtime.cli.options import CONSOLE, Folder, words
from runtime.instance import describe
from runtime.settings import Settings
from runtime.storage import index
from runtime.storage.migrate import pending, upgrade
from runtime.storage.session import open_store


def migrate(folder: Folder) -> None:
    """Crea o actualiza la base de datos y la llave / create or bring up to date database and key."""
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
            upgrade(store, versions, description.registry, key_file=settings.key_file, ensure=[index.ensure])
    finally:
        store.close()
    for step in steps:
        CONSOLE.print(f"[green]✓[/green] {step}")
    CONSOLE.print(say("cli.migrated" if steps else "cli.nothing_to_migrate"))
    if not had_key:
        CONSOLE.print(say("cli.key_made", path=settings.key_file), markup=False)
