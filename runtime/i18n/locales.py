"""Which locale a language is written in, and its plain numbers. Owns the choice; must not format dates."""

from __future__ import annotations

import decimal
from functools import cache, lru_cache

from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal

_HOMES = {"es": "es_419", "en": "en_001"}
"""The Spanish of the Americas (1,234.50) and the English that writes 4 May 2026."""


@cache
def locale(language: str) -> Locale:
    """Return the locale of a language; one that Babel does not know is written like English."""
    try:
        return Locale.parse(_HOMES.get(language, language), sep="-" if "-" in language else "_")
    except (UnknownLocaleError, ValueError):
        return Locale.parse(_HOMES["en"])


def format_number(value: int | float | decimal.Decimal, language: str, *, places: int | None = None) -> str:
    """Write a number with the language's separators, with exactly ``places`` decimals if given."""
    if places is None and type(value) is int:
        return _count(value, language)
    if places is None:
        return format_decimal(value, locale=locale(language), decimal_quantization=False)
    exact = value if isinstance(value, decimal.Decimal) else decimal.Decimal(str(value))
    return f"{exact:,.{places}f}".translate(_separators(language))


@cache
def _separators(language: str) -> dict[int, str]:
    """What a language writes for the comma of thousands and the point of decimals."""
    symbols = locale(language).number_symbols["latn"]
    return str.maketrans({",": symbols["group"], ".": symbols["decimal"]})


@lru_cache(maxsize=2048)
def _count(value: int, language: str) -> str:
    """Write a whole number: pages count the same few again and again."""
    return format_decimal(value, locale=locale(language), decimal_quantization=False)
