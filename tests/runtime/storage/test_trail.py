"""Chains of the trail: every write takes its place, on both databases, however many write at once."""

from __future__ import annotations

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from runtime.records import party
from runtime.storage import history
from runtime.storage.chain import NOTHING, Binder, telling
from runtime.storage.entry import Entry
from runtime.storage.trail import trail_of
from tests.stage import NOON, Stage


def assert_whole(stage: Stage, chain: uuid.UUID) -> int:
    """Assert that a chain is whole up to its head, and return how many entries it has."""
    event, head = stage.model.table("event"), stage.model.table("chain_head")
    binder: Binder = trail_of(stage.model.metadata).binder
    with stage.store.reading() as connection:
        rows = connection.execute(select(event).where(event.c.chain == chain).order_by(event.c.seq)).all()
        newest = connection.execute(select(head).where(head.c.chain == chain)).one()
    assert [row.seq for row in rows] == list(range(1, len(rows) + 1))
    previous = NOTHING
    for row in rows:
        assert row.digest == binder.digest(previous, chain.hex, row.seq, telling(row._asdict()))
        previous = row.digest
    assert (newest.seq, newest.digest) == (len(rows), previous)
    assert newest.seal == binder.seal(chain.hex, newest.seq, newest.digest)
    return len(rows)


def test_a_case_and_what_hangs_on_it_are_one_chain(stage: Stage) -> None:
    other = stage.add_person(nombre__given="Eva")
    case_id = stage.add_case()
    with stage.work() as work:
        party.add(work, case_id, other, "familiar")

    assert assert_whole(stage, case_id) == 2
    assert assert_whole(stage, other) == 1


def test_what_is_of_no_record_hangs_on_the_account(stage: Stage) -> None:
    ana = stage.actors["ana_los_angeles"].account_id
    entries = [
        Entry("read", "person", None, NOON, ana, "con_los_angeles", channel="search"),
        Entry("export", "case", "list casos", NOON, ana, "con_los_angeles", channel="export"),
    ]
    with stage.store.writing() as connection:
        history.record_all(connection, stage.model.metadata, entries)

    assert assert_whole(stage, ana) == 2


@pytest.mark.parametrize(
    "value", [1e22, -0.0, 100.0, 19.4326077, 1e-7, "ñ\n\u2028", 12345678901234567890, True]
)
def test_a_value_is_bound_as_the_database_gives_it_back(stage: Stage, value: object) -> None:
    record_id = uuid.uuid4()
    told = {"x": [None, value], "y": [{"b": value, "a": [value]}, None]}
    entry = Entry("update", "person", record_id, NOON, None, None, difference=told, reason="por “qué”")  # type: ignore[arg-type]  # any JSON
    with stage.store.writing() as connection:
        history.record(connection, stage.model.metadata, entry)

    assert assert_whole(stage, record_id) == 1


def test_many_writers_on_one_case_keep_its_chain_whole(stage: Stage) -> None:
    case_id = stage.add_case()
    people = [stage.add_person(nombre__given=f"Eva {number}") for number in range(16)]

    def add(person_id: uuid.UUID) -> None:
        with stage.work() as work:
            party.add(work, case_id, person_id, "familiar")
        reads = [
            Entry("read", "case", found, NOON, None, None, case_id=found, channel="page")
            for found in (case_id, *people)
        ]
        with stage.store.writing() as connection:
            history.record_all(connection, stage.model.metadata, reads)

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(add, people))

    assert assert_whole(stage, case_id) == 1 + 16 + 16
    for person_id in people:
        assert assert_whole(stage, person_id) == 17
