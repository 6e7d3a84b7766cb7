r"""Rows as PostgreSQL's COPY writes them in text, from and to what SQLite's driver gives. Owns that translation.

One form for both databases: tab between values, ``\N`` for none, backslash escapes; bytes as ``\x…``, moments in UTC.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Literal

Kind = Literal["text", "uuid", "boolean", "instant", "time", "bytes", "integer", "number"]
Value = str | int | float | bytes | None

NONE = "\\N"
_ESCAPE = str.maketrans(
    {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r", "\b": "\\b", "\f": "\\f", "\v": "\\v"}
)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_PLAIN = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f", "v": "\v"}


def kind_of(declared: str) -> Kind:
    """Return the kind of a column from its declared SQL type, in either database."""
    name = declared.upper()
    if name in ("UUID", "CHAR(32)"):
        return "uuid"
    for beginning, kind in _KINDS:
        if name.startswith(beginning):
            return kind
    return "text"


_KINDS: tuple[tuple[str, Kind], ...] = (
    ("BOOL", "boolean"),
    ("TIMESTAMP", "instant"),
    ("DATETIME", "instant"),
    ("TIME", "time"),
    ("BLOB", "bytes"),
    ("BYTEA", "bytes"),
    ("BIGINT", "integer"),
    ("INT", "integer"),
    ("SMALLINT", "integer"),
    ("NUMERIC", "number"),
    ("DOUBLE", "number"),
    ("FLOAT", "number"),
    ("REAL", "number"),
)


def write_line(row: Sequence[Value], kinds: Sequence[Kind]) -> str:
    """Return a row of SQLite as a line of COPY."""
    return "\t".join(
        NONE if value is None else _WRITE[kind](value) for value, kind in zip(row, kinds, strict=True)
    )


def read_line(line: str, kinds: Sequence[Kind]) -> list[Value]:
    """Return a line of COPY as SQLite's driver takes it.

    Raises:
        ValueError: the line is not a row of these kinds.
    """
    return [
        None if text == NONE else _READ[kind](_unescape(text))
        for text, kind in zip(line.split("\t"), kinds, strict=True)
    ]


def _unescape(text: str) -> str:
    if "\\" not in text:
        return text
    return _ESCAPED.sub(lambda match: _PLAIN.get(match[1], match[1]), text)


def _write_text(value: Value) -> str:
    return str(value).translate(_ESCAPE)


def _write_uuid(value: Value) -> str:
    text = str(value)
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def _write_bytes(value: Value) -> str:
    assert isinstance(value, bytes)
    return "\\\\x" + value.hex()


def _read_instant(text: str) -> str:
    """SQLite compares moments as text: always six decimals, no zone (it is UTC)."""
    moment, _, zone = text.partition("+")
    if zone not in ("", "00"):
        raise ValueError(f"a moment that is not in UTC: {text}")
    return _six_decimals(moment)


def _six_decimals(text: str) -> str:
    whole, _, decimals = text.partition(".")
    return f"{whole}.{decimals:0<6}"


_WRITE: dict[Kind, Callable[[Value], str]] = {
    "text": _write_text,
    "uuid": _write_uuid,
    "boolean": lambda value: "t" if value else "f",
    "instant": lambda value: str(value) + "+00",
    "time": str,
    "bytes": _write_bytes,
    "integer": str,
    "number": str,
}
_READ: dict[Kind, Callable[[str], Value]] = {
    "text": str,
    "uuid": lambda text: text.replace("-", ""),
    "boolean": lambda text: int(text == "t"),
    "instant": _read_instant,
    "time": _six_decimals,
    "bytes": lambda text: bytes.fromhex(text.removeprefix("\\x")),
    "integer": int,
    "number": float,
}
