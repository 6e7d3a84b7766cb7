"""The Chromium of the browser tests. Owns how it is found and started; must not know any page."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from playwright.sync_api import Browser, Playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find(playwright: Playwright) -> str:
    """Return the path of a Chromium: the named one, the system's, or Playwright's own.

    Raises:
        RuntimeError: there is none; the tests must not pass by running nothing.
    """
    candidates = [os.environ.get("ACOMPANA_CHROMIUM"), *map(shutil.which, NAMES)]
    candidates.append(playwright.chromium.executable_path)
    for path in candidates:
        if path and Path(path).exists():
            return path
    raise RuntimeError("No Chromium found. `make test` installs one, or set ACOMPANA_CHROMIUM to its path.")


def launch(playwright: Playwright) -> Browser:
    """Start a Chromium that talks to nobody but the page under test."""
    return playwright.chromium.launch(executable_path=find(playwright), args=ARGUMENTS)
