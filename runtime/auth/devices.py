"""A browser's own description in the words of a person: "Firefox", "Windows". Must not be trusted: anybody can say anything."""

from __future__ import annotations

from dataclasses import dataclass

LONGEST = 300

# The first that is found names it: most browsers also claim to be those they descend from.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chromium/", "Chromium"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Macintosh", "macOS"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True)
class Device:
    """Browser and system, each ``""`` when it does not say."""

    browser: str
    system: str


def read(agent: str | None) -> Device:
    """Return what a ``User-Agent`` says."""
    return Device(_first(_BROWSERS, agent or ""), _first(_SYSTEMS, agent or ""))


def _first(known: tuple[tuple[str, str], ...], agent: str) -> str:
    return next((name for sign, name in known if sign in agent), "")
