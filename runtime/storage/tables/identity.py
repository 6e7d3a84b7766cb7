"""Who may sign in, and how else: people the identity provider knows, one-time links, absences. Owns the columns."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Index, MetaData, String, Table, Uuid

from runtime.sqltypes import Instant


def identity_tables(metadata: MetaData) -> None:
    """Add the tables to an instance's metadata."""
    Table(
        "identity",
        metadata,
        Column("issuer", String(255), primary_key=True),
        Column("subject", String(255), primary_key=True, comment="the provider's name, which never changes"),
        Column("account_id", Uuid(), ForeignKey("account.id"), nullable=False, index=True),
        Column("added_at", Instant(), nullable=False),
        Column("used_at", Instant(), nullable=False),
    )
    Table(
        "account_link",
        metadata,
        Column("hash", String(64), primary_key=True, comment="SHA-256 of the link's token"),
        Column("account_id", Uuid(), ForeignKey("account.id"), nullable=False, index=True),
        Column("made_at", Instant(), nullable=False),
        Column("made_by", Uuid(), ForeignKey("account.id"), comment="empty from the command line"),
        Column("expires_at", Instant(), nullable=False),
        Column("used_at", Instant()),
    )
    Table(
        "absence",
        metadata,
        Column("id", Uuid(), primary_key=True),
        Column("account_id", Uuid(), ForeignKey("account.id"), nullable=False, comment="who is away"),
        Column("substitute_id", Uuid(), ForeignKey("account.id"), nullable=False, comment="who stands in"),
        Column("first_on", Date(), nullable=False),
        Column("last_on", Date(), nullable=False),
        Column("added_at", Instant(), nullable=False),
        Column("added_by", Uuid(), ForeignKey("account.id"), nullable=False),
        Column("ended_at", Instant(), comment="earlier than planned"),
        Index("ix_absence_substitute", "substitute_id", "last_on"),
        Index("ix_absence_account", "account_id", "last_on"),
    )
