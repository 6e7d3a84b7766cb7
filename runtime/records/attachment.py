"""Files kept with a case: added, withdrawn with a reason, read through the gate. Bytes are the storage's."""

from __future__ import annotations

import hashlib
import unicodedata
import uuid
from dataclasses import dataclass
from typing import Any, BinaryIO

from pydantic import JsonValue
from sqlalchemy import Connection, Row, select, update

from runtime.access.actor import Actor
from runtime.access.mask import knows_file, sees_files
from runtime.access.policy import rows
from runtime.access.sitting import demand_reason
from runtime.errors import Fault, Forbidden, Invalid, NotFound, Refused
from runtime.records.reason import demanded
from runtime.records.settled import is_closed, refuse_closed
from runtime.records.sniffing import media_type
from runtime.records.stored import require, type_entity
from runtime.records.trail import Deed, note
from runtime.records.work import Work
from runtime.records.write import insert_once
from runtime.storage.model import Model

_LONGEST_NAME = 255


@dataclass(frozen=True)
class Upload:
    """A file as it came in: its name and its bytes, and the most it may weigh."""

    name: str
    content: BinaryIO
    limit: int


@dataclass(frozen=True)
class File:
    """A kept file with its bytes."""

    id: uuid.UUID
    case_id: uuid.UUID
    name: str
    media_type: str
    content: bytes


def add(
    work: Work,
    case_id: uuid.UUID,
    upload: Upload,
    file_id: uuid.UUID,
    action_id: uuid.UUID | None = None,
    field: str | None = None,
) -> uuid.UUID:
    """Keep a file with a case, and with one of its actions if said; the same id again keeps nothing twice.

    A file given to a ``field`` (``case_trata.foto``) is for who sees the field.

    A closed case takes files too, a certificate that comes late: its history says that it was closed.

    Raises:
        NotFound: there is no such case or action, or the actor may not see it.
        Forbidden: the actor may not change the case.
        Invalid: the file is empty, too big, or of a kind that is not taken.
    """
    case = require(work, "case", case_id, "update")
    if action_id is not None and require(work, "action", action_id, "read")["case_id"] != case_id:
        raise NotFound
    name = clean(upload.name)
    content, kind = _take(upload, name)
    table = work.model.table("attachment")
    row = {
        "id": file_id,
        "case_id": case_id,
        "action_id": action_id,
        "field": field,
        "name": name,
        "media_type": kind,
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        "added_at": work.now,
        "added_by": work.actor.account_id,
    }
    if not insert_once(work, table, row):
        if work.connection.scalar(select(table.c.added_by).where(table.c.id == file_id)) != row["added_by"]:
            raise Forbidden
        return file_id
    work.model.files.put(file_id, content)
    work.when_undone.append(lambda: work.model.files.drop(file_id))
    entity = type_entity(work.model, "case", case["case_type"])
    verb = "attach_late" if is_closed(work.model, case) else "attach"
    # The name of a field's file is told by the change of the field, to who sees that.
    told: dict[str, list[JsonValue]] = {} if field else {"file": [None, name]}
    note(work, Deed(verb, entity.id, case_id, told, case_id))
    return file_id


def withdraw(work: Work, file_id: uuid.UUID, reason: str) -> None:
    """Take a file out of the case's list; it is kept, and can no longer be read.

    Raises:
        NotFound: there is no such file, or the actor may not see its case, or know it.
        Forbidden: the actor may not change the case.
        Invalid: no reason was given, or one that cannot be stored.
        Refused: the case is closed, or the file was withdrawn before.
    """
    why = demanded(reason)
    table, cases, made = (work.model.table(name) for name in ("attachment", "cases", "document"))
    seen = rows(work.model, work.actor, "read", "case")
    found = (
        select(table, cases.c.case_type, made.c.document)
        .join(cases, cases.c.id == table.c.case_id)
        .outerjoin(made, made.c.id == table.c.id)
        .where(table.c.id == file_id, seen)
    )
    row = work.connection.execute(found).first()
    if row is None or not _knows(work.model, work.actor, row):
        raise NotFound
    case = require(work, "case", row.case_id, "update")
    refuse_closed(work.model, case)
    if row.withdrawn_at is not None:
        raise Refused(Fault("attachment.is_withdrawn"))
    work.connection.execute(
        update(table).where(table.c.id == file_id).values(withdrawn_at=work.now, withdrawn_reason=why)
    )
    entity = type_entity(work.model, "case", case["case_type"])
    deed = Deed(
        "withdraw",
        entity.id,
        row.case_id,
        {"file": [row.name, None]},
        case_id=row.case_id,
        reason=why,
    )
    note(work, deed)


def read(model: Model, connection: Connection, actor: Actor, file_id: uuid.UUID) -> File:
    """Return a file of a case the actor may see; a document made from it only if they see all that it prints, or made it.

    Raises:
        NotFound: there is no such file, it was withdrawn, or the actor may not see its case, its field or any file.
    """
    table, cases, made = model.table("attachment"), model.table("cases"), model.table("document")
    row = connection.execute(
        select(table, cases.c.case_type, cases.c.responsible_id, made.c.document)
        .join(cases, cases.c.id == table.c.case_id)
        .join(made, made.c.id == table.c.id, isouter=True)
        .where(table.c.id == file_id, table.c.withdrawn_at.is_(None), rows(model, actor, "read", "case"))
    ).first()
    if row is None or not _knows(model, actor, row):
        raise NotFound
    entity = type_entity(model, "case", row.case_type)
    demand_reason(actor, entity, {"id": row.case_id, "responsible_id": row.responsible_id})
    return File(row.id, row.case_id, row.name, row.media_type, model.files.get(file_id))


def _knows(model: Model, actor: Actor, row: Row[Any]) -> bool:
    """Whether the actor may know a file of a case they see: its row, with the case's type and what document it is."""
    case = type_entity(model, "case", row.case_type)
    return sees_files(model, actor) and knows_file(model, actor, case, row.document, row.field, row.added_by)


def clean(name: str) -> str:
    """Leave of a name what a person reads: no folders, no control characters, no more than fits."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    kept = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C").strip()
    return kept[-_LONGEST_NAME:]


def _take(upload: Upload, name: str) -> tuple[bytes, str]:
    # A form that met a conflict is stored at its second try.
    upload.content.seek(0)
    content = upload.content.read(upload.limit + 1)
    if len(content) > upload.limit:
        raise Invalid({"file": Fault("attachment.too_big", {"megabytes": upload.limit // (1024 * 1024)})})
    if not content:
        raise Invalid({"file": Fault("attachment.is_empty")})
    kind = media_type(name, content)
    if kind is None:
        raise Invalid({"file": Fault("attachment.not_taken")})
    return content, kind
