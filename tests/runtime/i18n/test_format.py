"""Dates, numbers and lists as each language writes them."""

from __future__ import annotations

import datetime
import decimal
from zoneinfo import ZoneInfo

import pytest

from runtime.i18n import format as write
from runtime.i18n.locales import locale

DAY = datetime.date(2026, 5, 4)


@pytest.mark.parametrize(
    ("language", "expected"), [("es", "4 de mayo de 2026"), ("en", "4 May 2026"), ("xx-none", "4 May 2026")]
)
def test_a_day_is_written_in_full(language: str, expected: str) -> None:
    assert write.date(DAY, language) == expected


def test_a_moment_is_written_on_the_clock_of_the_zone() -> None:
    moment = datetime.datetime(2026, 5, 5, 4, 30, tzinfo=datetime.UTC)
    assert write.moment(moment, "es", ZoneInfo("America/Mexico_City")) == "4 de mayo de 2026, 22:30"
    assert write.moment(moment, "en", ZoneInfo("Asia/Kathmandu")) == "5 May 2026, 10:15"


def test_numbers_are_written_as_in_the_region() -> None:
    assert write.number(1234567, "es") == write.number(1234567, "en") == "1,234,567"
    assert write.number(decimal.Decimal("1234.5"), "es", places=2) == "1,234.50"
    assert write.number(decimal.Decimal("1234.5"), "pt", places=2) == "1.234,50"
    assert write.money(decimal.Decimal(5), "GTQ", "es") == "5.00\N{NO-BREAK SPACE}GTQ"


def test_lists_and_months() -> None:
    assert write.join(["a", "b", "c"], "es") == "a, b y c"
    assert write.join(["a", "b", "c"], "en") == "a, b and c"
    assert write.month(2026, 5, "es") == "mayo de 2026"
    assert write.month(2026, 5, "en") == "May 2026"
    assert write.time(datetime.time(9, 5), "es") == "09:05"


@pytest.mark.parametrize(
    ("minutes", "text"), [(0, "0 min"), (150, "2 h 30 min"), (1440, "1 d"), (1505, "1 d 1 h 5 min")]
)
def test_durations(minutes: int, text: str) -> None:
    assert write.duration(minutes) == text


def test_a_language_with_a_region_is_known() -> None:
    assert str(locale("pt-BR")) == "pt_BR"
