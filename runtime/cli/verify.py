"""``verify``: files, fingerprints and database agree. Must not change anything."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from pydantic import BaseModel, ConfigDict, ValidationError

from runtime.cli.faults import REFUSED, in_words
from runtime.cli.options import CONSOLE, Folder, words
from runtime.i18n.messages import Message
from runtime.instance import Description, InstanceError, describe, load
from runtime.settings import Settings
from runtime.storage.cipher import KeyRingError
from runtime.storage.migrate import pending
from runtime.storage.session import open_store

LOCK = "acompana.lock"


class LockedFile(BaseModel):
    """A file as the build wrote it."""

    model_config = ConfigDict(frozen=True)

    ownership: str
    sha256: str


class Lock(BaseModel):
    """What ``verify`` needs of the lock."""

    model_config = ConfigDict(frozen=True)

    package: str
    fingerprint: str
    files: dict[str, LockedFile]


def verify(
    folder: Folder,
    without_database: Annotated[
        bool, typer.Option("--without-database", help="Solo los archivos / the files alone")
    ] = False,
) -> None:
    """Revisa que archivos, huellas y base de datos concuerden / check that files, fingerprints and database agree."""
    say = words()
    findings = [*_file_findings(folder, say), *_instance_findings(folder, say)]
    if not without_database:
        findings += _database_findings(folder, say)
    for finding in findings:
        CONSOLE.print("[red]✗[/red] ", end="")
        CONSOLE.print(finding, markup=False)
    if findings:
        raise typer.Exit(REFUSED)
    CONSOLE.print(f"[green]✓[/green] {say('cli.verified')}")


def _file_findings(folder: Path, say: Message) -> Iterator[str]:
    """Owned and appended files are as the build wrote them, and generated folders hold nothing else."""
    try:
        lock = Lock.model_validate(json.loads((folder / LOCK).read_bytes()))
    except (OSError, ValueError, ValidationError):
        yield say("cli.no_lock", path=LOCK)
        return
    for name, entry in sorted(lock.files.items()):
        if entry.ownership not in ("owned", "appended"):
            continue
        path = folder / name
        if not path.is_file():
            yield say("cli.file_missing", path=name)
        elif hashlib.sha256(path.read_bytes()).hexdigest() != entry.sha256:
            yield say("cli.file_changed", path=name)
    for path in sorted((folder / lock.package / "generated").rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name not in lock.files and "__pycache__" not in path.parts:
            yield say("cli.file_strange", path=name)
    description = _describe(folder)
    if description is not None and description.fingerprint != lock.fingerprint:
        yield say("cli.fingerprint_differs", path=LOCK)


def _instance_findings(folder: Path, say: Message) -> Iterator[str]:
    """Generated code and IR belong together, and the keys are there."""
    try:
        load(folder, Settings.from_environment(folder))
    except (InstanceError, KeyRingError) as error:
        yield in_words(error, say)


def _database_findings(folder: Path, say: Message) -> Iterator[str]:
    """The database stands at the newest revisions."""
    store = open_store(Settings.from_environment(folder).database_url)
    try:
        for step in pending(store, folder / "migrations" / "versions"):
            yield say("cli.revision_pending", revision=step)
    finally:
        store.close()


def _describe(folder: Path) -> Description | None:
    try:
        return describe(folder)
    except InstanceError:
        return None
