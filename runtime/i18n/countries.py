"""Countries (ISO 3166-1 alpha-3) and their names. Owns look-ups; must not know fields."""

from __future__ import annotations

import unicodedata
from functools import cache

import pycountry

from runtime.i18n.locales import locale

_APOSTROPHES = "'\u2018\u2019\u02bc\u02bb`"


@cache
def alpha_2(code: str) -> str | None:
    """Return the two-letter code of a country, ``None`` if there is no such country."""
    country = pycountry.countries.get(alpha_3=code)
    return None if country is None else str(country.alpha_2)


@cache
def country_name(code: str, language: str) -> str:
    """Return the name of a country; the code itself if there is no such country."""
    two = alpha_2(code)
    if two is None:
        return code
    return str(locale(language).territories.get(two) or pycountry.countries.lookup(two).name)


@cache
def countries(language: str) -> tuple[tuple[str, str], ...]:
    """Return code and name of every country, sorted as the language sorts."""
    found = (
        (str(country.alpha_3), country_name(country.alpha_3, language)) for country in pycountry.countries
    )
    return tuple(sorted(found, key=lambda pair: folded(pair[1])))


@cache
def find_country(text: str, language: str) -> str | None:
    """Return the code of a country told by its code or its name, whatever the accents; ``None`` if there is none."""
    if alpha_2(text.upper()) is not None:
        return text.upper()
    wanted = folded(text)
    return next((code for code, name in countries(language) if folded(name) == wanted), None)


def folded(text: str) -> str:
    """Return a text without accents, apostrophes or case, to sort and compare names."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(
        character
        for character in plain
        if not unicodedata.combining(character) and character not in _APOSTROPHES
    )
