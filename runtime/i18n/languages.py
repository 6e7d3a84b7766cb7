"""Languages (ISO 639-3) and their names. Owns look-ups; the region's own names are in ``languages.yaml``."""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pycountry
import yaml

from runtime.i18n.countries import folded
from runtime.i18n.locales import locale

_FILE = Path(__file__).with_name("languages.yaml")


@cache
def language_name(code: str, language: str) -> str:
    """Return the name of a language, with a capital letter; the code itself if there is no such language."""
    own = _table()["names"].get(code)
    if own is not None:
        return str(own.get(language) or own["en"])
    found = pycountry.languages.get(alpha_3=code)
    if found is None:
        return code
    if language == "es" and (variety := _variety(str(found.name))):
        return variety
    known = locale(language).languages
    name = (
        known.get(getattr(found, "alpha_2", code))
        or known.get(code)
        or _translated(str(found.name), language)
    )
    return name[:1].upper() + name[1:]


@cache
def is_language(code: str) -> bool:
    """Whether a code is a language of ISO 639-3, or one of the families that stand for an unknown variety."""
    return code in _table()["names"] or pycountry.languages.get(alpha_3=code) is not None


@cache
def languages(language: str) -> tuple[tuple[str, str], ...]:
    """Return code and name of the languages a form offers, sorted by name."""
    table = _table()
    codes = {*table["names"], *table["world"], *_variety_codes()}
    return tuple(
        sorted(((code, language_name(code, language)) for code in codes), key=lambda pair: folded(pair[1]))
    )


@cache
def find_language(text: str, language: str) -> str | None:
    """Return the code of a language told by its code or its name, whatever the accents; ``None`` if there is none."""
    if is_language(text.casefold()):
        return text.casefold()
    return _codes_by_name(language).get(folded(text))


@cache
def _codes_by_name(language: str) -> Mapping[str, str]:
    every = {
        folded(language_name(str(found.alpha_3), language)): str(found.alpha_3)
        for found in pycountry.languages
    }
    return every | {folded(name): code for code, name in languages(language)}


@cache
def _table() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.load(_FILE.read_text("utf-8"), Loader=yaml.CSafeLoader)
    return loaded


@cache
def _variety_codes() -> frozenset[str]:
    return frozenset(
        str(found.alpha_3)
        for found in pycountry.languages
        if _variety(str(found.name)) and found.alpha_3 not in _table()["left_out"]
    )


def _variety(name: str) -> str | None:
    """Say ``Central Huasteca Nahuatl`` in Spanish: ``Náhuatl (Huasteca central)``."""
    *words, last = name.split(" ")
    base = _table()["varieties"].get(last)
    if base is None or not words:
        return None
    directions = _table()["directions"]
    places = [word for word in words if word not in directions]
    ways = [directions[word] for word in words if word in directions]
    return f"{base} ({' '.join(places + ways)})"


def _translated(name: str, language: str) -> str:
    found = gettext.translation("iso639-3", pycountry.LOCALES_DIR, languages=[language], fallback=True)
    return found.gettext(name)
