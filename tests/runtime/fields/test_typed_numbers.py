"""Numbers as officers type them."""

from __future__ import annotations

import decimal

import pytest

from tests.runtime.fields.asking import context, problem, read, show


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1234.5", "1234.50"),
        ("1,234.50", "1234.50"),
        ("1.234,50", "1234.50"),
        ("1 234,5", "1234.50"),
        ("500,50", "500.50"),
        ("1,234", "1234.00"),
        ("1,234,567", "1234567.00"),
        ("-0.5", "-0.50"),
        ("1’000", "1000.00"),
    ],
)
def test_a_decimal_is_read_with_point_or_comma(typed: str, value: str) -> None:
    assert read("decimal", typed) == decimal.Decimal(value)


@pytest.mark.parametrize(("typed", "value"), [("1.234", "1234.00"), ("1,23", "1.23"), ("1,234", "1.234")])
def test_where_a_separator_could_be_either_the_language_decides(typed: str, value: str) -> None:
    assert read("decimal", typed, context("pt"), places=3) == decimal.Decimal(value)


@pytest.mark.parametrize("typed", ["mil", "1,2,3", "12,34.5", "1.2.3", "--1", "1e5", "٣", "∞", "nan"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    assert problem("decimal", typed).key == "field.decimal.not_number"


def test_decimals_are_limited_not_rounded() -> None:
    assert problem("decimal", "1.255").key == "field.decimal.places"
    assert problem("decimal", "12345678901").key == "field.decimal.too_large"
    assert read("decimal", "1.250") == decimal.Decimal("1.25")


def test_a_whole_number_has_no_decimals_and_limits() -> None:
    assert read("integer", "1,200") == 1200
    assert problem("integer", "1.5").key == "field.integer.not_whole"
    found = problem("integer", "0", min=1, max=130)
    assert (found.key, found.arguments["limit"]) == ("field.too_low", "1")
    assert problem("integer", "9" * 17).key == "field.too_high"


def test_money_needs_a_currency_but_not_when_there_is_one() -> None:
    assert problem("money", {"amount": "5"}).part == "currency"
    assert read("money", {"amount": "$ 5"}, currencies=["HNL"]).currency == "HNL"
    assert read("money", {"currency": "USD"}) is None
    assert problem("money", {"amount": "5", "currency": "EUR"}, currencies=["HNL"]).part == "currency"
    assert problem("money", {"amount": "5", "currency": "USD"}, min="10").part == "amount"


def test_amounts_are_shown_with_their_code() -> None:
    money = read("money", {"amount": "1234.5", "currency": "MXN"})
    assert show("money", money) == "1,234.50\N{NO-BREAK SPACE}MXN"


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [
        ("19.4326", "-99.1332"),
        ("19,4326", "\N{MINUS SIGN}99,1332"),
        ("19.4326, -99.1332", ""),
        ("19.4326 -99.1332", ""),
        ("19.4326° N", "99.1332 O"),
        ("19.4326 N, 99.1332 W", ""),
        ("19°25'57.36\" N", "99° 7\N{PRIME} 59.52\N{DOUBLE PRIME} o"),
    ],
)
def test_a_point_is_read_as_people_and_maps_write_it(latitude: str, longitude: str) -> None:
    point = read("geo_point", {"latitude": latitude, "longitude": longitude})
    assert show("geo_point", point) == "19.4326, -99.1332"


def test_what_is_no_point_is_told_at_its_part() -> None:
    assert problem("geo_point", {"latitude": "19.4"}).part == "longitude"
    # A comma may be that of a decimal: half a point is not taken for a whole one.
    assert problem("geo_point", {"latitude": "19,43"}).part == "longitude"
    assert problem("geo_point", {"longitude": "-99.1"}).part == "latitude"
    assert problem("geo_point", {"latitude": "99.1", "longitude": "19.4"}).part == "latitude"
    assert problem("geo_point", {"latitude": "19.4 O", "longitude": "99.1 N"}).part == "latitude"
    assert problem("geo_point", {"latitude": "Zócalo", "longitude": "1"}).part == "latitude"
    assert read("geo_point", {"latitude": "", "longitude": ""}) is None
