"""Numbers as people type them. Owns separators; must not know limits."""

from __future__ import annotations

import decimal
import re

from runtime.i18n.locales import locale

_BLANKS = re.compile(r"[\s\u00a0\u202f'’]")
_SHAPE = re.compile(r"[+-]?\d+([.,]\d+)*", re.ASCII)


def read_number(text: str, language: str) -> decimal.Decimal:
    """Read ``1,234.50``, ``1.234,50``, ``1 234,5`` or ``1234.5``.

    Where one separator before three digits could be either, the language decides.

    Raises:
        ValueError: the text is not a number.
    """
    bare = _BLANKS.sub("", text).replace("\N{MINUS SIGN}", "-")
    if _SHAPE.fullmatch(bare) is None:
        raise ValueError("not a number")
    point = _decimal_separator(bare, language)
    group = "." if point == "," else ","
    whole, _, rest = bare.partition(point) if point else (bare, "", "")
    if (
        any(len(digits) != 3 for digits in re.split("[.,]", whole)[1:])
        or group in rest
        or (point and point in rest)
    ):
        raise ValueError("not a number")
    return decimal.Decimal(re.sub("[.,]", "", whole) + (f".{rest}" if rest else ""))


def _decimal_separator(bare: str, language: str) -> str:
    """Return which of the separators in a number is the decimal one; empty if none is."""
    used = [character for character in bare if character in ".,"]
    if not used:
        return ""
    if len(set(used)) == 2:
        return used[-1]
    if len(used) > 1:
        return ""
    if len(bare.partition(used[0])[2]) != 3:
        return used[0]
    return used[0] if locale(language).number_symbols["latn"]["decimal"] == used[0] else ""
