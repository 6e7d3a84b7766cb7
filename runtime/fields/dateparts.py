"""Dates typed in three boxes: day, month, year. Owns reading and filling them; must not know limits."""

from __future__ import annotations

import datetime
from functools import cache

from runtime.fields.base import Context, Form, Problem, control
from runtime.fields.submitted import line
from runtime.fields.values import PartialDate
from runtime.i18n.format import month_names

PARTS = ("day", "month", "year")
FIRST_YEAR, LAST_YEAR = 100, 9998


def read_partial(form: Form, name: str, context: Context) -> PartialDate | None:
    """Read a year, a year and a month, or a whole date; ``None`` if nothing was typed.

    One control ``name`` with ISO text (``1987-05``) is read as well.

    Raises:
        Problem: what was typed is not a date.
    """
    found = _read_parts(form, name, context) or _read_iso(line(form, name))
    if found is not None:
        check_year(found.year)
    return found


def _read_parts(form: Form, name: str, context: Context) -> PartialDate | None:
    day, month, year = (line(form, name, part, longest=30) for part in PARTS)
    if not (day or month or year):
        return None
    if not year:
        raise Problem("field.date.year_missing", "year")
    if not (len(year) == 4 and year.isdecimal() and int(year) > 0):
        raise Problem("field.date.year_digits", "year")
    if day and not month:
        raise Problem("field.date.month_missing", "month")
    month_number = _month(month, context.language) if month else None
    if day and not (day.isdecimal() and len(day) <= 2 and 1 <= int(day) <= 31):
        raise Problem("field.date.day_range", "day")
    try:
        return PartialDate(int(year), month_number, int(day) if day else None)
    except ValueError as error:
        raise Problem("field.date.not_real", "day") from error


def read_date(form: Form, name: str, context: Context) -> datetime.date | None:
    """Read a whole date; ``None`` if nothing was typed.

    Raises:
        Problem: what was typed is not a whole date.
    """
    found = read_partial(form, name, context)
    if found is None:
        return None
    if found.month is None:
        raise Problem("field.date.month_missing", "month")
    if found.day is None:
        raise Problem("field.date.day_missing", "day")
    return found.first


def check_year(year: int) -> None:
    """Refuse a year at whose ends the calendar has no next day to reckon with.

    Raises:
        Problem: it is such a year.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Problem("field.date.year_range", "year", first=FIRST_YEAR, last=LAST_YEAR)


def fill(name: str, value: PartialDate | datetime.date | None) -> dict[str, list[str]]:
    """Return what the three boxes hold."""
    day, month, year = (getattr(value, part, None) for part in PARTS)
    texts = (str(day or ""), str(month or ""), f"{year:04}" if year else "")
    return {control(name, part): [text] for part, text in zip(PARTS, texts, strict=True)}


def _read_iso(text: str) -> PartialDate | None:
    if not text:
        return None
    try:
        return PartialDate.from_text(text)
    except (ValueError, TypeError) as error:
        raise Problem("field.date.not_real", "day") from error


def _month(text: str, language: str) -> int:
    if text.isdecimal() and len(text) <= 2:
        number = int(text)
    else:
        number = _names(language).get(text.casefold().rstrip("."), 0)
    if not 1 <= number <= 12:
        raise Problem("field.date.month_range", "month")
    return number


@cache
def _names(language: str) -> dict[str, int]:
    return month_names("en") | month_names("es") | month_names(language)
