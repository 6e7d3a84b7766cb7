"""Brings a database to the revisions of an instance and seeds what its IR says. Must not know field types."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, MetaData, func, select, text

from runtime.ir.registry import Registry
from runtime.storage import index
from runtime.storage.keyring import create_key_file
from runtime.storage.seed import replace_labels, seed_offices
from runtime.storage.session import Store
from runtime.storage.system import system_tables

if TYPE_CHECKING:
    from alembic.script import ScriptDirectory

# Alembic is imported where it is used: a server asks it once, in a process that ends (``runtime.cli.serve``), and
# need not carry its 10 MB afterwards.

# Two branches share one version table. The runtime's: system_0001 makes what stands before any record (offices,
# accounts, events), system_0002 what points at records (parties, deadlines, files). The instance's revisions are
# the branch "registry": the first says branch_labels = ("registry",) and depends_on = ("system_0001",), and
# system_0002 depends on it.
_OWN = Path(__file__).parent / "migrations"
_LOCK = zlib.crc32(b"acompana migrate")


class MigrationError(RuntimeError):
    """The database cannot be brought to the instance's revisions."""


class TooLongError(MigrationError):
    """Stored values have more characters than a column is to hold."""

    def __init__(self, table: str, column: str, length: int, count: int) -> None:
        super().__init__(f"{count} values of {table}.{column} have more than {length} characters")
        self.arguments = {"table": table, "column": column, "length": length, "count": count}


def upgrade(
    store: Store,
    versions: Path,
    registry: Registry,
    *,
    key_file: Path | None = None,
    target: str = "heads",
) -> None:
    """Apply every pending revision, seed offices and labels, ensure derived tables: all or nothing.

    Only one process migrates at a time; a second waits and then finds nothing to do.

    Args:
        store: the database.
        versions: the instance's folder of revisions.
        registry: the instance's IR.
        key_file: where the key ring belongs; one is made when it is absent.
        target: the revision to reach; all heads by default.

    Raises:
        Busy: the database is down or locked.
        MigrationError: a row would point at nothing.
    """
    if key_file is not None:
        create_key_file(key_file)
    script = _script(versions)
    with _exclusive(store) as connection:
        _run(connection, script, lambda revision: script._upgrade_revs(target, revision))  # noqa: SLF001 - as alembic.command
        metadata = MetaData()
        system_tables(metadata)
        seed_offices(connection, metadata, registry)
        replace_labels(connection, metadata, registry)
        index.ensure(connection)


def downgrade(store: Store, versions: Path, target: str) -> None:
    """Undo revisions down to ``target`` (a revision, ``registry@-1`` for the last of the instance's, or ``base``).

    Raises:
        Busy: the database is down or locked.
        MigrationError: a row would point at nothing.
    """
    script = _script(versions)
    with _exclusive(store) as connection:
        _run(connection, script, lambda revision: script._downgrade_revs(target, revision))  # noqa: SLF001 - as alembic.command


def current(store: Store) -> tuple[str, ...]:
    """Return the revisions the database stands at; none for an empty database."""
    with store.reading() as connection:
        if not connection.dialect.has_table(connection, "alembic_version"):
            return ()
        return tuple(sorted(connection.scalars(text("SELECT version_num FROM alembic_version"))))


def pending(store: Store, versions: Path) -> tuple[str, ...]:
    """Return the revisions that ``upgrade`` would apply, in order."""
    script = _script(versions)
    done = set(current(store))
    todo = script.iterate_revisions("heads", "base")
    applied = {found.revision for top in done for found in script.iterate_revisions(top, "base")}
    return tuple(found.revision for found in reversed(list(todo)) if found.revision not in applied)


def _script(versions: Path) -> ScriptDirectory:
    from alembic.script import ScriptDirectory

    return ScriptDirectory(str(_OWN), version_locations=[str(_OWN / "versions"), str(versions)])


def _run(connection: Connection, script: ScriptDirectory, steps: Callable[[Any], Any]) -> None:
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext

    # One transaction for all steps is the caller's; Alembic's own environment file is not needed.
    with EnvironmentContext(Config(), script, fn=lambda revision, _: steps(revision)) as environment:
        environment.configure(connection=connection, transactional_ddl=False, compare_type=False)
        environment.run_migrations()


@contextmanager
def _exclusive(store: Store) -> Iterator[Connection]:
    """One transaction that no other migration runs beside; SQLite's foreign keys rest in it and are checked after."""
    with store.migrating() as connection:
        if not store.is_sqlite:
            connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
        yield connection
        if store.is_sqlite:
            astray = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
            if astray is not None:
                raise MigrationError(f"a row of {astray[0]} points at nothing in {astray[2]}")
