"""Mexico's registry, built once a session; a fresh migrated database of each kind for each test."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import Server
from tests.journeys.country import Country, Site, build_country, copy_sqlite
from tests.journeys.officer import Officer

_NUMBERS = itertools.count(1)


@pytest.fixture(scope="session")
def country(tmp_path_factory: pytest.TempPathFactory) -> Country:
    return build_country(tmp_path_factory.getbasetemp() / "country")


@pytest.fixture(scope="session")
def mexico_sqlite(country: Country, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file with the accounts, to copy."""
    path = tmp_path_factory.mktemp("mexico") / "template.sqlite3"
    country.migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def mexico_postgresql(country: Country, postgresql: Server) -> str:
    """The name of a migrated PostgreSQL database with the accounts, to clone."""
    country.migrate(postgresql.create("mexico_template"))
    return "mexico_template"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def mexico_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a migrated database with the accounts, once of each kind."""
    if request.param == "sqlite":
        yield copy_sqlite(request.getfixturevalue("mexico_sqlite"), tmp_path / "registry.sqlite3")
        return
    server: Server = request.getfixturevalue("postgresql")
    name = f"journey_{next(_NUMBERS)}"
    yield server.create(name, request.getfixturevalue("mexico_postgresql"))
    server.drop(name)


@pytest.fixture
def site(country: Country, mexico_url: str) -> Iterator[Site]:
    """The application on a fresh database, once of each kind."""
    opened = country.open(mexico_url)
    yield opened
    opened.store.close()


@pytest.fixture
def officer(site: Site) -> Officer:
    """An officer of Los Ángeles who has signed in."""
    return site.officer("lucia")
