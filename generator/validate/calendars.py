"""Calendars of offices: that their countries and days are real ones."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

import pycountry

from generator.validate.context import Context
from generator.validate.finding import Finding, found
from runtime.ir.workday import EVERYWHERE

_DAY = re.compile(r"(\d{4}-)?(\d\d-\d\d)")
_LEAP_YEAR = "2024-"


def days(context: Context) -> Iterator[Finding]:
    """Every calendar is of a country, and every day of it exists."""
    for country, calendar in context.blueprint.calendars.items():
        address = ("calendars", country)
        if country != EVERYWHERE and pycountry.countries.get(alpha_3=country) is None:
            known = pycountry.countries.get(alpha_2=country)
            yield found(
                "W207", address, on_key=True, suggestion=str(known.alpha_3) if known else None, text=country
            )
        for day in calendar:
            if not _is_day(day):
                yield found("W206", (*address, day), on_key=True, text=day)


def _is_day(text: str) -> bool:
    match = _DAY.fullmatch(text)
    if match is None:
        return False
    try:
        datetime.date.fromisoformat((match[1] or _LEAP_YEAR) + match[2])
    except ValueError:
        return False
    return True
