"""The country's colours as a stylesheet. Owns ``/theme.css``; the variables are documented in ``static/SOURCES.md``."""

from __future__ import annotations

import re

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from runtime.http.assets import Asset, Assets, deliver
from runtime.http.context import Service
from runtime.ir.registry import Theme

ALIASES = {
    "brand": ("govuk-brand-colour",),
    "link": ("govuk-link-colour",),
    "button": ("acompana-button-colour",),
    "header": ("acompana-header-colour",),
}
"""Short names a blueprint may use for the commonest variables."""

_NAME = re.compile(r"[a-z][a-z0-9-]*")
_VALUE = re.compile(r"[#a-zA-Z0-9(),.%/ -]+")


def stylesheet(theme: Theme, custom: str) -> str:
    """Return the theme's variables as CSS, then the ministry's own rules; what is no name or value is left out."""
    lines = [
        f"  --{name}: {value};"
        for short, value in theme.variables.items()
        for name in ALIASES.get(short, (short.replace("_", "-"),))
        if _NAME.fullmatch(name) and _VALUE.fullmatch(value)
    ]
    root = ":root {\n" + "\n".join(lines) + "\n}\n" if lines else ""
    return root + custom


class ThemeSheet:
    """The stylesheet of one instance and its address."""

    def __init__(self, service: Service, assets: Assets) -> None:
        self._asset = Asset(stylesheet(service.registry.theme, assets.text("theme.css")).encode(), "text/css")

    @property
    def url(self) -> str:
        """Address with the hash that lets browsers keep it."""
        return f"/theme.css?v={self._asset.version}"

    def route(self) -> Route:
        """Return the route."""
        return Route("/theme.css", self._show, name="theme")

    def _show(self, request: Request) -> Response:
        return deliver(self._asset, request)
