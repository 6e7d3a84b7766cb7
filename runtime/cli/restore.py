"""``restore``: a backup into an empty database, on either of the two. Never writes over records."""

from __future__ import annotations

import datetime
import zipfile
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress

from runtime.audit import adopting
from runtime.cli import tables
from runtime.cli.archive import Manifest, extract, is_file_name, lines, open_archive, verify
from runtime.cli.backup import key_mark
from runtime.cli.faults import CommandRefused
from runtime.cli.options import CONSOLE, Folder, open_instance, words
from runtime.cli.tables import Column, StoredTable
from runtime.instance import Instance
from runtime.storage import migrate
from runtime.storage.session import Store

_SEEDED = ("office", "catalog_label")


def restore(
    folder: Folder,
    source: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="Respaldo / backup")],
) -> None:
    """Recupera un respaldo en una base vacía / restore a backup into an empty database."""
    say = words()
    archive, manifest = open_archive(source)
    with (
        archive,
        open_instance(folder) as (instance, store),
        Progress(console=CONSOLE, transient=True) as progress,
    ):
        _refuse_unfit(instance, store, manifest)
        task = progress.add_task(
            say("cli.checking"), total=sum(member.file_size for member in archive.infolist())
        )
        verify(archive, manifest, lambda size: progress.advance(task, size))
        _restore_tables(instance, store, archive, manifest, progress)
        task = progress.add_task(say("cli.files"), total=len(manifest.files))
        for name in manifest.files:
            extract(archive, name, instance.settings.data / "files")
            progress.advance(task)
    rows = sum(entry.rows for entry in manifest.tables.values())
    CONSOLE.print(say("cli.restored", rows=rows, files=len(manifest.files)), markup=False)


def _refuse_unfit(instance: Instance, store: Store, manifest: Manifest) -> None:
    say = words()
    if manifest.registry != instance.registry.id:
        raise CommandRefused(say("cli.other_registry", registry=manifest.registry))
    if manifest.key != key_mark(instance.model.cipher):
        raise CommandRefused(say("cli.other_key", path=instance.settings.key_place))
    missing = sorted(set(manifest.sealed_under) - instance.model.cipher.ring.keys.keys())
    if missing:
        numbers = ", ".join(map(str, missing))
        raise CommandRefused(say("cli.retired_key", numbers=numbers, path=instance.settings.key_place))
    if not all(is_file_name(name) for name in manifest.files):
        raise CommandRefused(say("cli.strange_files"))
    if not _is_empty(store) or any((instance.settings.data / "files").glob("*/*")):
        raise CommandRefused(say("cli.not_empty"))


def _is_empty(store: Store) -> bool:
    if not migrate.current(store):
        return True
    with store.reading() as connection:
        return all(
            tables.count(connection, table) == 0
            for table in tables.stored_tables(connection)
            if table.name not in _SEEDED
        )


def _restore_tables(
    instance: Instance, store: Store, archive: zipfile.ZipFile, manifest: Manifest, progress: Progress
) -> None:
    """Bring the tables to the backup's revisions, fill them, then bring them to the instance's."""
    if migrate.current(store):
        migrate.downgrade(store, instance.versions, "base")
    registry = instance.registry
    for revision in manifest.revisions:
        migrate.upgrade(store, instance.versions, registry, target=revision)
    wanted = [
        StoredTable(name, tuple(Column(*column) for column in entry.columns.items()))
        for name, entry in manifest.tables.items()
    ]
    task = progress.add_task(
        words()("cli.tables"), total=sum(entry.rows for entry in manifest.tables.values())
    )
    with store.migrating() as connection:
        tables.complete(connection, wanted, manifest.database)
        there = {table.name: table for table in tables.stored_tables(connection)}
        tables.clear(connection, list(there.values()))
        for table in wanted:
            types = {column.name: column for column in there[table.name].columns}
            found = StoredTable(table.name, tuple(types[column.name] for column in table.columns))
            for rows in tables.load(connection, found, lines(archive, table.name)):
                progress.advance(task, rows)
    migrate.upgrade(store, instance.versions, registry)
    # A backup from before the log was chained.
    adopting.adopt(store, instance.model, datetime.datetime.now(datetime.UTC))
