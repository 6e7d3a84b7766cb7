"""Scenarios played in an instance's folder that was built for them alone. Owns the scratch database; must not print."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from runtime.instance import Instance, describe, load
from runtime.ir.scenario import Scenario
from runtime.scenario.outcome import About, Failure, Outcome
from runtime.scenario.play import play
from runtime.settings import Settings
from runtime.storage import migrate
from runtime.storage.keyring import create_key_file
from runtime.storage.session import Store, open_store

__all__ = ["About", "Failure", "Outcome", "open_scratch", "play_in"]


def play_in(root: Path, scenarios: Sequence[Scenario], language: str) -> tuple[Outcome, ...]:
    """Play scenarios on a new database in the folder of an instance.

    Args:
        root: the instance's folder.
        scenarios: what to play.
        language: of the words in the outcomes.

    Raises:
        InstanceError: the folder is no instance.
    """
    with open_scratch(root) as (instance, store):
        return play(instance.model, store, scenarios, language)


@contextmanager
def open_scratch(root: Path) -> Iterator[tuple[Instance, Store]]:
    """Open a folder that holds a new instance, on a new database in it, and forget both afterwards.

    Args:
        root: the instance's folder.

    Raises:
        InstanceError: the folder is no instance.
    """
    data = root / "data"
    settings = Settings(f"sqlite:///{data / 'scratch.sqlite3'}", data, data / "keys.json", "development")
    create_key_file(settings.key_file)
    with _loaded(root, settings) as instance:
        store = open_store(settings.database_url)
        try:
            migrate.upgrade(store, instance.versions, instance.registry)
            yield instance, store
        finally:
            store.close()


@contextmanager
def _loaded(root: Path, settings: Settings) -> Iterator[Instance]:
    """Load an instance that is gone afterwards, so that this process can load another of the same name."""
    path, package = list(sys.path), describe(root).package.name
    set_aside = {name: sys.modules.pop(name) for name in _modules_of(package)}
    try:
        yield load(root, settings)
    finally:
        sys.path[:] = path
        for name in _modules_of(package):
            del sys.modules[name]
        sys.modules.update(set_aside)


def _modules_of(package: str) -> list[str]:
    return [name for name in sys.modules if name.partition(".")[0] == package]
