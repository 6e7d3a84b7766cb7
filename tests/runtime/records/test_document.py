"""Issuing documents: numbers without gaps, one file for one form, nothing for who may not."""

from __future__ import annotations

import uuid

import pytest
from sqlalchemy import select

from runtime.errors import Forbidden, NotFound
from runtime.ir.document import Document
from runtime.records import attachment, document
from runtime.records.document import Wanted
from tests.stage import Stage, new_id

LETTER = Document(
    id="carta",
    label={"es": "Carta", "en": "Letter"},
    case_types=("case_detencion",),
    template="",
    number="OF-{prefix}-{year}-{number:03}",
    languages=("es", "en"),
)
RECEIPT = LETTER.model_copy(update={"id": "recibo", "number": "R-{prefix}-{year}-{number:03}"})
SAME_SERIES = LETTER.model_copy(update={"id": "otra"})


def issue(
    stage: Stage,
    case_id: uuid.UUID,
    wanted: Document = LETTER,
    login: str = "ana_los_angeles",
    file_id: uuid.UUID | None = None,
) -> str:
    with stage.work(login) as work:
        return document.issue(
            work, Wanted(wanted, case_id, "es"), file_id or new_id(), lambda number: number.encode()
        )


def test_each_series_of_an_office_counts_for_itself(stage: Stage) -> None:
    case_id = stage.add_case()
    told = [issue(stage, case_id, wanted) for wanted in (LETTER, SAME_SERIES, RECEIPT)]
    prefix = told[0].split("-")[1]
    assert told == [f"OF-{prefix}-2026-001", f"OF-{prefix}-2026-002", f"R-{prefix}-2026-001"]


def test_a_document_that_cannot_be_printed_takes_no_number(stage: Stage) -> None:
    case_id = stage.add_case()

    def fail(number: str) -> bytes:
        raise RuntimeError(number)

    with pytest.raises(RuntimeError), stage.work() as work:
        document.issue(work, Wanted(LETTER, case_id, "es"), new_id(), fail)
    assert issue(stage, case_id).endswith("-001")


def test_the_same_form_makes_one_document_and_its_bytes_stay(stage: Stage) -> None:
    case_id, file_id = stage.add_case(), new_id()
    first = issue(stage, case_id, file_id=file_id)
    assert issue(stage, case_id, file_id=file_id) == first
    assert issue(stage, case_id).endswith("-002")
    with stage.work() as work:
        kept = attachment.read(stage.model, work.connection, work.actor, file_id)
    assert (kept.content, kept.media_type) == (first.encode(), "application/pdf")
    assert kept.name == f"{first} Carta.pdf"


def test_a_number_of_a_withdrawn_document_is_not_used_again(stage: Stage) -> None:
    case_id, file_id = stage.add_case(), new_id()
    issue(stage, case_id, file_id=file_id)
    with stage.work() as work:
        attachment.withdraw(work, file_id, "Tenía un error")
    assert issue(stage, case_id).endswith("-002")
    with stage.work() as work:
        listed = document.issued(stage.model, work.connection, work.actor, case_id)
    assert [one.is_withdrawn for one in listed] == [False, True]


def test_it_leaves_an_event(stage: Stage) -> None:
    case_id = stage.add_case()
    number = issue(stage, case_id)
    event = stage.model.table("event")
    with stage.work() as work:
        row = work.connection.execute(select(event).where(event.c.verb == "document")).one()
    assert (row.case_id, row.difference) == (case_id, {"file": [None, f"{number} Carta.pdf"]})


@pytest.mark.parametrize(
    ("login", "refusal"),
    [("carla_chicago", NotFound), ("elena_analista", Forbidden), ("fidel_becario", Forbidden)],
)
def test_who_may_not_keep_files_makes_no_document(stage: Stage, login: str, refusal: type[Exception]) -> None:
    case_id = stage.add_case()
    with pytest.raises(refusal):
        issue(stage, case_id, login=login)


def test_the_form_of_somebody_else_is_refused(stage: Stage) -> None:
    case_id, file_id = stage.add_case(), new_id()
    issue(stage, case_id, file_id=file_id)
    with pytest.raises(Forbidden):
        issue(stage, case_id, login="beto_los_angeles", file_id=file_id)
