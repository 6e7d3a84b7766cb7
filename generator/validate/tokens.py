"""The words of a CEL text with their places: enough to name what it reads. Must not judge or evaluate."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["name", "call", "text", "number", "sign"]

_PATTERN = re.compile(
    r"""(?P<text>[rRbB]*(?:'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"))
    |(?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?[uU]?)
    |(?P<name>[^\W\d]\w*(?:\s*\.\s*[^\W\d]\w*)*)
    |(?P<sign>&&|\|\||==|!=|<=|>=|\S)""",
    re.VERBOSE,
)
_KEYWORDS = frozenset({"true", "false", "null", "in"})


@dataclass(frozen=True)
class Token:
    """One word: ``text`` without blanks, ``start`` counted in characters of the whole."""

    kind: Kind
    text: str
    start: int
    end: int

    @property
    def literal(self) -> str:
        """The inside of a quoted text."""
        return re.sub(r"\\(.)", r"\1", self.text.lstrip("rRbB")[1:-1])


def tokens(text: str) -> tuple[Token, ...]:
    """Split a CEL text. A name keeps its parts: `person.nombre`; what is called loses its last part."""
    return tuple(_tokens(text))


def names(text: str) -> tuple[Token, ...]:
    """The names a CEL text reads, in order."""
    return tuple(token for token in tokens(text) if token.kind == "name")


def read_names(text: str) -> tuple[str, ...]:
    """What a CEL text reads, each once: field names as written, without `filled.` and `unknown.` before them."""
    bare = (token.text.removeprefix("filled.").removeprefix("unknown.") for token in names(text))
    return tuple(dict.fromkeys(bare))


def _tokens(text: str) -> Iterator[Token]:
    for match in _PATTERN.finditer(text):
        kind, raw = str(match.lastgroup), match.group()
        start, end = match.span()
        if kind == "name":
            yield from _name(text, raw, start, end)
        elif kind == "text":
            yield Token("text", raw, start, end)
        elif kind == "number":
            yield Token("number", raw, start, end)
        else:
            yield Token("sign", raw, start, end)


def _name(text: str, raw: str, start: int, end: int) -> Iterator[Token]:
    if raw in _KEYWORDS:
        yield Token("sign", raw, start, end)
        return
    clean = re.sub(r"\s", "", raw)
    if not text[end:].lstrip().startswith("("):
        # What follows a bracket is a part of a value, not a name of its own.
        if not text[:start].rstrip().endswith("."):
            yield Token("name", clean, start, end)
        return
    owner, _, method = clean.rpartition(".")
    if owner:
        yield Token("name", owner, start, start + len(owner))
    yield Token("call", method, end - len(method), end)
