"""Which files are taken, and whether their first bytes are what their names say. Must not store them."""

from __future__ import annotations

import codecs

from runtime.fields.attachment import FILES

_ZIP = (b"PK\x03\x04",)
_OLE = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",)
_TEXT: tuple[bytes, ...] = ()

# Extension to the beginnings its files may have, at an offset; no beginning means readable text.
_BEGINNINGS: dict[str, tuple[int, tuple[bytes, ...]]] = {
    "gif": (0, (b"GIF87a", b"GIF89a")),
    "heic": (4, (b"ftyp",)),
    "jpeg": (0, (b"\xff\xd8\xff",)),
    "jpg": (0, (b"\xff\xd8\xff",)),
    "png": (0, (b"\x89PNG\r\n\x1a\n",)),
    "webp": (8, (b"WEBP",)),
    "csv": (0, _TEXT),
    "doc": (0, _OLE),
    "docx": (0, _ZIP),
    "eml": (0, _TEXT),
    "m4a": (4, (b"ftyp",)),
    "mp3": (0, (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2")),
    "mp4": (4, (b"ftyp",)),
    "odt": (0, _ZIP),
    "ogg": (0, (b"OggS",)),
    "pdf": (0, (b"%PDF-",)),
    "rtf": (0, (b"{\\rtf",)),
    "tif": (0, (b"II*\x00", b"MM\x00*")),
    "tiff": (0, (b"II*\x00", b"MM\x00*")),
    "txt": (0, _TEXT),
    "xls": (0, _OLE),
    "xlsx": (0, _ZIP),
    "zip": (0, _ZIP),
}
_SAMPLE = 4096


def media_type(name: str, content: bytes) -> str | None:
    """Return the media type of a file that may be kept; ``None`` if its kind is not taken or its bytes belie its name."""
    extension = name.rpartition(".")[2].casefold()
    if extension not in FILES or extension not in _BEGINNINGS:
        return None
    offset, beginnings = _BEGINNINGS[extension]
    fits = content[offset:].startswith(beginnings) if beginnings else _is_text(content)
    return FILES[extension] if fits else None


def _is_text(content: bytes) -> bool:
    sample = content[:_SAMPLE]
    if b"\x00" in sample:
        return False
    try:
        # The sample may end inside a character.
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        # Older systems write one byte a letter; anything without a zero byte is readable so.
        return not sample.startswith((b"MZ", b"\x7fELF"))
    return True
