"""Writes that wait: found by whoever asks, stored whole or not at all, wrong ones told as the toolkit tells them."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection, Select, func, insert, select
from sqlalchemy.exc import IntegrityError

from runtime.storage.outbox import Command, Outbox
from tests.stage import Stage


def _label(stage: Stage, connection: Connection) -> Command:
    return Command(insert(stage.model.table("catalog_label")), connection.dialect)


def _row(code: str) -> dict[str, object]:
    return {"catalog": "propio", "code": code, "language": "es", "label": "Otro"}


def _counted(stage: Stage) -> Select[int]:
    label = stage.model.table("catalog_label")
    return select(func.count()).select_from(label).where(label.c.catalog == "propio")


def _count(stage: Stage, connection: Connection) -> int:
    return connection.scalar(_counted(stage)) or 0


def test_what_waits_is_found_by_whoever_asks(stage: Stage) -> None:
    with stage.store.writing() as connection:
        outbox = Outbox(connection)
        outbox.put(_label(stage, connection), _row("a"))
        outbox.put(_label(stage, connection), _row("b"))
        assert _count(stage, outbox.connection) == 2
        outbox.put(_label(stage, connection), _row("c"))
        counted = Command(_counted(stage), connection.dialect)
        assert outbox.ask(counted, {}) == [(3,)]
        outbox.put(_label(stage, connection), _row("d"))
        outbox.finish()
    with stage.store.reading() as connection:
        assert _count(stage, connection) == 4


def test_nothing_is_stored_when_one_of_many_is_wrong(stage: Stage) -> None:
    with pytest.raises(IntegrityError):
        _store(stage, "a", "b", "a", "c")
    _store(stage, "d")
    with stage.store.reading() as connection:
        assert _count(stage, connection) == 1


def test_a_part_of_a_larger_transaction_does_not_end_it(stage: Stage) -> None:
    with stage.store.writing() as connection:
        undone = connection.begin_nested()
        with connection.begin_nested():
            outbox = Outbox(connection)
            outbox.put(_label(stage, connection), _row("a"))
            outbox.finish()
        assert _count(stage, connection) == 1
        undone.rollback()
    with stage.store.reading() as connection:
        assert _count(stage, connection) == 0


def test_a_value_without_a_column_is_refused(stage: Stage) -> None:
    with stage.store.writing() as connection, pytest.raises(KeyError, match="colour"):
        Outbox(connection).put(_label(stage, connection), {**_row("a"), "colour": "red"})


def _store(stage: Stage, *codes: str) -> None:
    with stage.store.writing() as connection:
        outbox = Outbox(connection)
        for code in codes:
            outbox.put(_label(stage, connection), _row(code))
        outbox.finish()
