"""The windows several people have open on a registry. Must not know the journey."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, ViewportSize

from tests.browser.traveller import Traveller

DESKTOP: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}


@dataclass
class Windows:
    """Opens windows, each with cookies of its own; ``pictures`` is a folder for screenshots."""

    browser: Browser
    pictures: Path | None
    _opened: list[Traveller] = field(default_factory=list)

    def open(
        self, address: str, name: str, size: ViewportSize = DESKTOP, *, has_scripts: bool = True
    ) -> Traveller:
        """Open a window on the registry at an address; ``name`` leads the file names of its pictures."""
        context = self.browser.new_context(
            base_url=address,
            viewport=size,
            locale="es-MX",
            java_script_enabled=has_scripts,
            is_mobile=size is PHONE,
            has_touch=size is PHONE,
        )
        context.set_default_timeout(20_000)
        self._opened.append(Traveller(context.new_page(), name, has_scripts, self.pictures))
        return self._opened[-1]

    def close(self) -> None:
        """Close all of them; nothing may have been wrong in any.

        Raises:
            AssertionError: with what was wrong.
        """
        for traveller in self._opened:
            traveller.page.context.close()
        for traveller in self._opened:
            traveller.done()
