"""Rows of a group in a real browser: they come and go without a page load, and nothing that is typed is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.traveller import Traveller
from tests.runtime.web.hearings import with_hearings
from tests.site import Visitor, open_site
from tests.stage import Stage

pytestmark = pytest.mark.browser

HOST = "http://registry.test"


@pytest.fixture
def open_page(browser: Browser, sqlite_stage: Stage, tmp_path: Path) -> Iterator[Callable[[bool], Page]]:
    """The form of a new detention, answered by the application itself; with or without scripts."""
    stage = with_hearings(sqlite_stage, tmp_path / "varied")
    visitor = Visitor(open_site(stage, tmp_path))
    visitor.sign_in("ana_los_angeles")
    person_id = stage.add_person()
    contexts = []

    def answer(route: Route) -> None:
        asked = route.request
        kept = {
            name: asked.headers[name]
            for name in asked.headers
            if name.startswith(("hx-", "x-", "accept", "content-type"))
        }
        found = visitor.request(asked.method, asked.url, content=asked.post_data_buffer or b"", headers=kept)
        route.fulfill(
            status=found.status_code,
            body=found.content,
            headers={
                name: value
                for name, value in found.headers.items()
                if name in ("content-type", "content-security-policy")
            },
        )

    def open_form(has_scripts: bool) -> Page:
        context = browser.new_context(
            base_url=HOST, java_script_enabled=has_scripts, bypass_csp=has_scripts, locale="es-MX"
        )
        contexts.append(context)
        page = context.new_page()
        page.route("**/*", answer)
        page.goto(f"/cases/new/detencion?person={person_id}")
        return page

    yield open_form
    for context in contexts:
        context.close()


@pytest.mark.parametrize("has_scripts", [True, False], ids=["scripts", "plain"])
def test_rows_come_and_go(
    open_page: Callable[[bool], Page], has_scripts: bool, pytestconfig: pytest.Config
) -> None:
    page = open_page(has_scripts)
    traveller = Traveller(page, "rows", has_scripts, pytestconfig.getoption("--pictures"))
    group = page.locator('[data-field="audiencias"]')
    page.locator('[name="resumen"]').first.fill("Llamó su hermana")
    loads: list[str] = []
    page.on("load", lambda _: loads.append(page.url))
    group.locator('[name="add-row"]').click()
    group.locator('[name="audiencias.0.corte"]').fill("Primera")
    group.locator('[name="add-row"]').click()
    group.locator('[name="audiencias.1.corte"]').fill("Segunda")
    if has_scripts:
        traveller.look("two rows")
    group.locator('[name="remove-row"]').first.click()
    expect(group.locator('[name="audiencias.0.corte"]')).to_have_value("Segunda")
    expect(group.locator('[name="audiencias.1.corte"]')).to_have_count(0)
    expect(page.locator('[name="resumen"]').first).to_have_value("Llamó su hermana")
    assert bool(loads) is not has_scripts
    for name, text in {"day": "10", "month": "3", "year": "2026", "time": "08:30"}.items():
        page.locator(f'[name="detenido_el.{name}"]').fill(text)
    traveller.save()
    expect(page.locator('a[href^="#audiencias-0-fecha"]').first).to_be_visible()
    traveller.look("a fault in a row")
    for name, text in {"day": "11", "month": "3", "year": "2026"}.items():
        page.locator(f'[name="audiencias.0.fecha.{name}"]').fill(text)
    traveller.save()
    expect(page.locator("td", has_text="Segunda")).to_be_visible()
    traveller.look("the case with its rows")
    traveller.done()
