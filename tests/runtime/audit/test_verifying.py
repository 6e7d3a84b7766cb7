"""Whoever tampers with the log is found, on both databases; an untouched log is whole."""

from __future__ import annotations

import datetime
import json
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, delete, insert, select, text, update

from runtime.audit import adopting, anchor, ledger
from runtime.audit.findings import Finding
from runtime.audit.verifying import Verdict, verify
from runtime.audit.watch import Watch
from runtime.practice.filling import fill
from runtime.records import party
from runtime.storage import history
from runtime.storage.entry import Entry
from tests.stage import NOON, Stage

LATER = NOON + datetime.timedelta(hours=2)


@pytest.fixture
def case_id(stage: Stage) -> uuid.UUID:
    """A case with a chain of six entries, between others, anchored."""
    stage.add_case()
    case_id = stage.add_case()
    for number in range(5):
        person_id = stage.add_person(nombre__given=f"Eva {number}")
        with stage.work() as work:
            party.add(work, case_id, person_id, "familiar")
    stage.add_case()
    return case_id


def look(stage: Stage, file: Path | None = None) -> Verdict:
    return verify(stage.store, stage.model, anchor.public_key(stage.model.cipher), file)


def kinds(verdict: Verdict) -> list[tuple[str, int | None]]:
    return [(found.kind, found.seq) for found in verdict.findings]


def entry(connection: Connection, stage: Stage, chain: uuid.UUID, seq: int) -> dict[str, Any]:
    event = stage.model.table("event")
    row = connection.execute(select(event).where(event.c.chain == chain, event.c.seq == seq)).one()
    return row._asdict()


@pytest.mark.usefixtures("case_id")
def test_an_untouched_log_is_whole(stage: Stage) -> None:
    before = look(stage)
    assert anchor.drop(stage.store, stage.model, NOON) == 1
    after = look(stage)

    assert before.findings == after.findings == ()
    assert before.entries == after.entries > 10
    assert (before.anchors, after.anchors) == (0, 1)
    assert before.unanchored == before.chains
    assert after.unanchored == 0


def test_practice_data_are_whole(stage: Stage) -> None:
    fill(stage.model, stage.store, 40, now=NOON)
    anchor.drop(stage.store, stage.model, NOON)

    assert look(stage).is_whole


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("reason", "otro"),
        ("verb", "updatf"),
        ("at", LATER),
        ("account_id", uuid.uuid4()),
        ("difference", {"part": [None, "otra"]}),
        ("digest", bytes(32)),
        ("channel", "page"),
    ],
)
def test_a_changed_entry_is_named(stage: Stage, case_id: uuid.UUID, column: str, value: object) -> None:
    event = stage.model.table("event")
    with stage.store.writing() as connection:
        wanted = entry(connection, stage, case_id, 3)
        connection.execute(update(event).where(event.c.id == wanted["id"]).values({column: value}))

    [found] = look(stage).findings

    assert (found.kind, found.seq, found.event) == ("changed", 3, wanted["id"].hex)
    assert found.record == f"case {case_id}"


def test_one_byte_of_a_sealed_value_is_enough(stage: Stage) -> None:
    case_id = stage.add_case(salud="Diabetes")
    event = stage.model.table("event")
    with stage.store.writing() as connection:
        wanted = entry(connection, stage, case_id, 1)
        told = json.loads(json.dumps(wanted["difference"]).replace('"mark": "', '"mark": "0', 1))
        assert told != wanted["difference"]
        connection.execute(update(event).where(event.c.id == wanted["id"]).values(difference=told))

    assert kinds(look(stage)) == [("changed", 1)]


def remove(seq: int) -> Callable[[Connection, Stage, uuid.UUID], None]:
    def act(connection: Connection, stage: Stage, chain: uuid.UUID) -> None:
        event = stage.model.table("event")
        connection.execute(delete(event).where(event.c.chain == chain, event.c.seq == seq))

    return act


def remove_and_renumber(connection: Connection, stage: Stage, chain: uuid.UUID) -> None:
    remove(3)(connection, stage, chain)
    event = stage.model.table("event")
    for seq in (4, 5, 6):
        connection.execute(
            update(event).where(event.c.chain == chain, event.c.seq == seq).values(seq=seq - 1)
        )


def remove_newest_and_move_the_head(connection: Connection, stage: Stage, chain: uuid.UUID) -> None:
    before = entry(connection, stage, chain, 5)
    remove(6)(connection, stage, chain)
    head = stage.model.table("chain_head")
    connection.execute(update(head).where(head.c.chain == chain).values(seq=5, digest=before["digest"]))


def swap_places(connection: Connection, stage: Stage, chain: uuid.UUID) -> None:
    event = stage.model.table("event")
    for seq, new in ((3, 99), (4, 3), (99, 4)):
        connection.execute(update(event).where(event.c.chain == chain, event.c.seq == seq).values(seq=new))


def swap_far_contents(connection: Connection, stage: Stage, chain: uuid.UUID) -> None:
    event = stage.model.table("event")
    one, other = (entry(connection, stage, chain, seq) for seq in (2, 5))
    told = [name for name in one if name not in ("id", "chain", "seq", "digest")]
    for row, like in ((one, other), (other, one)):
        given = {name: like[name] for name in told}
        connection.execute(update(event).where(event.c.id == row["id"]).values(given))
    spare = uuid.uuid4()
    for old, new in ((one["id"], spare), (other["id"], one["id"]), (spare, other["id"])):
        connection.execute(update(event).where(event.c.id == old).values(id=new))


def insert_at(seq: int) -> Callable[[Connection, Stage, uuid.UUID], None]:
    def act(connection: Connection, stage: Stage, chain: uuid.UUID) -> None:
        event = stage.model.table("event")
        made = {**entry(connection, stage, chain, 2), "id": uuid.uuid4(), "seq": seq}
        for old in range(6, seq - 1, -1):
            connection.execute(
                update(event).where(event.c.chain == chain, event.c.seq == old).values(seq=old + 1)
            )
        connection.execute(insert(event).values(made))

    return act


def insert_outside(connection: Connection, stage: Stage, chain: uuid.UUID) -> None:
    made = entry(connection, stage, chain, 2)
    made |= {"id": uuid.uuid4(), "chain": None, "seq": None, "digest": None}
    connection.execute(insert(stage.model.table("event")).values(made))


def remove_everything(connection: Connection, stage: Stage, chain: uuid.UUID) -> None:
    event, head = stage.model.table("event"), stage.model.table("chain_head")
    connection.execute(delete(event).where(event.c.chain == chain))
    connection.execute(delete(head).where(head.c.chain == chain))


@pytest.mark.parametrize(
    ("tamper", "expected"),
    [
        (remove(1), [("missing", 1)]),
        (remove(3), [("missing", 3)]),
        (remove(6), [("newest_missing", 6)]),
        (remove_and_renumber, [("missing", 3)]),
        (remove_newest_and_move_the_head, [("head", None)]),
        (swap_places, [("swapped", 3)]),
        (swap_far_contents, [("swapped", 2)]),
        (insert_at(7), [("inserted", 7)]),
        (insert_at(4), [("inserted", 4)]),
        (insert_outside, [("unplaced", None)]),
        (remove_everything, [("chain_missing", None)]),
    ],
)
def test_tampering_is_named(
    stage: Stage,
    case_id: uuid.UUID,
    tamper: Callable[[Connection, Stage, uuid.UUID], None],
    expected: list[tuple[str, int | None]],
) -> None:
    with stage.store.writing() as connection:
        tamper(connection, stage, case_id)

    verdict = look(stage)

    assert kinds(verdict) == expected
    assert not verdict.is_whole


def forge(stage: Stage, chain: uuid.UUID) -> None:
    """What only the holder of the key ring can do: write a chain anew, without one of its entries."""
    event, head = stage.model.table("event"), stage.model.table("chain_head")
    with stage.store.writing() as connection:
        rows = connection.execute(select(event).where(event.c.chain == chain).order_by(event.c.seq)).all()
        connection.execute(delete(event).where(event.c.chain == chain))
        connection.execute(delete(head).where(head.c.chain == chain))
        entries = [
            Entry(
                row.verb,
                row.entity,
                uuid.UUID(row.record_id),
                row.at,
                row.account_id,
                row.office_id,
                row.case_id,
                row.person_id,
                row.difference or {},
            )
            for row in rows[:-1]
        ]
        history.record_all(connection, stage.model.metadata, entries)


def test_anchors_find_what_the_holder_of_the_keys_wrote_anew(
    stage: Stage, case_id: uuid.UUID, tmp_path: Path
) -> None:
    anchor.drop(stage.store, stage.model, NOON)
    file = tmp_path / ledger.NAME
    ledger.keep(stage.store, stage.model, file)
    forge(stage, case_id)
    found = look(stage).findings
    assert [(one.kind, one.anchor) for one in found] == [("anchor_differs", 1)]

    # The anchors rewritten too: their copy in the file still says what was.
    with stage.store.writing() as connection:
        for name in ("anchor", "anchor_head"):
            connection.execute(delete(stage.model.table(name)))
        connection.execute(text("UPDATE chain_head SET anchored = (1 = 0)"))
    anchor.drop(stage.store, stage.model, NOON)
    assert look(stage).is_whole
    assert [(one.kind, one.anchor) for one in look(stage, file).findings] == [("anchor_changed", 1)]


@pytest.mark.parametrize("column", ["at", "root", "signature", "heads", "key"])
@pytest.mark.usefixtures("case_id")
def test_a_changed_anchor_is_named(stage: Stage, column: str) -> None:
    anchor.drop(stage.store, stage.model, NOON)
    stage.add_case()
    anchor.drop(stage.store, stage.model, LATER)
    table = stage.model.table("anchor")
    value = {"at": LATER, "heads": 3, "key": "00" * 32}.get(column, bytes(32))
    with stage.store.writing() as connection:
        connection.execute(update(table).where(table.c.number == 1).values({column: value}))

    found = look(stage).findings

    assert found[0] == Finding("anchor_changed", anchor=1)


@pytest.mark.usefixtures("case_id")
def test_a_removed_anchor_is_named(stage: Stage, tmp_path: Path) -> None:
    anchor.drop(stage.store, stage.model, NOON)
    file = tmp_path / ledger.NAME
    assert ledger.keep(stage.store, stage.model, file) == 1
    table = stage.model.table("anchor")
    with stage.store.writing() as connection:
        connection.execute(delete(table))

    assert look(stage).findings == (Finding("anchor_missing", anchor=1),)
    line = Finding("anchor_missing", record=f"{ledger.NAME}:1", anchor=1)
    assert look(stage, file).findings[1:] == (line,)


def test_the_file_of_anchors_only_grows(stage: Stage, tmp_path: Path) -> None:
    file = tmp_path / ledger.NAME
    stage.add_case()
    for number in range(3):
        stage.add_case()
        anchor.drop(stage.store, stage.model, NOON + datetime.timedelta(hours=number))
        assert ledger.keep(stage.store, stage.model, file) == 1
        assert ledger.keep(stage.store, stage.model, file) == 0
    first = file.read_text().splitlines()
    file.write_text("\n".join([first[0], first[1].replace('"heads": ', '"heads": 1'), first[2], ""]))

    verdict = look(stage, file)

    assert [one.record for one in verdict.findings] == [f"{ledger.NAME}:2"]


def test_a_head_that_only_passes_for_anchored_is_named_and_anchored(
    stage: Stage, case_id: uuid.UUID, tmp_path: Path
) -> None:
    anchor.drop(stage.store, stage.model, NOON)
    person_id = stage.add_person(nombre__given="Eva")
    with stage.work() as work:
        party.add(work, case_id, person_id, "familiar")
    with stage.store.writing() as connection:
        connection.execute(update(stage.model.table("chain_head")).values(anchored=True))

    before = look(stage)
    Watch(stage.store, stage.model, tmp_path).look(LATER)
    after = look(stage)

    told = {(one.kind, one.record, one.seq) for one in before.findings}
    assert told == {("anchor_skipped", f"case {case_id}", 7), ("anchor_skipped", f"person {person_id}", 1)}
    assert before.unanchored == 2
    assert (after.findings, after.unanchored, after.anchors) == ((), 0, 2)


@pytest.mark.usefixtures("case_id")
def test_taking_marks_away_does_not_stop_the_signing(stage: Stage) -> None:
    anchor.drop(stage.store, stage.model, NOON)
    stage.add_case()
    with stage.store.writing() as connection:
        connection.execute(update(stage.model.table("chain_head")).values(anchored=False))

    assert anchor.drop(stage.store, stage.model, LATER) == 1
    verdict = look(stage)
    assert (verdict.findings, verdict.unanchored) == ((), 0)


@pytest.mark.parametrize("values", [{"kind": "person"}, {"record_id": str(uuid.uuid4())}])
def test_a_head_renamed_is_named_by_its_entries(
    stage: Stage, case_id: uuid.UUID, values: dict[str, str]
) -> None:
    head = stage.model.table("chain_head")
    with stage.store.writing() as connection:
        connection.execute(update(head).where(head.c.chain == case_id).values(values))

    [found] = look(stage).findings

    assert (found.kind, found.record) == ("head", f"case {case_id}")


def test_an_anchor_is_made_once_in_its_time(stage: Stage) -> None:
    hour = datetime.timedelta(hours=1)
    stage.add_case()
    assert anchor.drop(stage.store, stage.model, NOON, after=hour) == 1
    stage.add_case()
    assert anchor.drop(stage.store, stage.model, NOON + hour / 2, after=hour) == 0
    assert anchor.drop(stage.store, stage.model, NOON + hour * 2, after=hour) == 1
    assert anchor.drop(stage.store, stage.model, NOON + hour * 4, after=hour) == 0


@pytest.mark.usefixtures("case_id")
def test_older_entries_are_adopted_in_the_order_of_time(stage: Stage) -> None:
    with stage.store.writing() as connection:
        connection.execute(text("UPDATE event SET chain = NULL, seq = NULL, digest = NULL"))
        connection.execute(delete(stage.model.table("chain_head")))
        total = adopting.count(connection, stage.model)
    assert not look(stage).is_whole

    assert adopting.adopt(stage.store, stage.model, LATER) == total
    assert adopting.adopt(stage.store, stage.model, LATER) == 0

    verdict = look(stage)
    assert verdict.findings == ()
    assert verdict.entries == total + 1


def test_the_serving_process_signs_once_in_an_hour(stage: Stage, tmp_path: Path) -> None:
    stage.add_case()
    one, other = (Watch(stage.store, stage.model, tmp_path / name) for name in ("one", "other"))
    for name in ("one", "other"):
        (tmp_path / name).mkdir()

    assert one.look(NOON) == 1
    stage.add_case()
    # Another machine keeps what the first one signed, and signs nothing before its time.
    assert other.look(NOON + datetime.timedelta(minutes=5)) == 1
    assert one.look(NOON + datetime.timedelta(minutes=10)) == 0
    assert other.look(NOON + datetime.timedelta(minutes=65)) == 1
    assert look(stage, tmp_path / "other" / ledger.NAME).is_whole
    assert look(stage, tmp_path / "one" / ledger.NAME).is_whole
