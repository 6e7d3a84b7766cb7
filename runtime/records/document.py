"""Documents made from a record: numbered without gaps, printed, kept with the case. Must not know what they say."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, insert, select

from runtime.access.actor import Actor
from runtime.access.mask import sees_document, sees_files
from runtime.access.policy import rows
from runtime.errors import Forbidden, NotFound
from runtime.ir.document import Document
from runtime.ir.label import text
from runtime.records.attachment import clean
from runtime.records.numbering import Place, give_back, take_number
from runtime.records.settled import refuse_closed
from runtime.records.stored import require, type_entity
from runtime.records.trail import Deed, note
from runtime.records.work import Work
from runtime.records.write import insert_once
from runtime.storage.model import Model

PDF = "application/pdf"


@dataclass(frozen=True)
class Wanted:
    """What is to be made: which document of which case, from which action, in which language."""

    document: Document
    case_id: uuid.UUID
    language: str
    action_id: uuid.UUID | None = None


@dataclass(frozen=True)
class Issued:
    """A document that was made; it never changes."""

    id: uuid.UUID
    document: str
    number: str
    language: str
    added_by: uuid.UUID
    is_withdrawn: bool
    is_open: bool
    """Whether the actor may read it: they made it, or see all that it prints."""


def issue(work: Work, wanted: Wanted, file_id: uuid.UUID, print_: Callable[[str], bytes]) -> str:
    """Make a document: take its number, print it, keep it; the same id again makes nothing twice.

    Args:
        work: the transaction, which keeps the office's counter to itself until it ends.
        wanted: what to make.
        file_id: the id the file will have.
        print_: prints the document under its number.

    Returns:
        The number.

    Raises:
        NotFound: there is no such case or action, or the actor may not see it.
        Forbidden: the actor may not change the case, or see files.
        Refused: the case is closed.
    """
    case = require(work, "case", wanted.case_id, "update")
    refuse_closed(work.model, case)
    if not sees_files(work.model, work.actor):
        raise Forbidden
    if (
        wanted.action_id is not None
        and require(work, "action", wanted.action_id, "read")["case_id"] != wanted.case_id
    ):
        raise NotFound
    place = take_number(work, wanted.document.number)
    known = _known(work, file_id)
    if known is not None:
        give_back(work, place)
        return known
    content = print_(place.text)
    name = clean(f"{place.text} {text(wanted.document.label, wanted.language)}.pdf")
    row = {
        "id": file_id,
        "case_id": wanted.case_id,
        "action_id": wanted.action_id,
        "name": name,
        "media_type": PDF,
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        "added_at": work.now,
        "added_by": work.actor.account_id,
    }
    if not insert_once(work, work.model.table("attachment"), row):
        raise Forbidden
    kept = {"id": file_id, "document": wanted.document.id, "language": wanted.language, **_row(place)}
    work.connection.execute(insert(work.model.table("document")), kept)
    work.model.files.put(file_id, content)
    work.when_undone.append(lambda: work.model.files.drop(file_id))
    entity = type_entity(work.model, "case", case["case_type"])
    note(work, Deed("document", entity.id, wanted.case_id, {"file": [None, name]}, wanted.case_id))
    return place.text


def issued(model: Model, connection: Connection, actor: Actor, case_id: uuid.UUID) -> list[Issued]:
    """Return the documents made from a case, the latest first; none for who may not see the case or its files."""
    if not sees_files(model, actor):
        return []
    made, file, cases = model.table("document"), model.table("attachment"), model.table("cases")
    query = (
        select(made, file.c.added_by, file.c.withdrawn_at, cases.c.case_type)
        .join(file, file.c.id == made.c.id)
        .join(cases, cases.c.id == file.c.case_id)
        .where(file.c.case_id == case_id, rows(model, actor, "read", "case"))
        .order_by(file.c.added_at.desc(), file.c.id.desc())
    )
    kinds = {one.id: one for one in model.registry.documents}

    def is_open(row: Any) -> bool:
        kind = kinds.get(row.document)
        seen = kind is None or sees_document(model, actor, kind, type_entity(model, "case", row.case_type))
        return row.withdrawn_at is None and (seen or row.added_by == actor.account_id)

    return [
        Issued(
            row.id,
            row.document,
            row.number,
            row.language,
            row.added_by,
            row.withdrawn_at is not None,
            is_open(row),
        )
        for row in connection.execute(query)
    ]


def _row(place: Place) -> dict[str, object]:
    return {
        "number": place.text,
        "series": place.series,
        "office_id": place.office_id,
        "year": place.year,
        "place": place.number,
    }


def _known(work: Work, file_id: uuid.UUID) -> str | None:
    """The number of a document that was made before under this id.

    Raises:
        Forbidden: somebody else made it.
    """
    made, file = work.model.table("document"), work.model.table("attachment")
    row = work.connection.execute(
        select(made.c.number, file.c.added_by).join(file, file.c.id == made.c.id).where(made.c.id == file_id)
    ).first()
    if row is None:
        return None
    if row.added_by != work.actor.account_id:
        raise Forbidden
    return str(row.number)
