"""Dates, times and ages as officers type them."""

from __future__ import annotations

import datetime

import pytest

from runtime.fields.registry import TYPES
from runtime.fields.values import AgeOrBirth, PartialDate
from tests.runtime.fields.asking import NOW, context, field, problem, read, show

UTC = datetime.UTC


@pytest.mark.parametrize("month", ["5", "05", "mayo", "Mayo", "may", "may.", "May"])
def test_a_month_is_a_number_or_a_name(month: str) -> None:
    assert read("date", {"day": "3", "month": month, "year": "1987"}) == datetime.date(1987, 5, 3)


@pytest.mark.parametrize(
    ("day", "month", "year", "key", "part"),
    [
        ("3", "5", "87", "field.date.year_digits", "year"),
        ("3", "5", "", "field.date.year_missing", "year"),
        ("3", "13", "1987", "field.date.month_range", "month"),
        ("3", "mayonesa", "1987", "field.date.month_range", "month"),
        ("3", "", "1987", "field.date.month_missing", "month"),
        ("", "5", "1987", "field.date.day_missing", "day"),
        ("32", "5", "1987", "field.date.day_range", "day"),
        ("31", "2", "1987", "field.date.not_real", "day"),
        ("29", "2", "1987", "field.date.not_real", "day"),
    ],
)
def test_a_wrong_date_says_which_box_and_why(day: str, month: str, year: str, key: str, part: str) -> None:
    found = problem("date", {"day": day, "month": month, "year": year})
    assert (found.key, found.part) == (key, part)


def test_a_date_outside_its_bounds_names_them() -> None:
    found = problem("date", {"day": "1", "month": "1", "year": "2019"}, min="2020-01-01")
    assert found.arguments["limit"] == "1 de enero de 2020"


def test_a_partial_date_is_as_much_as_is_known() -> None:
    assert read("partial_date", {"year": "1987"}) == PartialDate(1987)
    assert show("partial_date", PartialDate(1987, 5)) == "mayo de 1987"
    assert show("partial_date", PartialDate(1987, 5, 3), context("en")) == "3 May 1987"
    assert problem("partial_date", {"year": "1987", "day": "3"}).part == "month"
    assert read("partial_date", {"year": "1999"}, max="1999-06").year == 1999
    assert problem("partial_date", {"year": "1999", "month": "7"}, max="1999-06").key == "field.too_high"


@pytest.mark.parametrize(
    "typed", ["14:30", "14.30", "1430", "14h30", "2:30 pm", "2:30 p. m.", "2:30PM", "14:30 hrs"]
)
def test_a_time_is_read_as_people_write_it(typed: str) -> None:
    assert read("time", typed) == datetime.time(14, 30)


@pytest.mark.parametrize("typed", ["25:00", "14:60", "mediodía", "13:00 pm", "0 am", "1:2"])
def test_a_wrong_time_is_refused(typed: str) -> None:
    assert problem("time", typed).key == "field.time.not_time"


def test_midnight_and_noon_of_the_twelve_hour_clock() -> None:
    assert read("time", "12 am") == datetime.time(0, 0)
    assert read("time", "12 pm") == datetime.time(12, 0)


def moment(day: str, month: str, time: str, zone: str) -> object:
    return read("datetime", {"day": day, "month": month, "year": "2026", "time": time}, context(zone=zone))


def test_a_moment_is_typed_on_the_clock_of_the_office() -> None:
    assert moment("4", "5", "14:30", "America/Mexico_City") == datetime.datetime(
        2026, 5, 4, 20, 30, tzinfo=UTC
    )
    assert moment("4", "5", "14:30", "America/Los_Angeles") == datetime.datetime(
        2026, 5, 4, 21, 30, tzinfo=UTC
    )


def test_an_hour_that_the_clock_skips_is_refused_and_one_it_repeats_is_the_first() -> None:
    typed = {"day": "8", "month": "3", "year": "2026", "time": "2:30"}
    found = problem("datetime", typed, context(zone="America/Chicago"))
    assert (found.key, found.part) == ("field.time.skipped", "time")
    assert moment("1", "11", "1:30", "America/Chicago") == datetime.datetime(2026, 11, 1, 6, 30, tzinfo=UTC)


def test_a_moment_needs_both_its_parts() -> None:
    assert problem("datetime", {"day": "4", "month": "5", "year": "2026"}).part == "time"
    assert problem("datetime", {"time": "14:30"}).part == "day"


def test_a_moment_is_shown_on_the_clock_of_the_page() -> None:
    value = datetime.datetime(2026, 5, 5, 1, 0, tzinfo=UTC)
    assert show("datetime", value) == "4 de mayo de 2026, 19:00"
    assert show("datetime", value, context("en", "America/New_York")) == "4 May 2026, 21:00"


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("90", 90),
        ("2:30", 150),
        ("2 h 30 min", 150),
        ("2 horas y 30 minutos", 150),
        ("3 d", 4320),
        ("1 día", 1440),
    ],
)
def test_a_duration_is_read_as_people_write_it(typed: str, minutes: int) -> None:
    assert read("duration", typed) == minutes


@pytest.mark.parametrize("typed", ["un rato", "2 lustros", "h", "-5"])
def test_a_wrong_duration_is_refused(typed: str) -> None:
    assert problem("duration", typed).key == "field.duration.not_duration"


def test_an_age_keeps_the_day_it_was_told_until_it_changes() -> None:
    kind, asked = TYPES["age_or_birth"], field("age_or_birth")
    told = AgeOrBirth(age=17, told=datetime.date(2025, 3, 1))
    controls = kind.controls(asked, "x", told, context())

    assert kind.parse(asked, "x", controls, context()) == told
    changed = kind.parse(asked, "x", {**controls, "x.age": ["19"]}, context())
    assert changed == AgeOrBirth(age=19, told=context().today)


def test_an_age_grows_and_stays_the_lowest_it_can_be() -> None:
    told = AgeOrBirth(age=17, told=datetime.date(2025, 3, 1))
    assert told.age_on(datetime.date(2026, 2, 28)) == 17
    assert told.age_on(datetime.date(2026, 3, 1)) == 18
    assert AgeOrBirth(birth=PartialDate(2008)).age_on(datetime.date(2026, 11, 24)) == 17
    assert AgeOrBirth(birth=PartialDate(2008, 2, 29)).age_on(datetime.date(2026, 2, 28)) == 17
    assert AgeOrBirth(age=30, told=datetime.date(2024, 2, 29)).born_last == datetime.date(1994, 2, 28)


def test_birth_and_age_exclude_each_other() -> None:
    assert problem("age_or_birth", {"year": "1987", "age": "39"}).key == "field.age_or_birth.both"
    assert problem("age_or_birth", {"age": "131"}).part == "age"
    assert problem("age_or_birth", {"year": "2027"}).key == "field.age_or_birth.future"
    assert problem("age_or_birth", {"year": "1850"}).key == "field.age_or_birth.too_old"


def test_today_is_the_day_of_the_office() -> None:
    assert context().today == datetime.date(2026, 11, 24)
    assert NOW.date() == datetime.date(2026, 11, 25)
