"""Visitors who read the page before they send it: only what a form offers is filled in. Must not know the pages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urljoin, urlsplit

import httpx2

from tests.journeys.markup import Element, Form, Values, forms, parse
from tests.site import Visitor

Upload = tuple[str, bytes, str]
"""Name, content and type of a file."""


class Officer(Visitor):
    """A visitor with a memory of the page they see."""

    page: Element = Element("")
    url: str = "/"

    def see(self, path: str) -> Element:
        """Open a page that must be there."""
        answer = self.open(path)
        assert answer.status_code == 200, f"{path}: {answer.status_code}"
        return self.page

    def form(self, action: str = "", having: str = "") -> Form:
        """Return the form of this page with an action that ends like this, or with a control or button of this name."""
        found = [
            form
            for form in forms(self.page)
            if self._leads(form, action) and (not having or having in form.controls or having in form.buttons)
        ]
        if not action and not having:
            found = [form for form in found if not _is_of_the_frame(form)]
        assert len(found) == 1, (
            f"{len(found)} forms lead to {action!r} with {having!r} on {self.url}: "
            + ", ".join(form.action for form in forms(self.page))
        )
        return found[0]

    def fill(
        self,
        values: Values | None = None,
        *,
        action: str = "",
        having: str = "",
        press: str = "",
        uploads: Mapping[str, Upload] | None = None,
    ) -> httpx2.Response:
        """Fill in a form of this page and send it as the browser would."""
        form = self.form(action, having)
        sent = form.filled(values or {}, press)
        target = urljoin(self.url, form.action) if form.action else self.url
        headers = {"referer": urljoin("http://registry.test", self.url)}
        if form.method == "get":
            return self._seen(self.get(target.partition("?")[0], params=sent, headers=headers))
        if form.is_multipart:
            files = [(name, upload) for name, upload in (uploads or {}).items()] or [("none", ("", b"", ""))]
            return self._seen(self.post(target, data=sent, files=files, headers=headers))
        assert not uploads, "the form takes no files"
        return self._seen(self.post(target, data=sent, headers=headers))

    def follow(self, words: str) -> httpx2.Response:
        """Click the first link with these words."""
        for link in self.page.all("a"):
            if link.text == words:
                return self.open(urljoin(self.url, link["href"]))
        raise AssertionError(f"no link {words!r} on {self.url}: {[link.text for link in self.page.all('a')]}")

    @property
    def errors(self) -> list[str]:
        """What the error summary of this page says."""
        summary = self.page.all("div", class_="govuk-error-summary")
        return [line.text for found in summary for line in found.all("li")]

    @property
    def heading(self) -> str:
        """The page's first heading."""
        return self.page.all("h1")[0].text

    def _seen(self, response: httpx2.Response) -> httpx2.Response:
        super()._seen(response)
        kind = response.headers.get("content-type", "")
        if kind.startswith("text/html"):
            self.page = parse(response.text)
            parts = urlsplit(str(response.url))
            self.url = parts.path + (f"?{parts.query}" if parts.query else "")
        return response

    def _leads(self, form: Form, action: str) -> bool:
        path = urlsplit(urljoin(self.url, form.action or self.url)).path
        return not action or re.search(f"(^|/){re.escape(action.strip('/'))}$", path) is not None


def _is_of_the_frame(form: Form) -> bool:
    return form.action in ("/sign-out", "/drafts/discard")
