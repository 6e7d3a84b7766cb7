"""Emergency access as its asker, who is told of it and who reviews it see it. Must not judge it."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, select

from runtime.access.policy import may, rows
from runtime.errors import NotFound
from runtime.search.directory import Directory, directory
from runtime.search.reading import Reading

MOST = 50


@dataclass(frozen=True)
class Access:
    """What was asked for. ``case_id`` is empty when nothing was opened."""

    id: uuid.UUID
    folio: str
    case_id: uuid.UUID | None
    officer: str
    account_id: uuid.UUID
    home: str
    """The office of whoever asked."""
    reason: str
    words: str
    opened_at: datetime.datetime
    ends_at: datetime.datetime
    reviewed_at: datetime.datetime | None
    reviewer: str
    finding: str
    remarks: str

    def lasts(self, now: datetime.datetime) -> bool:
        """Whether it opens a case now."""
        return self.case_id is not None and now < self.ends_at


def own(reading: Reading) -> Sequence[Access]:
    """Return what the actor asked for, the latest first."""
    access = reading.model.table("emergency_access")
    return _read(reading, access.c.account_id == reading.actor.account_id)


def waiting(reading: Reading) -> Sequence[Access]:
    """Return what waits for the actor's review, their own left out."""
    access = reading.model.table("emergency_access")
    return _read(reading, _reviewable(reading), access.c.reviewed_at.is_(None))


def reviewed(reading: Reading) -> Sequence[Access]:
    """Return what was reviewed within the actor's reach."""
    access = reading.model.table("emergency_access")
    return _read(reading, _reviewable(reading), access.c.reviewed_at.is_not(None))


def load(reading: Reading, access_id: uuid.UUID) -> Access:
    """Return one access the actor may review.

    Raises:
        NotFound: there is none.
    """
    access = reading.model.table("emergency_access")
    found = _read(reading, access.c.id == access_id, _reviewable(reading))
    if not found:
        raise NotFound
    return found[0]


def news(reading: Reading) -> Sequence[Access]:
    """Return what the actor is to be told of; nothing is asked when there is none."""
    if not reading.actor.has_notices:
        return ()
    access, notice = reading.model.table("emergency_access"), reading.model.table("emergency_notice")
    told = select(notice.c.access_id).where(
        notice.c.account_id == reading.actor.account_id, notice.c.seen_at.is_(None)
    )
    return _read(reading, access.c.id.in_(told))


def may_review(reading: Reading) -> bool:
    """Whether the actor reviews any."""
    return may(reading.model, reading.actor, "review", "emergency")


def _reviewable(reading: Reading) -> ColumnElement[bool]:
    access = reading.model.table("emergency_access")
    mine = access.c.account_id == reading.actor.account_id
    return rows(reading.model, reading.actor, "review", "emergency") & ~mine


def _read(reading: Reading, *conditions: ColumnElement[bool]) -> Sequence[Access]:
    access = reading.model.table("emergency_access")
    query: Select[Any] = (
        select(access).where(*conditions).order_by(access.c.opened_at.desc(), access.c.id).limit(MOST)
    )
    names = directory(reading)
    return [_access(row, names) for row in reading.connection.execute(query)]


def _access(row: Any, names: Directory) -> Access:
    return Access(
        id=row.id,
        folio=row.folio,
        case_id=row.case_id,
        officer=names.officer_name(row.account_id),
        account_id=row.account_id,
        home=names.office_of(row.account_id),
        reason=row.reason,
        words=row.words,
        opened_at=row.opened_at,
        ends_at=row.ends_at,
        reviewed_at=row.reviewed_at,
        reviewer=names.officer_name(row.reviewed_by),
        finding=row.finding or "",
        remarks=row.remarks or "",
    )
