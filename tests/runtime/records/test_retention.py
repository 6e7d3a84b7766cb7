"""Closed cases over their term: what is rehearsed is what is done, the held stay, counts stay, and nobody is left in them."""

from __future__ import annotations

import datetime
import io
import json
import uuid
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, func, select, text, update

from runtime.access.policy import rows
from runtime.audit import anchor
from runtime.audit.verifying import verify
from runtime.errors import Forbidden, NotFound
from runtime.ir.rights import Act, Retention
from runtime.records import anonymity, attachment, consent, party, retention, rights
from runtime.records.attachment import Upload
from runtime.records.consent import Said, Shown
from runtime.records.expiry import Due, ends
from runtime.records.retention import Order
from runtime.records.rights import Asked
from runtime.records.work import Work
from runtime.storage.index import VOCABULARY
from tests.sample import NOTICE
from tests.stage import NOON, Stage, new_id
from tests.variant import vary

MARK = "Zyxwvut"
"""A word that stands in every field of whoever is taken out."""
CLOSED = NOON - datetime.timedelta(days=800)
KEEPER = "ines_titular"
EVERY: tuple[Act, ...] = ("block", "anonymise", "archive", "delete")


def keep(stage: Stage, tmp_path: Path, act: Act) -> Stage:
    """The stage under a blueprint with a term for every case."""
    return vary(stage, tmp_path, entities={"case": {"retention": Retention(term="2y", then=act)}})


def close(stage: Stage, case_id: uuid.UUID, at: datetime.datetime = CLOSED) -> None:
    cases = stage.model.table("cases")
    with stage.store.writing() as connection:
        connection.execute(
            update(cases)
            .where(cases.c.id == case_id)
            .values(state="cerrado", closed_at=at, closing_reason="otro", closing_words=MARK)
        )


def add_full_case(stage: Stage) -> tuple[uuid.UUID, uuid.UUID]:
    """A closed case of somebody with the mark wherever words can stand."""
    person_id = stage.add_person(
        nombre__given=MARK, nota=f"{MARK} tiene miedo", nacimiento__year="1987", nacimiento__month="5"
    )
    case_id = stage.add_case(person_id, resumen=f"{MARK} fue detenida")
    relative = stage.add_person(nombre__given=f"{MARK}a")
    with stage.work() as work:
        party.add(work, case_id, relative, "familiar")
        said = Said(MARK, "spoken")
        consent.give(work, case_id, Shown(NOTICE, "es"), ["encuesta"], said)
        consent.withdraw(work, case_id, ["encuesta"], said)
        attachment.add(work, case_id, Upload(f"{MARK}.txt", io.BytesIO(MARK.encode()), 1000), new_id())
    close(stage, case_id)
    return case_id, person_id


def run(stage: Stage, *acts: Act, archive: Path | None = None) -> list[Due]:
    order = Order(acts or EVERY, archive=archive)
    return list(retention.run(stage.store, stage.model, stage.actors[KEEPER], order, stage.now).done)


def rehearsed(stage: Stage) -> list[Due]:
    with stage.store.reading() as connection:
        return list(retention.rehearse(stage.model, connection, stage.actors[KEEPER], stage.now))


def everything(connection: Connection) -> Iterator[str]:
    """Every value in every table, as text."""
    is_sqlite = connection.dialect.name == "sqlite"
    names = connection.scalars(
        text(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search_text%'"
            if is_sqlite
            else "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
        )
    ).all()
    for name in names:
        for row in connection.execute(text(f'SELECT * FROM "{name}"')):
            yield f"{name}: {row!r}"


def test_anonymising_leaves_no_word_of_the_person_anywhere_and_the_log_whole(
    stage: Stage, tmp_path: Path
) -> None:
    stage = keep(stage, tmp_path, "anonymise")
    case_id, person_id = add_full_case(stage)
    file_id = next(iter(stage.model.files.ids()))
    anchor.drop(stage.store, stage.model, NOON)
    with stage.store.reading() as connection:
        assert any(MARK.lower() in value.lower() for value in everything(connection))
    assert [one.case_id for one in run(stage)] == [case_id]
    with stage.store.reading() as connection:
        assert [value for value in everything(connection) if MARK.lower() in value.lower()] == []
        assert connection.scalar(select(func.count()).where(VOCABULARY.c.word == MARK.lower())) == 0
        person = stage.model.table("person")
        kept = connection.execute(select(person).where(person.c.id == person_id)).mappings().one()
    assert kept["nombre_given"] is None
    assert kept["nota"] is None
    assert file_id not in set(stage.model.files.ids())
    verdict = verify(stage.store, stage.model, anchor.public_key(stage.model.cipher), None)
    assert list(verdict.findings) == []


def test_a_person_whom_another_case_needs_stays_and_goes_with_the_last(stage: Stage, tmp_path: Path) -> None:
    stage = keep(stage, tmp_path, "anonymise")
    case_id, person_id = add_full_case(stage)
    other = stage.add_case(person_id)
    run(stage)
    assert stage.stored("person", person_id).values["nombre"].given == MARK
    close(stage, other)
    assert [one.case_id for one in run(stage)] == [other]
    with stage.store.reading() as connection:
        assert [value for value in everything(connection) if MARK.lower() in value.lower()] == []
    assert case_id != other


def test_what_reports_counted_stays_counted(stage: Stage, tmp_path: Path) -> None:
    stage = keep(stage, tmp_path, "anonymise")
    add_full_case(stage)
    cases = stage.model.table("cases")

    def counted() -> list[tuple[object, ...]]:
        seen = rows(stage.model, stage.actors["dora_titular"], "report", "case")
        query = select(cases.c.office_id, cases.c.case_type, cases.c.state, func.count()).where(seen)
        people = select(func.count(cases.c.person_id.distinct())).where(seen).scalar_subquery()
        with stage.store.reading() as connection:
            grouped = query.add_columns(people).group_by(cases.c.office_id, cases.c.case_type, cases.c.state)
            return [tuple(row) for row in connection.execute(grouped)]

    before = counted()
    run(stage)
    assert counted() == before
    assert before


@pytest.mark.parametrize("act", EVERY)
def test_the_held_never_expires_and_the_rehearsal_is_the_run(stage: Stage, tmp_path: Path, act: Act) -> None:
    stage = keep(stage, tmp_path, act)
    free, held, of_person, asked, fresh = (stage.add_case() for _ in range(5))
    for case_id in (free, held, of_person, asked):
        close(stage, case_id)
    close(stage, fresh, stage.now - datetime.timedelta(days=700))
    people = {case_id: stage.stored("case", case_id).row["person_id"] for case_id in (of_person, asked)}
    with stage.work(KEEPER) as work:
        retention.hold(work, "Lo pide un juez", case_id=held)
        retention.hold(work, "Lo pide un juez", person_id=people[of_person])
        said = ("acceso", "Ana", "", "Pasaporte", "Todo", "es", stage.now.date(), people[asked])
        rights.register(work, Asked(*said), new_id())
    waiting = rehearsed(stage)
    assert {one.case_id for one in waiting} == {free, held, of_person, asked}
    done = run(stage, archive=tmp_path)
    assert [one.case_id for one in done] == [one.case_id for one in waiting if not one.waits] == [free]
    assert {one.case_id for one in rehearsed(stage)} == {held, of_person, asked}
    assert run(stage, archive=tmp_path) == []

    table = stage.model.table("legal_hold")
    with stage.store.reading() as connection:
        hold_id = connection.scalars(select(table.c.id).where(table.c.case_id == held)).one()
    with stage.work(KEEPER) as work:
        retention.lift(work, hold_id, "El juez lo levantó")
    assert [one.case_id for one in run(stage, archive=tmp_path)] == [held]


def test_what_is_blocked_is_seen_by_who_keeps_it_only_and_changed_by_nobody(
    stage: Stage, tmp_path: Path
) -> None:
    stage = keep(stage, tmp_path, "block")
    case_id = stage.add_case()
    close(stage, case_id)
    assert stage.stored("case", case_id, "ana_los_angeles").id == case_id
    run(stage)
    with pytest.raises(NotFound):
        stage.stored("case", case_id, "ana_los_angeles")
    assert stage.stored("case", case_id, KEEPER).id == case_id
    cases = stage.model.table("cases")
    with stage.store.reading() as connection:
        for verb in ("update", "transition", "reassign"):
            allowed = rows(stage.model, stage.actors[KEEPER], verb, "case")
            assert connection.scalars(select(cases.c.id).where(allowed)).all() == []


def test_an_archive_takes_the_whole_case_before_it_is_blocked(stage: Stage, tmp_path: Path) -> None:
    stage = keep(stage, tmp_path, "archive")
    case_id, _ = add_full_case(stage)
    folder = tmp_path / "archive"
    folder.mkdir()
    [done] = run(stage, archive=folder)
    path = folder / f"{done.folio}.zip"
    assert path.stat().st_mode & 0o077 == 0
    with zipfile.ZipFile(path) as package:
        told = json.loads(package.read("case.json"))
        [name] = [name for name in package.namelist() if name.startswith("files/")]
        assert package.read(name) == MARK.encode()
    assert told["case"]["resumen"] == f"{MARK} fue detenida"
    assert {one["nombre"]["given"] for one in told["people"]} == {MARK, f"{MARK}a"}
    assert "create" in {one["verb"] for one in told["history"]}
    with pytest.raises(NotFound):
        stage.stored("case", case_id, "ana_los_angeles")


def test_deleting_leaves_nothing_but_the_trail(stage: Stage, tmp_path: Path) -> None:
    stage = keep(stage, tmp_path, "delete")
    case_id, person_id = add_full_case(stage)
    assert run(stage, "block", "anonymise") == []
    assert [one.case_id for one in run(stage, "delete")] == [case_id]
    event = stage.model.table("event")
    with stage.store.reading() as connection:
        for table, record_id in (("cases", case_id), ("person", person_id)):
            column = stage.model.table(table).c.id
            assert connection.execute(select(column).where(column == record_id)).all() == []
        verbs = connection.scalars(select(event.c.verb).where(event.c.case_id == case_id)).all()
    assert "retention_delete" in verbs
    verdict = verify(stage.store, stage.model, anchor.public_key(stage.model.cipher), None)
    assert list(verdict.findings) == []


def test_who_does_not_keep_runs_nothing(stage: Stage, tmp_path: Path) -> None:
    stage = keep(stage, tmp_path, "block")
    with pytest.raises(Forbidden):
        retention.run(stage.store, stage.model, stage.actors["ana_los_angeles"], Order(EVERY), stage.now)
    with stage.store.reading() as connection, pytest.raises(NotFound):
        retention.rehearse(stage.model, connection, stage.actors["ana_los_angeles"], stage.now)


def test_a_run_does_so_many_and_says_how_many_are_left(stage: Stage, tmp_path: Path) -> None:
    stage = keep(stage, tmp_path, "block")
    for _ in range(3):
        close(stage, stage.add_case())
    order = Order(EVERY, most=2)
    lefts = [
        retention.run(stage.store, stage.model, stage.actors[KEEPER], order, stage.now).left for _ in range(3)
    ]
    assert lefts == [1, 0, 0]
    assert rehearsed(stage) == []


def test_a_hold_placed_while_somebody_is_taken_out_waits_for_that(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is never stored beside an act that did not know of it."""
    stage = keep(stage, tmp_path, "anonymise")
    _, person_id = add_full_case(stage)
    order: list[str] = []

    def place() -> None:
        with stage.work(KEEPER) as work:
            retention.hold(work, "Juicio en curso", person_id=person_id)
        order.append("held")

    with ThreadPoolExecutor(1) as pool:

        def anonymise(work: Work, case: Due) -> None:
            placed = pool.submit(place)
            with suppress(TimeoutError):
                placed.result(0.5)
            anonymity.anonymise(work, case)
            order.append("anonymised")

        monkeypatch.setattr(retention, "anonymise", anonymise)
        run(stage)
    assert order == ["anonymised", "held"]


@given(st.dates(datetime.date(1990, 1, 1), datetime.date(2090, 1, 1)), st.integers(1, 99))
def test_terms_end_in_their_month_and_years_are_twelve_of_them(day: datetime.date, count: int) -> None:
    end = ends(day, f"{count}m")
    assert (end.year * 12 + end.month) - (day.year * 12 + day.month) == count
    assert end.day == day.day or (end + datetime.timedelta(days=1)).day == 1
    assert ends(day, f"{count}y") == ends(day, f"{count * 12}m")
