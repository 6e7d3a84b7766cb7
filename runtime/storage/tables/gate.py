"""Tables of who may see one case beyond their office: its group, emergency access, reasons for reading. Owns their columns."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, MetaData, String, Table, Text, Uuid

from runtime.sqltypes import Instant


def gate_tables(metadata: MetaData) -> None:
    """Add the tables to an instance's metadata."""
    Table(
        "case_member",
        metadata,
        Column("id", Uuid(), primary_key=True),
        Column("case_id", Uuid(), ForeignKey("cases.id"), nullable=False, index=True),
        Column("account_id", Uuid(), ForeignKey("account.id"), nullable=False),
        Column("added_at", Instant(), nullable=False),
        Column("added_by", Uuid(), ForeignKey("account.id"), nullable=False),
        Column("ended_at", Instant()),
        Column("ended_by", Uuid(), ForeignKey("account.id")),
        Index("ix_case_member_account", "account_id", "ended_at"),
    )
    Table(
        "emergency_access",
        metadata,
        Column("id", Uuid(), primary_key=True),
        Column("account_id", Uuid(), ForeignKey("account.id"), nullable=False),
        Column("folio", String(120), nullable=False, comment="as it was asked for, whether it exists or not"),
        Column("case_id", Uuid(), ForeignKey("cases.id"), comment="empty when nothing was opened"),
        Column("office_id", String(40), ForeignKey("office.id"), nullable=False, comment="who reviews it"),
        Column("reason", String(63), nullable=False),
        Column("words", Text(), nullable=False),
        Column("opened_at", Instant(), nullable=False),
        Column("ends_at", Instant(), nullable=False),
        Column("reviewed_at", Instant()),
        Column("reviewed_by", Uuid(), ForeignKey("account.id")),
        Column("finding", String(12), comment="justified, unjustified"),
        Column("remarks", Text()),
        Index("ix_emergency_access_account", "account_id", "ends_at"),
        Index("ix_emergency_access_office", "office_id", "reviewed_at"),
    )
    Table(
        "emergency_notice",
        metadata,
        Column("access_id", Uuid(), ForeignKey("emergency_access.id"), primary_key=True),
        Column("account_id", Uuid(), ForeignKey("account.id"), primary_key=True),
        Column("seen_at", Instant()),
        Index("ix_emergency_notice_account", "account_id", "seen_at"),
    )
    Table(
        "read_reason",
        metadata,
        Column(
            "session",
            String(64),
            primary_key=True,
            comment="the session's key: a reason is good for one sitting",
        ),
        Column("case_id", Uuid(), ForeignKey("cases.id"), primary_key=True),
        Column("account_id", Uuid(), ForeignKey("account.id"), nullable=False),
        Column("reason", Text(), nullable=False),
        Column("given_at", Instant(), nullable=False, index=True),
    )
