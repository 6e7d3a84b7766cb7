"""``backup``: database and attachments as they stood at one moment, into one file. The keys are not in it."""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress, TaskID
from sqlalchemy import Connection, text

from runtime.cli import tables
from runtime.cli.archive import FORMAT, Manifest, TableEntry, Writer, file_member, is_file_name, table_member
from runtime.cli.faults import CommandRefused
from runtime.cli.options import CONSOLE, Folder, open_instance, words
from runtime.instance import Instance
from runtime.storage.cipher import Cipher
from runtime.storage.places import count_sealed
from runtime.storage.session import Store
from runtime.version import VERSION

_CHUNK = 1 << 20


def backup(
    folder: Folder,
    target: Annotated[Path, typer.Argument(help="Carpeta o archivo .zip / folder or .zip file")],
) -> None:
    """Respalda base de datos y archivos, sin la llave / back up database and attachments, without the key."""
    say = words()
    with open_instance(folder) as (instance, store):
        path = _path(target, instance.registry.package)
        partial = path.with_suffix(".part")
        partial.touch(mode=0o600)
        try:
            with zipfile.ZipFile(partial, "w", compresslevel=3) as archive, _snapshot(store) as connection:
                manifest = _write(instance, connection, Writer(archive))
            partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)
    rows = sum(entry.rows for entry in manifest.tables.values())
    CONSOLE.print(say("cli.backed_up", path=path, rows=rows, files=len(manifest.files)), markup=False)
    CONSOLE.print(say("cli.key_apart", path=instance.settings.key_place), markup=False)


def key_mark(cipher: Cipher) -> str:
    """Return what tells this key ring from another without giving it away."""
    return cipher.digest("", "backup")[:32]


def _path(target: Path, package: str) -> Path:
    moment = datetime.datetime.now(datetime.UTC).strftime("%Y%m%d-%H%M%S")
    path = target / f"{package}-{moment}.zip" if target.is_dir() else target
    if path.suffix != ".zip" or not path.parent.is_dir() or path.exists():
        raise CommandRefused(words()("cli.backup_target", path=path))
    return path


@contextmanager
def _snapshot(store: Store) -> Iterator[Connection]:
    with store.snapshot() as connection:
        if not store.is_sqlite:
            connection.execute(text("SET TIME ZONE 'UTC'"))
            connection.execute(text("SET DateStyle TO ISO"))
            connection.execute(text("SET bytea_output TO hex"))
        yield connection


def _write(instance: Instance, connection: Connection, writer: Writer) -> Manifest:
    stored = tables.stored_tables(connection)
    rows = {table.name: tables.count(connection, table) for table in stored}
    revisions = sorted(connection.scalars(text("SELECT version_num FROM alembic_version")))
    entries: dict[str, TableEntry] = {}
    files: dict[str, str] = {}
    with Progress(console=CONSOLE, transient=True) as progress:
        task = progress.add_task(words()("cli.tables"), total=sum(rows.values()))
        for table in stored:
            pieces = _counted(tables.dump(connection, table), progress, task)
            sha256 = writer.put(table_member(table.name), pieces, is_packed=False)
            columns = {column.name: column.type for column in table.columns}
            entries[table.name] = TableEntry(columns=columns, rows=rows[table.name], sha256=sha256)
        names = sorted(_file_names(instance.settings.data / "files"))
        task = progress.add_task(words()("cli.files"), total=len(names))
        for name in names:
            pieces = _pieces(instance.settings.data / "files" / name)
            files[name] = writer.put(file_member(name), pieces, is_packed=True)
            progress.advance(task)
    manifest = Manifest(
        format=FORMAT,
        acompana=VERSION,
        registry=instance.registry.id,
        registry_version=instance.registry.version,
        fingerprint=instance.fingerprint,
        revisions=revisions,
        database=connection.dialect.name,
        made_at=datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        key=key_mark(instance.model.cipher),
        sealed_under=_sealed_under(instance, connection),
        tables=entries,
        files=files,
    )
    writer.finish(manifest)
    return manifest


def _sealed_under(instance: Instance, connection: Connection) -> list[int]:
    """The keys this backup needs: with one there is nothing to look for."""
    numbers = sorted(instance.model.cipher.ring.keys)
    if len(numbers) == 1:
        return numbers
    return sorted(count_sealed(connection, instance.model).counts)


def _counted(pieces: Iterator[bytes], progress: Progress, task: TaskID) -> Iterator[bytes]:
    for piece in pieces:
        progress.advance(task, piece.count(b"\n"))
        yield piece


def _file_names(folder: Path) -> Iterator[str]:
    for path in folder.glob("*/*"):
        name = path.relative_to(folder).as_posix()
        if is_file_name(name):
            yield name


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as source:
        while piece := source.read(_CHUNK):
            yield piece
