"""The clock of deadlines: hours, days on the wall clock, working days."""

from __future__ import annotations

import datetime
import zoneinfo

import pytest

from runtime.records.schedule import Span, parse_span, start_clock

CHICAGO = zoneinfo.ZoneInfo("America/Chicago")


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
    clock = start_clock(_local(start), parse_span(within), None, CHICAGO)
    assert clock.due == _local(due)
    assert clock.due.tzinfo is datetime.UTC


def test_a_bare_day_begins_at_midnight_and_counts_to_its_end() -> None:
    clock = start_clock(datetime.date(2026, 3, 6), Span(1, "wd"), Span(1, "d"), CHICAGO)
    assert clock.started == _local("2026-03-06 00:00")
    assert clock.due == _local("2026-03-09 23:59:59")
    assert clock.warns == _local("2026-03-08 23:59:59")


@pytest.mark.parametrize("text", ["", "48", "h", "0d", "2 d", "3w", "-1d", "99999h"])
def test_what_is_not_a_span_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=text or "^$"):
        parse_span(text)
