"""Keys rotated: no sealed value is forgotten, wherever it is, and nothing is lost on the way."""

from __future__ import annotations

import base64
import dataclasses
import io
import threading
import uuid
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import (
    Boolean,
    Date,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Uuid,
    insert,
    select,
    text,
)
from sqlalchemy.types import TypeEngine

from runtime.audit import anchor
from runtime.audit.verifying import verify
from runtime.instance import describe
from runtime.records import attachment, correction, draft
from runtime.records.attachment import Upload
from runtime.records.submission import Submission
from runtime.sqltypes import Document, Instant
from runtime.storage import history
from runtime.storage.alteration import parked_name
from runtime.storage.chain import canonical_difference
from runtime.storage.cipher import Cipher, KeyRingError
from runtime.storage.columns import build_metadata
from runtime.storage.files import FileStore
from runtime.storage.model import Model
from runtime.storage.places import EVENTS, FILES, Place, census, parked, places
from runtime.storage.rotation import rotate
from runtime.storage.sealed import is_declared
from tests.sample import REGISTRY
from tests.stage import NOON, Stage, new_id

EXAMPLE = Path(__file__).parents[3] / "examples" / "mexico-instance"
SECRET = "Tlazohcamati"
ONE, TWO = bytes(range(32)), bytes(range(1, 33))


def under(stage: Stage, keys: Mapping[int, bytes]) -> Stage:
    """Return the stage with other keys of the same ring."""
    cipher = Cipher(keys, ONE)
    files = FileStore(stage.model.files.folder, cipher)
    return dataclasses.replace(stage, model=dataclasses.replace(stage.model, cipher=cipher, files=files))


def example_metadata() -> tuple[MetaData, Model]:
    registry = describe(EXAMPLE).registry
    metadata = build_metadata(registry)
    cipher = Cipher({1: ONE})
    model = Model(registry, metadata, {}, cipher, FileStore(EXAMPLE / "nowhere", cipher), None)  # type: ignore[arg-type]  # no hook is called
    return metadata, model


def test_every_column_of_bytes_says_whether_it_is_sealed() -> None:
    metadata, model = example_metadata()
    known = {place.name for place in places(model)}
    bytes_columns = {
        f"{table.name}.{column.name}": column
        for table in metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, LargeBinary)
    }
    assert len(bytes_columns) > 20
    silent = {name for name, column in bytes_columns.items() if name not in known and not is_declared(column)}
    assert silent == set()
    assert known <= bytes_columns.keys()


def planted(table: Table, number: int) -> dict[str, Any]:
    """Return a row of any table with something in every column that needs it."""
    row: dict[str, Any] = {}
    for column in table.columns:
        if isinstance(column.type, Uuid):
            row[column.name] = uuid.UUID(int=number)
        elif not column.nullable or column.primary_key:
            row[column.name] = next(make(number) for of, make in FILLINGS if isinstance(column.type, of))
    return row


FILLINGS: Sequence[tuple[type[TypeEngine[Any]], Callable[[int], Any]]] = (
    (String, "x{}".format),
    (Instant, lambda _: NOON),
    (Date, lambda _: NOON.date()),
    (Boolean, lambda _: False),
    (Integer, lambda number: number),
    (Document, lambda _: {}),
    (LargeBinary, lambda _: b"\xff"),
)


def plant(stage: Stage, place: Place, number: int) -> tuple[Any, ...]:
    """Put a value sealed under the stage's newest key into a place and return the key of its row."""
    table = stage.model.table(place.name.partition(".")[0])
    with stage.store.migrating() as connection:
        if not stage.store.is_sqlite:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
        row = planted(table, number)
        sealed = stage.model.cipher.encrypt(SECRET.encode(), place.bind(row)[0])
        connection.execute(insert(table).values({**row, str(place.column.key): sealed}))
        return tuple(row[str(key.key)] for key in place.keys)


def test_a_value_in_every_place_is_sealed_again(stage: Stage) -> None:
    stage = under(stage, {1: ONE})
    rows = {place.name: plant(stage, place, number) for number, place in enumerate(places(stage.model), 1000)}
    later = under(stage, {1: ONE, 2: TWO})
    before = census(later.model, later.store)
    assert {name for name in rows if before.counts[1][name] == 0} == set()

    rotate(later.model, later.store)

    assert census(later.model, later.store).of(1) == 0
    only_new = under(stage, {2: TWO})
    with only_new.store.reading() as connection:
        for place in places(only_new.model):
            table = only_new.model.table(place.name.partition(".")[0])
            is_row = [key == value for key, value in zip(place.keys, rows[place.name], strict=True)]
            row = connection.execute(select(table).where(*is_row)).mappings().one()
            opened = only_new.model.cipher.decrypt(row[str(place.column.key)], place.bind(row)[0])
            assert opened.decode() == SECRET, place.name


def test_records_history_drafts_and_files_read_as_before_when_the_old_key_is_gone(stage: Stage) -> None:
    stage = under(stage, {1: ONE})
    person_id = stage.add_person(nota=f"{SECRET} 1")
    with stage.work() as work:
        changes = Submission("person", {"nota": f"{SECRET} 2"}, {})
        correction.correct(work, "person", person_id, changes, 1)
        draft.save(work, "/people/new", {"nota": [f"{SECRET} 3"]})
    case_id = stage.add_case(person_id)
    with stage.work() as work:
        file_id = attachment.add(work, case_id, Upload("a.txt", io.BytesIO(SECRET.encode()), 1000), new_id())
    told = events(stage, person_id)
    later = under(stage, {1: ONE, 2: TWO})
    old = census(later.model, later.store)
    assert old.counts[1].keys() >= {"person.nota", "draft.content", EVENTS, FILES}
    assert old.counts[1][EVENTS] == 3

    looked_at: list[int] = []
    rotate(later.model, later.store, looked_at.append)
    assert sum(looked_at) >= 4
    looked_at.clear()
    rotate(later.model, later.store, looked_at.append)
    assert sum(looked_at) == 0

    after = under(stage, {2: TWO})
    assert census(after.model, after.store).counts.keys() == {2}
    assert after.stored("person", person_id).values["nota"] == f"{SECRET} 2"
    assert after.model.files.get(file_id) == SECRET.encode()
    assert events(after, person_id) == told
    assert verify(after.store, after.model, anchor.public_key(after.model.cipher), None).findings == ()
    with after.store.reading() as connection:
        found = draft.load(after.model, connection, after.actors["ana_los_angeles"], "/people/new")
    assert found is not None
    assert found.form == {"nota": [f"{SECRET} 3"]}


def test_a_file_taken_away_while_it_is_sealed_again_stays_away(stage: Stage) -> None:
    threads: list[threading.Thread] = []

    class Slow(FileStore):
        def get(self, file_id: uuid.UUID) -> bytes:
            content = super().get(file_id)
            threads.append(threading.Thread(target=files.drop, args=[file_id]))
            threads[0].start()
            threads[0].join(0.3)
            return content

    files, file_id = stage.model.files, new_id()
    files.put(file_id, b"Secreto")
    Slow(files.folder, files.cipher).renew(file_id)
    threads[0].join()

    assert list(files.ids()) == []


def events(stage: Stage, person_id: uuid.UUID) -> list[tuple[object, object]]:
    """What the history of a person tells, and what the proof of the trail covers of it."""
    with stage.store.reading() as connection:
        rows = history.events(connection, stage.model.metadata, ["person"], person_id)
        return [
            (
                history.open_difference(stage.model.codec, "person", person_id, row.difference),
                canonical_difference(row.difference),
            )
            for row in rows
        ]


def test_the_proof_of_the_trail_covers_what_a_sealed_value_says(stage: Stage) -> None:
    codec = stage.model.codec
    key = new_id()
    one, same, other = (
        canonical_difference(history.difference(codec, "person", key, {}, {"nota": words}))
        for words in ("uno", "uno", "otro")
    )
    assert one == same != other
    assert "sealed" not in str(one)
    elsewhere = history.difference(codec, "person", new_id(), {}, {"nota": "uno"})
    assert canonical_difference(elsewhere) != one


def test_a_parked_column_is_counted_and_sealed_again(stage: Stage) -> None:
    stage = under(stage, {1: ONE})
    person_id = stage.add_person()
    column = parked_name("nota_vieja", "registry_0002_abc")
    kind = "BLOB" if stage.store.is_sqlite else "BYTEA"
    sealed = stage.model.cipher.encrypt(b'"x"', f"person:nota_vieja:{person_id}")
    key = person_id.hex if stage.store.is_sqlite else person_id
    with stage.store.writing() as connection:
        connection.execute(text(f"ALTER TABLE person ADD COLUMN {column} {kind}"))
        connection.execute(
            text(f"UPDATE person SET {column} = :sealed WHERE id = :id"), {"sealed": sealed, "id": key}
        )
    later = under(stage, {1: ONE, 2: TWO})
    assert census(later.model, later.store).counts[1][f"person.{column}"] == 1
    rotate(later.model, later.store)
    assert census(later.model, later.store).of(1) == 0
    with later.store.reading() as connection:
        [place] = parked(connection, later.model)
        held = connection.scalars(select(place.column).select_from(place.table)).one()
    assert later.model.cipher.decrypt(held, f"person:nota_vieja:{person_id}") == b'"x"'


def test_a_value_that_does_not_open_is_left_and_counted(stage: Stage) -> None:
    stage = under(stage, {1: ONE})
    person_id = stage.add_person(nota="x")
    moved = stage.model.cipher.encrypt(b'"x"', "person:nota:somebody else")
    person = stage.model.table("person")
    with stage.store.writing() as connection:
        connection.execute(person.update().where(person.c.id == person_id).values(nota=moved))
    later = under(stage, {1: ONE, 2: TWO})
    rotate(later.model, later.store)
    assert census(later.model, later.store).counts[1] == {"person.nota": 1}
    with later.store.reading() as connection:
        assert connection.scalars(select(person.c.nota).where(person.c.id == person_id)).one() == moved


def test_a_dropped_fields_history_is_sealed_again_too(stage: Stage) -> None:
    stage = under(stage, {1: ONE})
    key = new_id()
    sealed = stage.model.cipher.encrypt(b'"x"', f"person:gone:{key}")
    entry = history.Entry(
        "correct",
        "person",
        key,
        NOON,
        None,
        None,
        difference={"gone": [None, {history.SEALED: base64.b64encode(sealed).decode(), history.MARK: "m"}]},
    )
    with stage.store.writing() as connection:
        history.record(connection, stage.model.metadata, entry)
    later = under(stage, {1: ONE, 2: TWO})
    rotate(later.model, later.store)
    assert census(later.model, later.store).of(1) == 0


def test_a_retired_key_opens_nothing(stage: Stage) -> None:
    stage = under(stage, {1: ONE})
    person_id = stage.add_person(nota="x")
    with pytest.raises(KeyRingError):
        under(stage, {2: TWO}).stored("person", person_id)


def test_the_sample_has_sealed_fields() -> None:
    assert any(field.is_encrypted for entity in REGISTRY.entities for field in entity.fields)
