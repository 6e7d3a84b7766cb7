"""The sample registry as a web site, and visitors who click through it by HTTP: what tests of pages stand on."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import unescape
from pathlib import Path

import httpx2
from sqlalchemy import update
from starlette.applications import Starlette
from starlette.testclient import TestClient

from runtime.app import create_app
from runtime.auth.passwords import hash_password
from runtime.instance import Instance
from runtime.ir.codec import fingerprint
from runtime.settings import Environment, IdentityProvider, Settings
from tests.stage import Stage

PASSWORD = "una frase que recuerdo"
HASH = hash_password(PASSWORD)

Values = Mapping[str, str | Sequence[str]]

_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)


def open_site(
    stage: Stage,
    folder: Path,
    environment: Environment = "production",
    allowed_hosts: tuple[str, ...] = (),
    identity: IdentityProvider | None = None,
) -> Starlette:
    """Build the application on a stage and give every account the same password."""
    settings = Settings(
        database_url=str(stage.store.engine.url),
        data=folder / "data",
        key_file=folder / "keys.json",
        environment=environment,
        allowed_hosts=allowed_hosts,
        secure_cookies=False,
        identity=identity,
    )
    package = folder / stage.model.registry.package
    instance = Instance(folder, package, settings, stage.model, fingerprint(stage.model.registry))
    account = stage.model.table("account")
    with stage.store.writing() as connection:
        connection.execute(update(account).values(password=HASH))
    return create_app(instance, stage.store)


class Visitor(TestClient):
    """A browser without scripts: keeps cookies, sends back the token of the last page it saw."""

    def __init__(self, app: Starlette, address: str = "192.0.2.1") -> None:
        super().__init__(app, base_url="http://registry.test", follow_redirects=True, client=(address, 50000))
        self.site = app
        self.token = ""

    def open(self, path: str, **headers: str) -> httpx2.Response:
        """Open a page."""
        return self._seen(self.get(path, headers=headers))

    def submit(self, path: str, values: Values | None = None, **headers: str) -> httpx2.Response:
        """Send a form with the token of the last page."""
        data = {"csrf_token": self.token, **(values or {})}
        return self._seen(self.post(path, data=data, headers=headers))

    def sign_in(self, login: str, password: str = PASSWORD) -> httpx2.Response:
        """Sign in from the sign-in page."""
        self.open("/sign-in")
        return self.submit("/sign-in", {"login": login, "password": password, "next": "/account"})

    def _seen(self, response: httpx2.Response) -> httpx2.Response:
        found = _TOKEN.search(response.text)
        if found is not None:
            self.token = unescape(found[1])
        return response


def title(response: httpx2.Response) -> str:
    """Return the title of a page."""
    found = _TITLE.search(response.text)
    return unescape(found[1].strip()) if found else ""
