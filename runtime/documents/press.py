"""Typst at work: a template with its data becomes a tagged PDF. Must not open a file or a connection of its own."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import JsonValue

from runtime.documents.guard import refused

if TYPE_CHECKING:
    import typst

ROOT = Path(__file__).with_name("typst")
"""All that a template can read: the product's own layouts."""

_EPOCH = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
_PLACE = re.compile(r"__typst_py_bytes__\.typ:(\d+):(\d+)")
_SIGN = re.compile(r'the text (?:contains the disallowed codepoint )?`"(.+?)"`')
_CODE = re.compile(r"\\u\{([0-9a-f]+)\}")


class TemplateError(Exception):
    """A template that cannot be printed, with the place in it where there is one (counted from one)."""

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.column = column


class UnprintableError(TemplateError):
    """The data has a sign that no font of ours can print; ``sign`` is the first that was met."""

    def __init__(self, message: str, sign: str) -> None:
        super().__init__(message)
        self.sign = sign


def render(
    template: str, data: Mapping[str, JsonValue], printed_at: datetime.datetime | None = None
) -> bytes:
    """Print a template as PDF.

    The data goes in as data: the template finds it in ``sys.inputs.data`` as JSON, and no text in it is ever
    read as markup. The fonts are those inside typst, so the same input gives the same bytes on every machine.

    Args:
        template: the text of a typst template; it may import the product's layouts (``/letter.typ``).
        data: what it prints.
        printed_at: the moment the file says it was made; a fixed one if left out.

    Raises:
        TemplateError: the template is wrong, asks for something the data does not have, or for a file.
        UnprintableError: a text of the data is in a script we have no letters of.
    """
    # Only whoever prints pays for the compiler: it is 40 MB that an idle worker should not carry.
    import typst

    for refusal in refused(template):
        raise TemplateError(f"refused: {refusal.word}", refusal.line, refusal.column)
    try:
        # Its annotations want the text and the folder to be of one type, which only the class does without.
        compiler = typst.Compiler(
            template.encode(),
            root=ROOT,
            font_paths=_fonts(),
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        )
        printed = compiler.compile(
            format="pdf", pdf_standards="ua-1", timestamp=(printed_at or _EPOCH).replace(microsecond=0)
        )
    except typst.TypstError as error:
        sign = _SIGN.search(error.message)
        if sign:
            raise UnprintableError(error.message, _CODE.sub(_letter, sign[1])) from None
        place = _PLACE.search(error.diagnostic) or _PLACE.search("\n".join(error.trace))
        line, column = (int(place[1]), int(place[2]) + 1) if place else (None, None)
        raise TemplateError(error.message, line, column) from None
    assert isinstance(printed, bytes), "a PDF is one file"
    return printed


def _letter(code: re.Match[str]) -> str:
    return chr(int(code[1], 16))


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)
