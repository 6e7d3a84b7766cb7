"""Events whose words were taken away by who may leave the log whole; without the key it is tampering."""

from __future__ import annotations

from sqlalchemy import select, update

from runtime.audit import anchor
from runtime.audit.verifying import verify
from runtime.storage.emptying import empty_events
from tests.stage import NOON, Stage


def findings(stage: Stage) -> list[tuple[str, int | None]]:
    verdict = verify(stage.store, stage.model, anchor.public_key(stage.model.cipher), None)
    return [(found.kind, found.seq) for found in verdict.findings]


def test_emptied_events_keep_the_log_whole_and_tell_nothing(stage: Stage) -> None:
    case_id = stage.add_case(resumen="La historia completa")
    anchor.drop(stage.store, stage.model, NOON)
    event = stage.model.table("event")
    with stage.store.writing() as connection:
        assert empty_events(connection, stage.model.metadata, event.c.case_id == case_id) == 1
    with stage.store.reading() as connection:
        rows = connection.execute(select(event).where(event.c.case_id == case_id)).all()
    assert [(row.difference, row.reason) for row in rows] == [(None, None)]
    assert findings(stage) == []


def test_without_the_key_nobody_empties_an_event(stage: Stage) -> None:
    case_id, other = stage.add_case(), stage.add_case()
    event = stage.model.table("event")
    with stage.store.writing() as connection:
        empty_events(connection, stage.model.metadata, event.c.case_id == case_id)
        proof = connection.scalar(select(event.c.emptied).where(event.c.case_id == case_id))
        connection.execute(
            update(event).where(event.c.case_id == other).values(difference=None, emptied=proof)
        )
    assert findings(stage) == [("changed", 1)]


def test_an_emptied_event_is_not_changed_afterwards(stage: Stage) -> None:
    case_id = stage.add_case()
    event = stage.model.table("event")
    with stage.store.writing() as connection:
        empty_events(connection, stage.model.metadata, event.c.case_id == case_id)
        connection.execute(update(event).where(event.c.case_id == case_id).values(verb="read"))
    assert findings(stage) == [("changed", 1)]
