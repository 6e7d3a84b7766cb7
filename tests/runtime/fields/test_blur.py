"""What may be kept of a value when nobody may be named any more: never words, and ages instead of birthdays."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import pytest

from runtime.fields.registry import TYPES, field_type
from runtime.fields.values import AgeOrBirth, Money, PartialDate, PersonName
from tests.sample import field

DAY = datetime.date(2026, 3, 11)


@pytest.mark.parametrize(
    ("kind", "value", "kept"),
    [
        ("age_or_birth", AgeOrBirth(birth=PartialDate(1990, 7, 2)), AgeOrBirth(age=35, told=DAY)),
        ("partial_date", PartialDate(1987, 5), PartialDate(1987)),
        ("person_name", PersonName("Ana", "García"), None),
        ("text", "Ana", None),
        ("long_text", "Ana tiene miedo", None),
        ("phone", "+525551234567", None),
        ("integer", 3, 3),
        ("boolean", True, True),
        ("money", Money(Decimal("10.50"), "MXN"), Money(Decimal("10.50"), "MXN")),
    ],
)
def test_words_go_and_what_is_counted_stays(kind: str, value: Any, kept: Any) -> None:
    assert field_type(kind).blur(field("dato", kind), value, DAY) == kept


def test_an_age_kept_counts_as_the_birthday_did() -> None:
    born = AgeOrBirth(birth=PartialDate(1990, 3, 12))
    kept = field_type("age_or_birth").blur(field("dato", "age_or_birth"), born, DAY)
    assert kept is not None
    assert kept.age_on(DAY) == born.age_on(DAY) == 35


def test_no_type_that_is_found_by_words_keeps_them() -> None:
    words = [name for name, kind in TYPES.items() if kind.filter in ("none", "text")]
    keeping = {"money", "age_or_birth"}
    blurred = {name for name in words if "blur" in vars(type(TYPES[name]))}
    assert blurred == keeping
