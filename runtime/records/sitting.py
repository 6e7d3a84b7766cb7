"""Why somebody reads a restricted case that is not assigned to them: told once in a sitting. Must not judge who must."""

from __future__ import annotations

import datetime
import uuid

from sqlalchemy import Connection, delete, select

from runtime.access.actor import Actor
from runtime.access.sitting import is_assigned
from runtime.records.reason import demanded
from runtime.records.stored import require
from runtime.records.work import Work
from runtime.records.write import insert_once
from runtime.storage.model import Model

_KEPT = datetime.timedelta(days=30)
"""The reads carry the reason for good; here it is only looked up while the session lasts."""

ASSIGNED = "assigned"
"""What stands for a reason where the case is the reader's own, or one of their groups'."""


def explain(work: Work, session: str, case_id: uuid.UUID, reason: str) -> None:
    """Keep why the actor reads a case in this session; the first reason stays.

    Raises:
        NotFound: there is no such case, or the actor may not see it.
        Invalid: no reason was given, or one that cannot be stored.
    """
    require(work, "case", case_id, "read")
    table = work.model.table("read_reason")
    row = {
        "session": session,
        "case_id": case_id,
        "account_id": work.actor.account_id,
        "reason": demanded(reason),
        "given_at": work.now,
    }
    work.connection.execute(delete(table).where(table.c.given_at < work.now - _KEPT))
    insert_once(work, table, row)


def is_explained(model: Model, connection: Connection, session: str, case_id: uuid.UUID) -> bool:
    """Whether a reason was given, by what is stored now."""
    table = model.table("read_reason")
    found = select(table.c.case_id).where(table.c.session == session, table.c.case_id == case_id)
    return connection.scalar(found) is not None


def reason_of(
    model: Model, connection: Connection, actor: Actor, session: str, case_id: uuid.UUID
) -> str | None:
    """Return why the actor reads a restricted case now, nothing when they did not have to say.

    Of an emergency its reason, else what they said in this sitting, else that it is assigned to them.
    """
    if case_id in actor.opened:
        access = model.table("emergency_access")
        query = (
            select(access.c.reason, access.c.words)
            .where(access.c.account_id == actor.account_id, access.c.case_id == case_id)
            .order_by(access.c.opened_at.desc())
            .limit(1)
        )
        row = connection.execute(query).first()
        if row is not None:
            return f"{row.reason}: {row.words}"
    if case_id in actor.explained:
        table = model.table("read_reason")
        found: str | None = connection.scalar(
            select(table.c.reason).where(table.c.session == session, table.c.case_id == case_id)
        )
        if found is not None:
            return found
    cases = model.table("cases")
    row = connection.execute(select(cases.c.id, cases.c.responsible_id).where(cases.c.id == case_id)).first()
    return ASSIGNED if row is not None and is_assigned(actor, row._asdict()) else None
