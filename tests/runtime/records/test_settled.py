"""A closed case keeps still: its people, links, ticks and documents; a late file is taken and says so."""

from __future__ import annotations

import io
import uuid
from collections.abc import Callable

import pytest
from sqlalchemy import func, select

from runtime.errors import Refused
from runtime.fields.values import PersonName
from runtime.ir.document import Document
from runtime.records import attachment, document, lifecycle, link, party
from runtime.records.attachment import Upload
from runtime.records.document import Wanted
from runtime.records.work import Work
from tests.rows import writing
from tests.stage import Stage, new_id

LETTER = Document(
    id="nota", label={"es": "Nota"}, template="", number="{prefix}-{year}-{number:05}", languages=("es",)
)


def _move(stage: Stage, case_id: uuid.UUID, transition: str, version: int, reason: str | None) -> None:
    login = "dora_titular" if transition == "reabrir" else "ana_los_angeles"
    with stage.work(login) as work:
        lifecycle.move(work, case_id, transition, reason, "Nuevos datos", version)


def _late(stage: Stage, case_id: uuid.UUID) -> uuid.UUID:
    with stage.work() as work:
        upload = Upload("acta.pdf", io.BytesIO(b"%PDF-1.7 acta"), 1024)
        return attachment.add(work, case_id, upload, new_id())


def test_a_closed_case_keeps_its_people_links_and_documents(stage: Stage) -> None:
    case_id = stage.add_case(resultado="libre", resumen="Salió libre", prioridad="baja")
    other_id = stage.add_case()
    with writing(stage) as rows:
        person_id, another_id = rows.person(PersonName("Bea")), rows.person(PersonName("Eva"))
    with stage.work() as work:
        party.add(work, case_id, person_id, "familiar")
        link.add(work, case_id, other_id)
    file_id = _late(stage, case_id)
    _move(stage, case_id, "tramitar", 1, None)
    _move(stage, case_id, "cerrar", 2, "resuelto")
    deeds: list[Callable[[Work], object]] = [
        lambda work: party.add(work, case_id, another_id, "familiar"),
        lambda work: party.remove(work, case_id, person_id, "familiar"),
        lambda work: link.add(work, case_id, other_id),
        lambda work: link.remove(work, case_id, other_id),
        lambda work: document.issue(work, Wanted(LETTER, case_id, "es"), new_id(), lambda _: b"%PDF-"),
        lambda work: attachment.withdraw(work, file_id, "Era de otra persona"),
    ]
    before = _kept(stage)
    for deed in deeds:
        with pytest.raises(Refused) as caught, stage.work() as work:
            deed(work)
        assert caught.value.fault.key == "case.is_closed"
    assert _kept(stage) == before

    _move(stage, case_id, "reabrir", 3, None)
    for deed in deeds:
        with stage.work() as work:
            deed(work)
    assert _kept(stage) != before


def test_an_open_case_may_be_linked_with_a_closed_one(stage: Stage) -> None:
    closed_id = stage.add_case(resultado="libre", resumen="Salió libre", prioridad="baja")
    _move(stage, closed_id, "tramitar", 1, None)
    _move(stage, closed_id, "cerrar", 2, "resuelto")
    open_id = stage.add_case()
    with stage.work() as work:
        link.add(work, open_id, closed_id)
    assert "link" in _verbs(stage, closed_id)


def test_a_file_that_comes_late_is_kept_and_its_history_says_so(stage: Stage) -> None:
    case_id = stage.add_case(resultado="libre", resumen="Salió libre", prioridad="baja")
    _late(stage, case_id)
    _move(stage, case_id, "tramitar", 1, None)
    _move(stage, case_id, "cerrar", 2, "resuelto")
    _late(stage, case_id)
    assert [verb for verb in _verbs(stage, case_id) if verb.startswith("attach")] == ["attach", "attach_late"]


def _kept(stage: Stage) -> list[int]:
    names = ("party", "case_link", "attachment", "event", "document")
    with stage.store.reading() as connection:
        return [
            connection.scalar(select(func.count()).select_from(stage.model.table(name))) or 0
            for name in names
        ]


def _verbs(stage: Stage, case_id: uuid.UUID) -> list[str]:
    event = stage.model.table("event")
    with stage.store.reading() as connection:
        query = select(event.c.verb).where(event.c.record_id == str(case_id)).order_by(event.c.id)
        return list(connection.scalars(query))
