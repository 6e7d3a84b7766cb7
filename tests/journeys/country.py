"""A country's registry, built from its blueprint and migrated: what the journeys travel through. Must not send requests."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from starlette.applications import Starlette

from generator.instance.build import build
from generator.pipeline import compile_blueprint
from generator.plan import plan
from runtime.app import create_app
from runtime.auth import accounts
from runtime.auth.accounts import Profile, Stamp
from runtime.instance import Instance, load
from runtime.settings import Settings
from runtime.storage.keyring import create_key_file
from runtime.storage.migrate import upgrade
from runtime.storage.session import Store, open_store
from tests.journeys.officer import Officer
from tests.site import HASH

BLUEPRINT = Path(__file__).parents[2] / "blueprints" / "mexico"

ACCOUNTS: Mapping[str, Profile] = {
    profile.login: profile
    for profile in (
        Profile("lucia", "Lucía Armenta", "los_angeles", ("oficial",), "es"),
        Profile("mateo", "Mateo Ibarra", "los_angeles", ("oficial",), "es"),
        Profile("carmen", "Carmen Salas", "chicago", ("oficial",), "es"),
        Profile("teresa", "Teresa Lozano", "los_angeles", ("titular",), "es"),
        Profile("ramon", "Ramón Vela", "chicago", ("titular",), "es"),
        Profile("elena", "Elena Prado", "central", ("analista",), "es"),
        Profile("hugo", "Hugo Cárdenas", "central", ("administrador",), "es"),
    )
}
"""Officers of two offices, their heads, an analyst and an administrator. They share one password."""


@dataclass(frozen=True)
class Country:
    """The instance's folder with what every database of it shares."""

    instance: Instance

    @property
    def root(self) -> Path:
        """The instance's folder."""
        return self.instance.root

    def open(self, url: str) -> Site:
        """Open the application on a migrated database."""
        # What the process remembers belongs to the database of the test before.
        self.instance.model.memory.forget()
        settings = replace(self.instance.settings, database_url=url)
        store = open_store(url)
        instance = replace(self.instance, settings=settings)
        return Site(instance, store, create_app(instance, store))

    def environment(self, url: str) -> dict[str, str]:
        """Return the settings of a process that serves it."""
        settings = self.instance.settings
        return {
            "ACOMPANA_DATABASE_URL": url,
            "ACOMPANA_DATA": str(settings.data),
            "ACOMPANA_KEY_FILE": str(settings.key_file),
            "ACOMPANA_ENVIRONMENT": settings.environment,
            "ACOMPANA_SECURE_COOKIES": "no",
        }

    def migrate(self, url: str, profiles: Iterable[Profile] = tuple(ACCOUNTS.values())) -> None:
        """Make an empty database ready, with the accounts."""
        store = open_store(url)
        key_file = self.instance.settings.key_file
        upgrade(store, self.instance.versions, self.instance.registry, key_file=key_file)
        stamp = Stamp(datetime.datetime.now(datetime.UTC))
        with store.writing() as connection:
            for profile in profiles:
                metadata = self.instance.model.metadata
                accounts.add(connection, metadata, profile, HASH, stamp, must_change=False)
        store.close()


@dataclass(frozen=True)
class Site:
    """A registry as an application on one database."""

    instance: Instance
    store: Store
    app: Starlette

    def officer(self, login: str = "lucia") -> Officer:
        """Return a visitor who has signed in."""
        officer = Officer(self.app)
        answer = officer.sign_in(login)
        assert answer.status_code == 200, answer.text
        return officer

    def count(self, table: str) -> int:
        """Return how many rows a table holds."""
        with self.store.reading() as connection:
            return int(connection.exec_driver_sql(f'SELECT count(*) FROM "{table}"').scalar_one())


def build_country(folder: Path, blueprint: Path = BLUEPRINT) -> Country:
    """Build a blueprint's instance in a folder, load it and make its key; a second call finds the first one's."""
    root, data = folder / blueprint.name, folder / f"{blueprint.name}-data"
    if not root.exists():
        outcome = build(plan(None, compile_blueprint(blueprint)), None, root)
        assert outcome.value is not None, outcome.diagnostics
    settings = Settings(
        database_url=f"sqlite:///{folder / 'first.sqlite3'}",
        data=data,
        key_file=data / "keys.json",
        # Roles of the model ask for a second factor, which here may be put off.
        environment="development",
        secure_cookies=False,
    )
    if not settings.key_file.exists():
        create_key_file(settings.key_file)
    return Country(load(root, settings))


def copy_sqlite(template: Path, to: Path) -> str:
    """Copy a migrated SQLite database and return the copy's URL."""
    shutil.copy(template, to)
    return f"sqlite:///{to}"
