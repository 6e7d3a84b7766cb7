"""The answer that is a file of a case: to be saved, never to be shown inside the registry. Must not know who may read it."""

from __future__ import annotations

from urllib.parse import quote

from starlette.responses import Response

_HEADERS = {
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; sandbox",
    "cache-control": "no-store",
}


def file_response(name: str, content: bytes, media_type: str) -> Response:
    """Return a file under its name."""
    headers = {**_HEADERS, "content-disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}
    return Response(content, media_type=media_type, headers=headers)
