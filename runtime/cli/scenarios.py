"""Scenarios played in an instance's folder that was built for them alone. Owns the scratch database; must not print."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from runtime.instance import Instance, load
from runtime.ir.scenario import Scenario
from runtime.scenario.outcome import About, Failure, Outcome
from runtime.scenario.play import play
from runtime.settings import Settings
from runtime.storage import migrate
from runtime.storage.cipher import create_key_file
from runtime.storage.session import open_store

__all__ = ["About", "Failure", "Outcome", "play_in"]


def play_in(root: Path, scenarios: Sequence[Scenario], language: str) -> tuple[Outcome, ...]:
    """Play scenarios on a new database in the folder of an instance.

    Args:
        root: the instance's folder.
        scenarios: what to play.
        language: of the words in the outcomes.

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
            return play(instance.model, store, scenarios, language)
        finally:
            store.close()


@contextmanager
def _loaded(root: Path, settings: Settings) -> Iterator[Instance]:
    """Load an instance that is gone afterwards, so that this process can load another of the same name."""
    path, known = list(sys.path), dict(sys.modules)
    try:
        yield load(root, settings)
    finally:
        sys.path[:] = path
        package = next(
            (name for name in sys.modules.keys() - known.keys() if name.endswith("_registry")), None
        )
        for name in [name for name in sys.modules if package and name.partition(".")[0] == package]:
            del sys.modules[name]
