"""The sample site on a fresh SQLite database, with a visitor."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette

from runtime.storage.session import open_store
from tests.site import Visitor, open_site
from tests.stage import Stage, build_stage, prepare, write_revision


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("prepared")
    store = open_store(f"sqlite:///{folder / 'registry.sqlite3'}")
    prepare(store, write_revision(folder))
    store.close()
    return folder / "registry.sqlite3"


@pytest.fixture
def stage(prepared: Path, tmp_path: Path) -> Iterator[Stage]:
    shutil.copy(prepared, tmp_path / "registry.sqlite3")
    store = open_store(f"sqlite:///{tmp_path / 'registry.sqlite3'}")
    yield build_stage(store, tmp_path)
    store.close()


@pytest.fixture
def site(stage: Stage, tmp_path: Path) -> Starlette:
    return open_site(stage, tmp_path)


@pytest.fixture
def visitor(site: Starlette) -> Visitor:
    return Visitor(site)


@pytest.fixture
def as_account(site: Starlette) -> Callable[[str], Visitor]:
    def sign_in(login: str) -> Visitor:
        visitor = Visitor(site)
        assert visitor.sign_in(login).status_code == 200
        return visitor

    return sign_in
