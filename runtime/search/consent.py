"""Notices shown and consents given for a case, as its page tells them. Must not change any."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from runtime.errors import NotFound
from runtime.search.directory import directory
from runtime.search.reading import Reading


@dataclass(frozen=True)
class Shown:
    """That a notice was shown: which version, in which language, by whom."""

    notice: str
    version: str
    language: str
    form: str
    at: datetime.datetime
    by: str


@dataclass(frozen=True)
class Consent:
    """One consent to one purpose, with its end if it was withdrawn."""

    notice: str
    version: str
    language: str
    purpose: str
    given_by: str
    how: str
    given_at: datetime.datetime
    recorded_by: str
    withdrawn_by: str | None
    withdrawn_how: str | None
    withdrawn_at: datetime.datetime | None


@dataclass(frozen=True)
class Words:
    """The text of a notice as it was shown."""

    short: str
    full: str


def shown(reading: Reading, case_id: uuid.UUID) -> Sequence[Shown]:
    """Return the notices shown for a case the actor was let into, the latest first."""
    table, names = reading.model.table("notice_shown"), directory(reading)
    query = (
        select(table).where(table.c.case_id == case_id).order_by(table.c.shown_at.desc(), table.c.id.desc())
    )
    return [
        Shown(row.notice, row.version, row.language, row.form, row.shown_at, names.officer_name(row.shown_by))
        for row in reading.connection.execute(query)
    ]


def consents(reading: Reading, case_id: uuid.UUID) -> Sequence[Consent]:
    """Return the consents of a case the actor was let into, the latest first."""
    table, names = reading.model.table("consent"), directory(reading)
    query = (
        select(table).where(table.c.case_id == case_id).order_by(table.c.given_at.desc(), table.c.id.desc())
    )
    return [
        Consent(
            row.notice,
            row.version,
            row.language,
            row.purpose,
            row.given_by,
            row.how,
            row.given_at,
            names.officer_name(row.recorded_by),
            row.withdrawn_by,
            row.withdrawn_how,
            row.withdrawn_at,
        )
        for row in reading.connection.execute(query)
    ]


def words(reading: Reading, notice: str, version: str, language: str) -> Words:
    """Return the text of a notice as it stood when it was shown.

    Raises:
        NotFound: that version was never shown in that language.
    """
    table = reading.model.table("notice_text")
    row = reading.connection.execute(
        select(table.c.short, table.c.full).where(
            table.c.notice == notice, table.c.version == version, table.c.language == language
        )
    ).first()
    if row is None:
        raise NotFound
    return Words(row.short, row.full)
