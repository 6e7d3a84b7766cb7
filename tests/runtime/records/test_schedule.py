"""The clock of deadlines: hours, days on the wall clock, working days."""

from __future__ import annotations

import datetime
import zoneinfo

import pytest

from runtime.ir.workday import Day
from runtime.records.schedule import Span, parse_span, start_clock
from runtime.records.workdays import Workdays, workdays

CHICAGO = zoneinfo.ZoneInfo("America/Chicago")
OFFICE = Workdays(CHICAGO, "USA")


def _local(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text).replace(tzinfo=CHICAGO)


@pytest.mark.parametrize(
    ("start", "within", "due"),
    [
        ("2026-03-06 17:00", "48h", "2026-03-08 18:00"),  # the clocks go forward in the night to the eighth
        ("2026-03-06 17:00", "2d", "2026-03-08 17:00"),
        ("2026-03-06 17:00", "1wd", "2026-03-09 17:00"),  # a Friday
        ("2026-03-07 10:00", "5wd", "2026-03-13 10:00"),  # a Saturday
    ],
)
def test_a_span_from_a_moment(start: str, within: str, due: str) -> None:
    clock = start_clock(_local(start), parse_span(within), None, OFFICE)
    assert clock.due == _local(due)
    assert clock.due.tzinfo is datetime.UTC


def test_a_bare_day_begins_at_midnight_and_counts_to_its_end() -> None:
    clock = start_clock(datetime.date(2026, 3, 6), Span(1, "wd"), Span(1, "d"), OFFICE)
    assert clock.started == _local("2026-03-06 00:00")
    assert clock.due == _local("2026-03-09 23:59:59")
    assert clock.warns == _local("2026-03-08 23:59:59")


@pytest.mark.parametrize("text", ["", "48", "h", "0d", "2 d", "3w", "-1d", "99999h"])
def test_what_is_not_a_span_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=text or "^$"):
        parse_span(text)


NATIONAL: dict[str, dict[str, Day]] = {
    "all": {"09-16": "closed"},
    "USA": {"2026-10-12": "open", "2026-11-27": "closed"},
}
OFFICES = {
    "mexico": ("America/Mexico_City", "MEX"),
    "los_angeles": ("America/Los_Angeles", "USA"),
    "riyadh": ("Asia/Riyadh", "SAU"),
    "auckland": ("Pacific/Auckland", "NZL"),
    "apia": ("Pacific/Apia", "WSM"),
    "nowhere": ("Etc/UTC", "XXX"),
}


@pytest.mark.parametrize(
    ("office", "start", "within", "due"),
    [
        ("mexico", "2026-12-31 16:00", "1wd", "2027-01-04 16:00"),  # New Year on a Friday
        ("los_angeles", "2026-12-31 16:00", "1wd", "2027-01-04 16:00"),
        ("mexico", "2026-07-02 09:00", "1wd", "2026-07-03 09:00"),
        (
            "los_angeles",
            "2026-07-02 09:00",
            "1wd",
            "2026-07-06 09:00",
        ),  # the Fourth, kept on Friday the third
        ("mexico", "2026-09-15 09:00", "1wd", "2026-09-17 09:00"),
        ("los_angeles", "2026-09-15 09:00", "1wd", "2026-09-16 09:00"),
        ("riyadh", "2026-03-05 09:00", "1wd", "2026-03-08 09:00"),  # the weekend is Friday and Saturday
        ("auckland", "2026-02-05 09:00", "1wd", "2026-02-09 09:00"),  # Waitangi Day
        ("apia", "2026-12-31 09:00", "1wd", "2027-01-04 09:00"),
        ("nowhere", "2027-01-01 09:00", "1wd", "2027-01-04 09:00"),
    ],
)
def test_working_days_are_those_of_the_country_the_office_is_in(
    office: str, start: str, within: str, due: str
) -> None:
    zone, country = OFFICES[office]
    here = zoneinfo.ZoneInfo(zone)
    begun = datetime.datetime.fromisoformat(start).replace(tzinfo=here)
    clock = start_clock(begun.astimezone(datetime.UTC), parse_span(within), None, Workdays(here, country))
    assert clock.due.astimezone(here).replace(tzinfo=None) == datetime.datetime.fromisoformat(due)


@pytest.mark.parametrize(
    ("office", "day", "works"),
    [
        ("los_angeles", "2026-09-16", False),
        ("los_angeles", "2027-09-16", False),
        ("los_angeles", "2026-10-12", True),
        ("los_angeles", "2027-10-11", False),
        ("los_angeles", "2026-11-27", False),
        ("los_angeles", "2027-11-26", True),
        ("auckland", "2026-09-16", False),
    ],
)
def test_a_blueprint_takes_days_away_and_gives_them_back(office: str, day: str, works: bool) -> None:
    zone, country = OFFICES[office]
    calendar = workdays(zoneinfo.ZoneInfo(zone), country, NATIONAL)
    assert calendar.is_working(datetime.date.fromisoformat(day)) is works


def test_the_day_is_counted_on_the_clock_of_the_office() -> None:
    """Friday in California is Saturday in Samoa: the same moment, two calendars, two ends."""
    moment = datetime.datetime(2026, 3, 6, 20, 0, tzinfo=datetime.UTC)
    ends = {}
    for office in ("los_angeles", "apia"):
        zone, country = OFFICES[office]
        here = zoneinfo.ZoneInfo(zone)
        due = start_clock(moment, Span(1, "wd"), None, Workdays(here, country)).due
        ends[office] = due.astimezone(here).isoformat(timespec="minutes")[:16]
    assert ends == {"los_angeles": "2026-03-09T12:00", "apia": "2026-03-09T09:00"}
