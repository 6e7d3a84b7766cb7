"""The backup file: one zip for both databases, with the hash of everything in it. Owns its form; must not know SQL.

``manifest.json``, ``tables/<name>.copy`` (see ``copytext``), ``files/…`` (attachments, encrypted as they lie on disk).
"""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from runtime.cli.faults import CommandRefused

FORMAT = 1
MANIFEST = "manifest.json"
_CHUNK = 1 << 20


class TableEntry(BaseModel):
    """A table in the archive: its columns in the order of its text, with their types, its rows, the text's hash."""

    model_config = ConfigDict(frozen=True)

    columns: dict[str, str]
    rows: int
    sha256: str


class Manifest(BaseModel):
    """What the archive holds and which instance it belongs to. ``key`` tells one key ring from another.

    ``sealed_under`` are the numbers of the keys it takes to read everything in it.
    """

    model_config = ConfigDict(frozen=True)

    format: int
    acompana: str
    registry: str
    registry_version: str
    fingerprint: str
    revisions: list[str]
    database: str
    made_at: str
    key: str
    sealed_under: list[int] = []
    tables: dict[str, TableEntry]
    files: dict[str, str]


class Writer:
    """Writes members while hashing them."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive

    def put(self, name: str, pieces: Iterable[bytes], *, is_packed: bool) -> str:
        """Write a member from pieces and return its SHA-256."""
        info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
        info.compress_type = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
        info.external_attr = 0o600 << 16
        digest = hashlib.sha256()
        with self._archive.open(info, "w", force_zip64=True) as member:
            for piece in pieces:
                digest.update(piece)
                member.write(piece)
        return digest.hexdigest()

    def finish(self, manifest: Manifest) -> None:
        """Write the manifest, which makes the archive whole."""
        text = json.dumps(manifest.model_dump(mode="json"), ensure_ascii=False, indent=1)
        self.put(MANIFEST, [text.encode()], is_packed=False)


def open_archive(path: Path) -> tuple[zipfile.ZipFile, Manifest]:
    """Open a backup and read its manifest.

    Raises:
        CommandRefused: it is no backup, damaged, or of a newer product.
    """
    try:
        archive = zipfile.ZipFile(path)
        manifest = Manifest.model_validate_json(archive.read(MANIFEST))
    except (OSError, KeyError, zipfile.BadZipFile, ValidationError) as error:
        raise CommandRefused(f"{path}: no es un respaldo completo / not a complete backup") from error
    if manifest.format != FORMAT:
        archive.close()
        raise CommandRefused(f"{path}: formato / format {manifest.format}")
    return archive, manifest


def verify(archive: zipfile.ZipFile, manifest: Manifest, advance: Callable[[int], None]) -> None:
    """Read the whole archive and compare every hash.

    Raises:
        CommandRefused: a member is missing or was changed.
    """
    expected = {table_member(name): entry.sha256 for name, entry in manifest.tables.items()}
    expected |= {file_member(name): sha256 for name, sha256 in manifest.files.items()}
    for member, sha256 in expected.items():
        digest = hashlib.sha256()
        try:
            with archive.open(member) as stream:
                while piece := stream.read(_CHUNK):
                    digest.update(piece)
                    advance(len(piece))
        except (KeyError, zipfile.BadZipFile) as error:
            raise CommandRefused(f"{member}: dañado / damaged") from error
        if digest.hexdigest() != sha256:
            raise CommandRefused(f"{member}: no coincide su huella / its hash differs")


def lines(archive: zipfile.ZipFile, table: str) -> Iterator[bytes]:
    """Yield the lines of a table."""
    with archive.open(table_member(table)) as stream:
        yield from stream


def extract(archive: zipfile.ZipFile, name: str, folder: Path) -> None:
    """Write one attachment under ``folder``; its name was checked by ``is_file_name``."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(file_member(name)) as source, path.open("wb") as target:
        shutil.copyfileobj(source, target, _CHUNK)
    path.chmod(0o600)


def is_file_name(name: str) -> bool:
    """Whether a name is that of an attachment: two hexadecimal digits, a slash, thirty-two."""
    folder, _, rest = name.partition("/")
    return len(folder) == 2 and len(rest) == 32 and set(folder + rest) <= set("0123456789abcdef")


def table_member(name: str) -> str:
    """Return the member that holds a table."""
    return f"tables/{name}.copy"


def file_member(name: str) -> str:
    """Return the member that holds an attachment."""
    return f"files/{name}"
