"""A person at a browser: types as the page offers, looks at each page for faults. Must not know the journey."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import ConsoleMessage, Locator, Page, expect

from tests.site import PASSWORD

AXE = (Path(__file__).parent / "axe.min.js").read_text("utf-8")
_RUN = """async () => (await axe.run(document, {resultTypes: ['violations']})).violations.map(
    (one) => `${one.id}: ${one.help} :: ${one.nodes.slice(0, 3).map((node) => node.html).join(' | ')}`)"""
# The document itself was refused with what is wrong in it; the browser counts that as a failed load.
_REFUSED_PAGE = re.compile(r"Failed to load resource: .* status of (422|409) ")

Answers = Mapping[str, str | Sequence[str]]


@dataclass
class Traveller:
    """One window. ``pictures`` is a folder for screenshots, ``name`` leads their file names."""

    page: Page
    name: str
    has_scripts: bool = True
    pictures: Path | None = None
    faults: list[str] = field(default_factory=list)
    _seen: int = 0

    def __post_init__(self) -> None:
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.faults.append(f"{self.page.url}: {error}"))

    def look(self, what: str) -> None:
        """Check the page as it stands now: nothing axe finds, nothing wider than the window."""
        self._seen += 1
        if self.pictures is not None:
            path = self.pictures / f"{self.name}-{self._seen:02}-{what}.png"
            self.page.screenshot(path=path, full_page=True)
        if not self.has_scripts:
            return
        if not self.page.evaluate("Boolean(window.axe)"):
            self.page.evaluate(AXE)
        found: list[str] = self.page.evaluate(_RUN)
        self.faults += [f"{what} ({self.page.url}): {one}" for one in found]
        wide = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        if wide > 0:
            self.faults.append(f"{what} ({self.page.url}): {wide} pixels wider than the window")

    def type(self, answers: Answers, inside: Locator | None = None) -> None:
        """Fill in controls by their names, in the order given."""
        for name, value in answers.items():
            for one in [value] if isinstance(value, str) else value:
                self._set(inside or self.page.locator("main"), name, one)

    def press(self, selector: str) -> None:
        """Press a button or follow a link, and wait for the page it leads to."""
        with self.page.expect_navigation():
            self.page.locator(selector).click()

    def save(self) -> None:
        """Press the button that saves the form, and wait for the page that follows."""
        self.press(".acompana-save button[type=submit]:not([name])")

    def sign_in(self, login: str, language: str = "es", to: str = "/account") -> None:
        """Sign in, and read in this language: the account may have read another one on an earlier journey."""
        self.page.goto(f"/sign-in?next={to}")
        if language != "es":
            self.page.locator(f"a[href^='/language/{language}']").click()
            expect(self.page.locator("html")).to_have_attribute("lang", language)
        self.type({"login": login, "password": PASSWORD})
        self.press("main form button[type=submit]")
        if self.page.locator("html").get_attribute("lang") != language:
            self.press(f"form[action^='/language/{language}'] button")
            expect(self.page.locator("html")).to_have_attribute("lang", language)

    def errors(self) -> list[str]:
        """Return what the error summary says."""
        return self.page.locator(".govuk-error-summary__list li").all_inner_texts()

    def summary_targets(self) -> set[str]:
        """Return the ids of the controls the error summary leads to."""
        links = self.page.locator(".govuk-error-summary__list a").all()
        return {(link.get_attribute("href") or "").removeprefix("#") for link in links}

    def done(self) -> None:
        """End the journey: nothing may have been wrong on the way."""
        assert not self.faults, json.dumps(self.faults, indent=1, ensure_ascii=False)

    def _set(self, inside: Locator, name: str, value: str) -> None:
        found = inside.locator(f'[name="{name}"]:not([type=hidden])')
        fold = found.first.locator("xpath=ancestor::details[@class='acompana-fold' and not(@open)]/summary")
        if fold.count():
            fold.click()
        kind = found.first.evaluate("(one) => one.type")
        if kind in ("radio", "checkbox"):
            inside.locator(f'[name="{name}"][value="{value}"]').check()
        elif kind == "select-one":
            found.select_option(value)
        else:
            found.fill(value)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not _REFUSED_PAGE.search(message.text):
            self.faults.append(f"{self.page.url}: {message.text} {message.location}")
