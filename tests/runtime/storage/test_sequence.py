"""Folios under many hands."""

from __future__ import annotations

import datetime
import threading
import uuid
import zoneinfo
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from runtime.records import case
from runtime.records.submission import Submission
from runtime.storage.outbox import Outbox
from runtime.storage.sequence import next_folio, year_of
from tests.sample import OFFICES
from tests.stage import DETAINED, Stage, new_id


def test_folios_have_no_gap_and_no_repeat_under_many_hands(stage: Stage) -> None:
    person_id = stage.add_person()
    submission = stage.submit("case_detencion", DETAINED)
    barrier = threading.Barrier(16)

    def open_many(hand: int) -> None:
        barrier.wait()
        for turn in range(15):
            # Every sixth attempt fails after it took its number.
            fails = (hand * 15 + turn) % 6 == 0
            try:
                with stage.work() as work:
                    case.open_case(work, "case_detencion", person_id, submission, new_id())
                    if fails:
                        raise InterruptedError
            except InterruptedError:
                continue

    with ThreadPoolExecutor(16) as pool:
        for done in [pool.submit(open_many, hand) for hand in range(16)]:
            done.result()
    cases = stage.model.table("cases")
    with stage.store.reading() as connection:
        folios = connection.scalars(select(cases.c.folio).order_by(cases.c.folio)).all()
    assert len(folios) == 200
    assert folios == [f"LAN-2026-{number:06}" for number in range(1, 201)]


@pytest.mark.parametrize(
    ("office_id", "moment", "expected"),
    [
        # Half past midnight in UTC is still last year in America, and already this year in Madrid.
        ("con_chicago", "2027-01-01T00:30:00+00:00", "CHI-2026-000001"),
        ("emb_esp", "2026-12-31T23:30:00+00:00", "MAD-2027-000001"),
    ],
)
def test_the_year_is_that_of_the_offices_clock(
    stage: Stage, office_id: str, moment: str, expected: str
) -> None:
    zone = next(office.time_zone for office in OFFICES if office.id == office_id)
    year = year_of(datetime.datetime.fromisoformat(moment), zoneinfo.ZoneInfo(zone))
    with stage.store.writing() as connection:
        folio = next_folio(
            Outbox(connection), stage.model.metadata, stage.model.registry.folio, office_id, year
        )
    assert folio.text == expected


def test_a_form_sent_twice_at_once_opens_one_case(stage: Stage) -> None:
    person_id = stage.add_person()
    submission = stage.submit("case_detencion", DETAINED)
    record_id = new_id()
    _twice(lambda: _open(stage, person_id, submission, record_id))
    stage.add_case(person_id)
    cases = stage.model.table("cases")
    with stage.store.reading() as connection:
        folios = connection.scalars(select(cases.c.folio).order_by(cases.c.folio)).all()
    assert folios == ["LAN-2026-000001", "LAN-2026-000002"]


def _open(stage: Stage, person_id: uuid.UUID, submission: Submission, record_id: uuid.UUID) -> None:
    with stage.work() as work:
        case.open_case(work, "case_detencion", person_id, submission, record_id)


def _twice(act: Callable[[], None]) -> None:
    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(act) for _ in range(2)]:
            done.result()
