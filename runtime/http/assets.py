"""Static files from memory, packed once. Owns their addresses and caching; must not know pages."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

_TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".json": "application/json"}
_SOURCES = "source"
"""A folder of sources the browser has no use for."""


@dataclass(frozen=True)
class Asset:
    """One file as it is sent."""

    content: bytes
    media_type: str

    @cached_property
    def version(self) -> str:
        """Short hash of the content."""
        return hashlib.sha256(self.content).hexdigest()[:12]

    @cached_property
    def packed(self) -> bytes:
        """The content in gzip."""
        return gzip.compress(self.content, 9, mtime=0)


class Assets:
    """ASGI application of ``/static/{path}``; later folders win over earlier ones."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._assets: dict[str, Asset] = {}
        for folder in folders:
            self._assets |= _read(folder)

    def url(self, name: str) -> str:
        """Return the address of a file, with the hash that lets browsers keep it for ever."""
        return f"/static/{name}?v={self._assets[name].version}"

    def text(self, name: str) -> str:
        """Return a file's text, ``""`` when there is none."""
        asset = self._assets.get(name)
        return asset.content.decode() if asset else ""

    def route(self) -> Route:
        """Return the route of all files."""
        return Route("/static/{path:path}", self, methods=["GET"], name="static")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send one file."""
        request = Request(scope)
        request.state.route = "static"
        asset = self._assets.get(request.path_params["path"])
        answer = PlainTextResponse("404", status_code=404) if asset is None else deliver(asset, request)
        await answer(scope, receive, send)


def deliver(asset: Asset, request: Request) -> Response:
    """Answer with a file: packed where the browser takes it, kept for a year under an address with its hash."""
    kept = request.query_params.get("v") == asset.version
    headers: Mapping[str, str] = {
        "etag": f'"{asset.version}"',
        "cache-control": "public, max-age=31536000, immutable" if kept else "no-cache",
        "vary": "accept-encoding",
    }
    if request.headers.get("if-none-match") == headers["etag"]:
        return Response(status_code=304, headers=headers)
    if "gzip" in request.headers.get("accept-encoding", "") and len(asset.packed) < len(asset.content):
        return Response(
            asset.packed, headers={**headers, "content-encoding": "gzip"}, media_type=asset.media_type
        )
    return Response(asset.content, headers=headers, media_type=asset.media_type)


def _read(folder: Path) -> dict[str, Asset]:
    if not folder.is_dir():
        return {}
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not name.startswith((_SOURCES, ".")):
            kind = _TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            found[name] = Asset(path.read_bytes(), kind)
    return found
