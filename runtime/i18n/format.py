"""Dates, times, numbers, money and lists as a language writes them. Owns shapes; must not know fields or records."""

from __future__ import annotations

import datetime
import decimal
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from babel.dates import format_date as babel_date
from babel.dates import format_skeleton, format_time, get_month_names
from babel.lists import format_list
from babel.numbers import get_currency_name

from runtime.i18n.locales import format_number, locale

__all__ = [
    "currency_name",
    "date",
    "duration",
    "join",
    "moment",
    "money",
    "month",
    "month_names",
    "number",
    "time",
]

number = format_number


@lru_cache(maxsize=8192)
def date(value: datetime.date, language: str, *, length: Literal["long", "medium"] = "long") -> str:
    """Write a day: ``4 de mayo de 2026``, ``4 May 2026``; ``medium`` shortens the month."""
    return babel_date(value, format=length, locale=locale(language))


def month(year: int, number_of_month: int, language: str) -> str:
    """Write a month: ``mayo de 2026``, ``May 2026``."""
    first = datetime.date(year, number_of_month, 1)
    return format_skeleton("yMMMM", first, locale=locale(language))


def time(value: datetime.time, language: str) -> str:
    """Write a time of day on the 24-hour clock."""
    return format_time(value, format="HH:mm", locale=locale(language))


def moment(value: datetime.datetime, language: str, zone: datetime.tzinfo) -> str:
    """Write a moment as the clock of a zone shows it: ``4 de mayo de 2026, 14:30``."""
    local = value.astimezone(zone)
    return f"{date(local.date(), language)}, {local.hour:02}:{local.minute:02}"


def money(amount: decimal.Decimal, currency: str, language: str) -> str:
    """Write an amount with the currency's code: ``1,234.50 MXN``. Signs are ambiguous among neighbours."""
    return f"{format_number(amount, language, places=2)}\u00a0{currency}"


def currency_name(currency: str, language: str) -> str:
    """Return the name of a currency."""
    return get_currency_name(currency, locale=locale(language))


def duration(minutes: int) -> str:
    """Write a duration in days, hours and minutes, alike in every language: ``2 h 30 min``."""
    hours, rest = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    parts = [f"{days} d"] if days else []
    parts += [f"{hours} h"] if hours else []
    parts += [f"{rest} min"] if rest or not parts else []
    return " ".join(parts)


def join(items: Sequence[str], language: str) -> str:
    """Write a list: ``a, b y c``, ``a, b and c``."""
    return format_list(list(items), locale=locale(language))


def month_names(language: str) -> dict[str, int]:
    """Return the names and short names of the months, lower case, to their number."""
    found = {}
    for width in ("wide", "abbreviated"):
        for number_of_month, name in get_month_names(width, locale=locale(language)).items():
            found[name.casefold().rstrip(".")] = number_of_month
    return found
