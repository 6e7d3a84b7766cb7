"""Reads on their way to the log: together and soon, kept while the database cannot take them, never dropped in silence."""

from __future__ import annotations

import json
import logging
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Connection, func, select, update

from runtime.audit import reads as module
from runtime.audit.reads import Reads
from runtime.errors import Busy
from runtime.storage.entry import Entry
from runtime.storage.session import Store
from tests.runtime.storage.test_trail import assert_whole
from tests.stage import NOON, Stage


def read(record_id: uuid.UUID | None = None, account: int = 1) -> Entry:
    found = record_id or uuid.uuid4()
    who = uuid.UUID(int=account)
    return Entry("read", "case_x", found, NOON, who, "con_chicago", case_id=found, channel="page")


def note_four(reads: Reads) -> None:
    for _ in range(4):
        reads.note(read(), at_once=False)


def stored(stage: Stage) -> int:
    event = stage.model.table("event")
    with stage.store.reading() as connection:
        return connection.scalar(select(func.count()).where(event.c.verb == "read")) or 0


def test_reads_are_written_soon_and_chained(stage: Stage) -> None:
    reads = Reads(stage.store, stage.model.metadata)
    found = [read() for _ in range(20)]
    for one in found:
        reads.note(one, at_once=False)
    deadline = time.monotonic() + 20
    while stored(stage) < 20 and time.monotonic() < deadline:
        time.sleep(0.05)

    assert stored(stage) == 20
    for one in found:
        assert isinstance(one.record_id, uuid.UUID)
        assert assert_whole(stage, one.record_id) == 1
    reads.close()


def test_what_waits_is_written_when_the_store_closes(stage: Stage) -> None:
    reads = Reads(stage.store, stage.model.metadata)
    same = uuid.uuid4()
    for account in (1, 1, 1, 2):
        reads.note(read(same, account), at_once=False)
    stage.store.close()

    assert stored(stage) == 3  # one of each account, and one that tells of the two repetitions
    assert assert_whole(stage, same) == 3


def test_reads_wait_while_the_database_is_down(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(module, "MOST", 3)
    monkeypatch.setattr(module, "_RETRY_SECONDS", 0.05)
    is_down = True
    writing = stage.store.writing

    class Broken(Store):
        @contextmanager
        def writing(self) -> Iterator[Connection]:
            if is_down:
                raise Busy("down")
            with writing() as connection:
                yield connection

    broken = Broken(**{name: getattr(stage.store, name) for name in ("engine", "when_closing")})
    reads = Reads(broken, stage.model.metadata)
    with caplog.at_level(logging.WARNING, "acompana.request"):
        for _ in range(3):
            reads.note(read(), at_once=False)
        with pytest.raises(Busy):
            reads.note(read(), at_once=True)
        deadline = time.monotonic() + 20
        while "reads wait" not in caplog.text and time.monotonic() < deadline:
            time.sleep(0.02)
    assert "reads wait" in caplog.text
    with pytest.raises(Busy):
        note_four(reads)
    is_down = False
    reads.close()

    assert stored(stage) == 3


def test_a_chain_that_takes_nothing_holds_no_other_up(
    stage: Stage, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_RETRY_SECONDS", 0.05)
    damaged, healthy = stage.add_case(), stage.add_case()
    head = stage.model.table("chain_head")
    with stage.store.writing() as connection:
        connection.execute(update(head).where(head.c.chain == damaged).values(seq=0))
    reads = Reads(stage.store, stage.model.metadata)
    with caplog.at_level(logging.ERROR, "acompana.request"):
        for found in (damaged, healthy):
            reads.note(read(found), at_once=False)
        deadline = time.monotonic() + 20
        while stored(stage) < 1 and time.monotonic() < deadline:
            time.sleep(0.05)
        assert stored(stage) == 1
        # The same when the process ends.
        reads.note(read(damaged, account=2), at_once=False)
        reads.note(read(healthy, account=2), at_once=False)
        stage.store.close()

    assert stored(stage) == 2
    assert assert_whole(stage, healthy) == 3
    told = [json.loads(one.message) for one in caplog.records]
    assert [(one["event"], one["record"], one["chain"]) for one in told] == [
        ("read not stored", str(damaged), str(damaged))
    ] * 2
