"""The sample site on each database, with accounts to attack it from."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.applications import Starlette

from tests.site import Visitor, open_site
from tests.stage import Stage


@pytest.fixture
def site(stage: Stage, tmp_path: Path) -> Starlette:
    return open_site(stage, tmp_path)


@pytest.fixture
def as_account(site: Starlette) -> Callable[[str], Visitor]:
    def sign_in(login: str) -> Visitor:
        visitor = Visitor(site)
        assert visitor.sign_in(login).status_code == 200
        return visitor

    return sign_in
