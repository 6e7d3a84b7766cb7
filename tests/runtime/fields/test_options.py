"""What an author can write wrong in a type's options, and bounds that are computed."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from pydantic import JsonValue, ValidationError

from runtime.fields import bounds
from runtime.fields.base import Problem
from runtime.fields.registry import TYPES
from tests.runtime.fields.asking import NOW, context, field


@pytest.mark.parametrize(
    ("name", "options", "kind"),
    [
        ("text", {"max_length": "5", "min_length": "6"}, "bounds_crossed"),
        ("text", {"pattern": "["}, "bad_pattern"),
        ("text", {"max_lenght": "5"}, "extra_forbidden"),
        ("integer", {"min": "5", "max": "4"}, "bounds_crossed"),
        ("decimal", {"min": "0.2", "max": "0.1"}, "bounds_crossed"),
        ("decimal", {"digits": "2", "places": "3"}, "bounds_crossed"),
        ("decimal", {"digits": "16"}, "less_than_equal"),
        ("money", {"currencies": ["MXP"]}, "unknown_currency"),
        ("date", {"min": "2020-01-02", "max": "2020-01-01"}, "bounds_crossed"),
        ("partial_date", {"min": "1987-13"}, "bad_partial_date"),
        ("partial_date", {"min": "1988", "max": "1987-12"}, "bounds_crossed"),
        ("national_id", {"scheme": "mx_cupr"}, "unknown_scheme"),
        ("choice", {}, "missing"),
        ("computed", {"value": "1", "result": "money"}, "literal_error"),
    ],
)
def test_wrong_options_are_named(name: str, options: dict[str, JsonValue], kind: str) -> None:
    with pytest.raises(ValidationError) as caught:
        TYPES[name].options_of(field(name, **options))
    assert kind in {error["type"] for error in caught.value.errors()}


def test_options_are_read_from_text_and_survive_the_ir() -> None:
    for name, options in {
        "text": {"max_length": "5"},
        "decimal": {"min": "0.50", "max": {"cel": "horas"}},
        "date": {"min": "2020-01-01", "max": {"cel": "today"}},
        "datetime": {"min": "2020-01-01T00:00:00Z"},
        "money": {"currencies": ["MXN"], "max": "10"},
        "partial_date": {"min": "1987-05"},
    }.items():
        kind = TYPES[name]
        first = kind.options.model_validate(options)
        assert kind.options.model_validate(first.model_dump(mode="json")) == first


def evaluate(text: str) -> Any:
    return {"now": NOW, "today": datetime.datetime(2026, 11, 24, tzinfo=datetime.UTC)}.get(text)


def test_a_computed_bound_holds_and_an_unknown_one_does_not_bind() -> None:
    kind, asked = TYPES["datetime"], field("datetime", max={"cel": "now"}, min={"cel": "detenido_el"})
    late = NOW + datetime.timedelta(minutes=1)

    bounds.check(kind, asked, NOW, context(), evaluate)
    with pytest.raises(Problem) as caught:
        bounds.check(kind, asked, late, context(), evaluate)
    assert (caught.value.key, caught.value.part) == ("field.too_high", "day")
    assert caught.value.arguments["limit"] == "24 de noviembre de 2026, 20:00"


def test_the_day_of_a_moment_is_the_office_s_day() -> None:
    kind, asked = TYPES["date"], field("date", max={"cel": "now"})
    bounds.check(kind, asked, datetime.date(2026, 11, 24), context(), evaluate)
    with pytest.raises(Problem):
        bounds.check(kind, asked, datetime.date(2026, 11, 25), context(), evaluate)
