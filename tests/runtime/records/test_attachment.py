"""Files and drafts: kept encrypted, read through the gate."""

from __future__ import annotations

import datetime
import io
import sqlite3
import uuid
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from runtime.errors import Busy, Forbidden, Invalid, NotFound
from runtime.records import attachment, draft
from runtime.records.attachment import Upload
from runtime.search import case, history
from tests.rows import reading
from tests.stage import ACTORS, Stage, new_id

PDF = b"%PDF-1.7 carta de la autoridad"
MEGABYTE = 1024 * 1024


def _add(stage: Stage, case_id: uuid.UUID, name: str, content: bytes, limit: int = MEGABYTE) -> uuid.UUID:
    with stage.work() as work:
        return attachment.add(work, case_id, Upload(name, io.BytesIO(content), limit), new_id())


def _read(stage: Stage, file_id: uuid.UUID, login: str = "ana_los_angeles") -> attachment.File:
    with stage.store.reading() as connection:
        return attachment.read(stage.model, connection, ACTORS[login], file_id)


def _on_disk(stage: Stage) -> list[Path]:
    return [path for path in stage.model.files.folder.rglob("*") if path.is_file()]


def test_a_file_comes_back_and_lies_encrypted(stage: Stage) -> None:
    file_id = _add(stage, stage.add_case(), "C:\\Escritorio\\carta ñandú.pdf", PDF)
    found = _read(stage, file_id)
    assert (found.name, found.media_type, found.content) == ("carta ñandú.pdf", "application/pdf", PDF)
    [path] = _on_disk(stage)
    assert b"carta" not in path.read_bytes()
    with pytest.raises(NotFound):
        _read(stage, file_id, "carla_chicago")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("virus.exe", b"MZ\x90"),
        ("carta.pdf", b"MZ\x90 no es un pdf"),
        ("foto.png", PDF),
        ("notas.txt", b"uno\x00dos"),
        ("vacio.pdf", b""),
        ("grande.pdf", PDF + b"x" * MEGABYTE),
        ("pagina.html", b"<script>alert(1)</script>"),
        ("sin_extension", PDF),
    ],
)
def test_what_is_not_taken_is_said_and_not_kept(sqlite_stage: Stage, name: str, content: bytes) -> None:
    case_id = sqlite_stage.add_case()
    with pytest.raises(Invalid) as caught:
        _add(sqlite_stage, case_id, name, content)
    assert set(caught.value.faults) == {"file"}
    assert _on_disk(sqlite_stage) == []


def test_the_same_upload_sent_again_is_kept_once(stage: Stage) -> None:
    case_id, file_id = stage.add_case(), new_id()
    for _ in range(2):
        with stage.work() as work:
            attachment.add(work, case_id, Upload("carta.pdf", io.BytesIO(PDF), MEGABYTE), file_id)
    assert len(_on_disk(stage)) == 1
    other = stage.add_case(login="beto_los_angeles")
    with stage.work("beto_los_angeles") as work, pytest.raises(Forbidden):
        attachment.add(work, other, Upload("otra.pdf", io.BytesIO(PDF), MEGABYTE), file_id)


def test_a_file_of_a_transaction_that_failed_is_taken_away(stage: Stage) -> None:
    case_id = stage.add_case()
    with pytest.raises(InterruptedError), stage.work() as work:  # noqa: PT012 - the failure is the second line
        attachment.add(work, case_id, Upload("carta.pdf", io.BytesIO(PDF), MEGABYTE), new_id())
        raise InterruptedError
    assert _on_disk(stage) == []


def test_a_file_stays_when_nobody_knows_whether_its_row_was_stored(
    sqlite_stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The connection is lost just after COMMIT was carried out: the row is there, and so must be the file."""
    case_id, engine = sqlite_stage.add_case(), sqlite_stage.store.engine
    commit = engine.dialect.do_commit

    def lose(connection: Any) -> None:
        commit(connection)
        lost = sqlite3.OperationalError("disk I/O error")
        lost.sqlite_errorcode = sqlite3.SQLITE_IOERR
        raise lost

    monkeypatch.setattr(engine.dialect, "do_commit", lose)
    file_id = new_id()
    with pytest.raises(Busy), sqlite_stage.work() as work:
        attachment.add(work, case_id, Upload("carta.pdf", io.BytesIO(PDF), MEGABYTE), file_id)
    monkeypatch.undo()
    assert _read(sqlite_stage, file_id).content == PDF


def test_a_withdrawn_file_cannot_be_read(stage: Stage) -> None:
    file_id = _add(stage, stage.add_case(), "carta.pdf", PDF)
    with stage.work() as work, pytest.raises(Invalid):
        attachment.withdraw(work, file_id, "")
    with stage.work() as work:
        attachment.withdraw(work, file_id, "era de otro caso")
    with pytest.raises(NotFound):
        _read(stage, file_id)


def test_a_draft_is_kept_for_its_account_alone_until_it_is_discarded(stage: Stage) -> None:
    form = {"nombre.given": ["Ana"], "idiomas": ["es", "maya"]}
    for given in ({"nombre.given": ["A"]}, form):
        with stage.work() as work:
            draft.save(work, "/people/new", given)
    with stage.store.reading() as connection:
        found = draft.load(stage.model, connection, ACTORS["ana_los_angeles"], "/people/new")
        assert found is not None
        assert found.form == form
        assert draft.load(stage.model, connection, ACTORS["beto_los_angeles"], "/people/new") is None
    with stage.work() as work:
        draft.discard(work, "/people/new")
    with stage.store.reading() as connection:
        assert draft.load(stage.model, connection, ACTORS["ana_los_angeles"], "/people/new") is None


def test_an_account_keeps_its_newest_drafts_and_only_its_own_are_given_up(stage: Stage) -> None:
    with stage.work("beto_los_angeles") as work:
        draft.save(work, "/people/new", {"nombre__given": ["De otro"]})
    for number in range(draft.MOST + 2):
        with stage.work(now=stage.now + datetime.timedelta(minutes=number)) as work:
            draft.save(work, f"/cases/new/{number}", {"resumen": [str(number)]})
    with stage.work(now=stage.now + datetime.timedelta(hours=2)) as work:
        draft.save(work, "/cases/new/2", {"resumen": ["de nuevo"]})
    table = stage.model.table("draft")
    with stage.store.reading() as connection:
        kept = connection.execute(select(table.c.account_id, table.c.form)).all()
    assert {form for account, form in kept if account == ACTORS["ana_los_angeles"].account_id} == {
        f"/cases/new/{number}" for number in range(2, draft.MOST + 2)
    }
    assert len(kept) == draft.MOST + 1


def test_a_file_of_a_field_is_for_who_sees_the_field(stage: Stage) -> None:
    case_id = stage.add_case()
    with stage.work() as work:
        upload = Upload("nomina.pdf", io.BytesIO(PDF), MEGABYTE)
        file_id = attachment.add(work, case_id, upload, new_id(), field="case_salarios.monto")
    plain = _add(stage, case_id, "carta.pdf", PDF)
    assert _read(stage, file_id, "dora_titular").name == "nomina.pdf"
    with pytest.raises(NotFound):
        _read(stage, file_id)
    for login, seen in (("ana_los_angeles", {plain}), ("dora_titular", {plain, file_id})):
        with reading(stage, login) as look:
            assert {one.id for one in case.load(look, case_id).attachments} == seen
            told = history.load(look, stage.model.registry.by_id["case_detencion"], case_id)
        assert "nomina.pdf" not in repr(told)
