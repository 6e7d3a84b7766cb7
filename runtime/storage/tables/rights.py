"""Tables of rights and time: requests of people about their data, notices and consent, retention and holds, breaches.

Owns their columns; must not query.
"""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, MetaData, String, Table, Text, Uuid

from runtime.sqltypes import Instant


def rights_tables(metadata: MetaData) -> None:
    """Add the tables to an instance's metadata."""
    _requests(metadata)
    _consent(metadata)
    _retention(metadata)
    _breaches(metadata)


def _account(name: str, *, is_needed: bool = True) -> Column[object]:
    return Column(name, Uuid(), ForeignKey("account.id"), nullable=not is_needed)


def _requests(metadata: MetaData) -> None:
    Table(
        "rights_request",
        metadata,
        Column("id", Uuid(), primary_key=True),
        Column("number", String(120), nullable=False),
        Column("kind", String(63), nullable=False),
        Column("office_id", String(40), ForeignKey("office.id"), nullable=False),
        Column("person_id", Uuid(), ForeignKey("person.id"), index=True),
        Column("name", String(200), nullable=False, comment="whose data, as they say their name"),
        Column("asker", String(200), comment="who asks for them, when they do not ask themselves"),
        Column("proof", Text(), nullable=False, comment="how it was proved who asks"),
        Column("asked", Text(), nullable=False),
        Column("language", String(16), nullable=False),
        Column("received_on", Date(), nullable=False),
        Column("due_at", Instant(), nullable=False),
        Column("extended_at", Instant()),
        Column("extension_reason", Text()),
        Column("answer", String(10)),
        Column("answer_words", Text()),
        Column("answered_at", Instant()),
        _account("answered_by", is_needed=False),
        Column("created_at", Instant(), nullable=False),
        _account("created_by"),
        Index("ix_rights_request_due", "office_id", "answered_at", "due_at"),
    )


def _consent(metadata: MetaData) -> None:
    Table(
        "notice_text",
        metadata,
        Column("notice", String(63), primary_key=True),
        Column("version", String(40), primary_key=True),
        Column("language", String(16), primary_key=True),
        Column("short", Text(), nullable=False),
        Column("full", Text(), nullable=False),
    )
    Table(
        "notice_shown",
        metadata,
        Column("id", Uuid(), primary_key=True),
        Column("person_id", Uuid(), ForeignKey("person.id"), nullable=False, index=True),
        Column("case_id", Uuid(), ForeignKey("cases.id"), index=True),
        Column("notice", String(63), nullable=False),
        Column("version", String(40), nullable=False),
        Column("language", String(16), nullable=False),
        Column("form", String(5), nullable=False),
        Column("shown_at", Instant(), nullable=False),
        _account("shown_by"),
    )
    Table(
        "consent",
        metadata,
        Column("id", Uuid(), primary_key=True),
        Column("person_id", Uuid(), ForeignKey("person.id"), nullable=False, index=True),
        Column("case_id", Uuid(), ForeignKey("cases.id"), index=True),
        Column("notice", String(63), nullable=False),
        Column("version", String(40), nullable=False),
        Column("language", String(16), nullable=False),
        Column("purpose", String(63), nullable=False),
        Column("given_by", String(200), nullable=False),
        Column("how", String(20), nullable=False),
        Column("given_at", Instant(), nullable=False),
        _account("recorded_by"),
        Column("withdrawn_by", String(200)),
        Column("withdrawn_how", String(20)),
        Column("withdrawn_at", Instant()),
        _account("withdrawal_recorded_by", is_needed=False),
    )


def _retention(metadata: MetaData) -> None:
    Table(
        "legal_hold",
        metadata,
        Column("id", Uuid(), primary_key=True),
        Column("case_id", Uuid(), ForeignKey("cases.id"), index=True),
        Column("person_id", Uuid(), ForeignKey("person.id"), index=True),
        Column("reason", Text(), nullable=False),
        Column("placed_at", Instant(), nullable=False),
        _account("placed_by"),
        Column("lifted_at", Instant()),
        Column("lifted_reason", Text()),
        _account("lifted_by", is_needed=False),
    )
    Table(
        "case_retention",
        metadata,
        Column("case_id", Uuid(), ForeignKey("cases.id"), primary_key=True),
        Column("act", String(12), nullable=False),
        Column("term", String(10), nullable=False),
        Column("expired_on", Date(), nullable=False),
        Column("at", Instant(), nullable=False),
        _account("by"),
    )


def _breaches(metadata: MetaData) -> None:
    Table(
        "breach",
        metadata,
        Column("id", Uuid(), primary_key=True),
        Column("number", String(120), nullable=False),
        Column("office_id", String(40), ForeignKey("office.id"), nullable=False),
        Column("known_at", Instant(), nullable=False),
        Column("due_at", Instant(), nullable=False),
        Column("what", Text(), nullable=False),
        Column("data", Text(), nullable=False),
        Column("persons", Integer()),
        Column("measures", Text()),
        Column("closed_at", Instant()),
        Column("closing_words", Text()),
        _account("closed_by", is_needed=False),
        Column("created_at", Instant(), nullable=False),
        _account("created_by"),
        Column("version", Integer(), nullable=False, default=1),
        Index("ix_breach_due", "office_id", "closed_at", "due_at"),
    )
    Table(
        "breach_told",
        metadata,
        Column("id", Uuid(), primary_key=True),
        Column("breach_id", Uuid(), ForeignKey("breach.id"), nullable=False, index=True),
        Column("recipient", String(63), nullable=False),
        Column("told_at", Instant(), nullable=False),
        Column("how", Text(), nullable=False),
        _account("recorded_by"),
    )
