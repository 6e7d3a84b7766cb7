"""Tables of what other systems use: tokens, subscriptions, and messages that wait to be sent. Owns their columns."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table, Text, Uuid

from runtime.sqltypes import Document, Instant
from runtime.storage.sealed import sealed


def api_tables(metadata: MetaData) -> None:
    """Add the tables to an instance's metadata."""
    Table(
        "token",
        metadata,
        Column("id", Uuid(), primary_key=True),
        Column("account_id", Uuid(), ForeignKey("account.id"), nullable=False, index=True),
        Column("office_id", String(40), ForeignKey("office.id"), nullable=False, comment="where it is good"),
        Column("name", String(120), nullable=False),
        Column("prefix", String(16), nullable=False, comment="its first signs, to recognise it by"),
        Column("hash", String(64), nullable=False, unique=True, comment="SHA-256 of the token"),
        Column("scope", Document(), nullable=False, comment="read:case, write:person, ..."),
        Column("created_at", Instant(), nullable=False),
        Column("created_by", Uuid(), comment="empty when it was made from the command line"),
        Column("expires_at", Instant(), nullable=False),
        Column("used_at", Instant()),
        Column("revoked_at", Instant()),
    )
    Table(
        "webhook",
        metadata,
        Column("id", Uuid(), primary_key=True),
        Column("account_id", Uuid(), ForeignKey("account.id"), nullable=False, comment="whose sight it has"),
        Column("url", String(500), nullable=False),
        Column("subjects", Document(), nullable=False, comment="case, person, action, register"),
        Column("case_types", Document(), nullable=False, comment="empty for all"),
        Column("secret", LargeBinary(), nullable=False, comment="encrypted", info=sealed("webhook:{id}")),
        Column("created_at", Instant(), nullable=False),
        Column("created_by", Uuid(), ForeignKey("account.id"), nullable=False),
        Column("stopped_at", Instant()),
    )
    Table(
        "webhook_message",
        metadata,
        Column("id", Uuid(), primary_key=True),
        Column("webhook_id", Uuid(), ForeignKey("webhook.id"), nullable=False),
        Column("body", Text(), nullable=False, comment="JSON: ids and verbs"),
        Column("created_at", Instant(), nullable=False),
        Column("tries", Integer(), nullable=False),
        Column("next_at", Instant(), comment="empty when it was sent or given up"),
        Column("sent_at", Instant()),
        Column("given_up_at", Instant()),
        Column("answer", String(120), comment="what the receiver said last"),
        Index("ix_webhook_message_next", "next_at"),
        Index("ix_webhook_message_webhook", "webhook_id", "created_at"),
    )
