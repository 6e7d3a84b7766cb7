"""Printing what can be printed: a name in letters we have none of must not keep the rest back. Must not know layouts."""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Collection

from pydantic import JsonValue

from runtime.documents.press import UnprintableError, render


def print_legibly(template: str, data: dict[str, JsonValue], at: datetime.datetime) -> bytes:
    """Print a template; letters of scripts that no font of ours has become question marks.

    Raises:
        UnprintableError: a sign of no script cannot be printed.
    """
    try:
        return render(template, data, at)
    except UnprintableError as error:
        scripts = {_script(letter) for letter in error.sign}
        legible = _without(data, scripts)
        if legible == data or not isinstance(legible, dict):
            raise
        return print_legibly(template, legible, at)


def _script(letter: str) -> str:
    """The script of a letter, as its name in Unicode begins; a letter without one stands for itself."""
    return unicodedata.name(letter, letter).split(" ")[0]


def _without(data: JsonValue, scripts: Collection[str]) -> JsonValue:
    """The same data with a mark in place of every letter of some scripts."""
    if isinstance(data, str):
        return "".join("?" if _script(letter) in scripts else letter for letter in data)
    if isinstance(data, list):
        return [_without(one, scripts) for one in data]
    return {key: _without(one, scripts) for key, one in data.items()} if isinstance(data, dict) else data
