"""The sample site on a database of each kind, and systems that call it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from starlette.applications import Starlette

from runtime.auth.tokens import SCOPES
from tests.site import open_site
from tests.stage import Stage
from tests.system import System, make_token

Make = Callable[..., System]


@pytest.fixture
def site(stage: Stage, tmp_path: Path) -> Starlette:
    return open_site(stage, tmp_path)


@pytest.fixture
def system(site: Starlette, stage: Stage) -> Make:
    """Give an account's token to a system."""

    def make(login: str = "ana_los_angeles", scope: Sequence[str] = SCOPES) -> System:
        with stage.store.writing() as connection:
            token = make_token(connection, stage.model.metadata, login, scope)
        return System(site, token)

    return make
