"""Fixtures of the browser tests: one Chromium for the session, and our static files under a made-up host."""

from __future__ import annotations

import json
import mimetypes
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, sync_playwright

from tests.browser import chromium
from tests.browser.windows import Windows
from tests.conftest import Server
from tests.journeys.country import Country, build_country
from tests.journeys.process import serve

STATIC = Path(__file__).parents[2] / "runtime" / "static"
HOST = "http://registry.test"
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; form-action 'self'"

Show = Callable[[str], Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium for the whole session."""
    with sync_playwright() as playwright:
        browser = chromium.launch(playwright)
        yield browser
        browser.close()


@pytest.fixture
def windows(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Windows]:
    """Open windows; when all is over, nothing may have been wrong in any of them."""
    pictures: Path | None = request.config.getoption("--pictures", default=None)
    if pictures is not None:
        pictures.mkdir(parents=True, exist_ok=True)
    windows = Windows(browser, pictures)
    yield windows
    windows.close()


@pytest.fixture
def show(browser: Browser) -> Iterator[Show]:
    """Show HTML as a page of an instance would be: our static files, the strict policy, and no error on the console."""
    context = browser.new_context(base_url=HOST, locale="es-MX", timezone_id="America/Mexico_City")
    faults: list[str] = []

    def show(html: str) -> Page:
        def answer(route: Route) -> None:
            path = route.request.url.removeprefix(HOST).partition("?")[0]
            file = STATIC / path.removeprefix("/static/")
            if path == "/":
                headers = {"content-type": "text/html; charset=utf-8", "content-security-policy": POLICY}
                route.fulfill(body=html, headers=headers)
            elif path.startswith("/static/") and file.is_file():
                route.fulfill(body=file.read_bytes(), content_type=mimetypes.guess_type(file)[0])
            else:
                route.fulfill(status=404)

        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text) if "Content Security" in said.text else None)
        page.route("**/*", answer)
        page.goto("/")
        return page

    yield show
    context.close()
    assert not faults, json.dumps(faults, indent=1)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--pictures", type=Path, default=None, help="folder for a picture of every page of the journeys"
    )


@pytest.fixture(scope="session")
def country(tmp_path_factory: pytest.TempPathFactory) -> Country:
    """Mexico's instance; the journeys by HTTP find the same one."""
    return build_country(tmp_path_factory.getbasetemp() / "country")


@pytest.fixture(scope="session")
def sqlite_registry(country: Country, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of Mexico's registry served on SQLite."""
    folder = tmp_path_factory.mktemp("served")
    url = f"sqlite:///{folder / 'registry.sqlite3'}"
    country.migrate(url)
    with serve(country, url, folder) as served:
        yield served.address


@pytest.fixture(scope="session")
def postgresql_registry(
    country: Country, postgresql: Server, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of Mexico's registry served on PostgreSQL."""
    url = postgresql.create("served")
    country.migrate(url)
    with serve(country, url, tmp_path_factory.mktemp("served")) as served:
        yield served.address
