"""Tokens of other systems, subscriptions to events, and messages that wait to be sent."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from runtime.sqltypes import Document, Instant

revision = "system_0010"
down_revision = "system_0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "token",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.String(length=40), nullable=False, comment="where it is good"),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column(
            "prefix", sa.String(length=16), nullable=False, comment="its first signs, to recognise it by"
        ),
        sa.Column("hash", sa.String(length=64), nullable=False, comment="SHA-256 of the token"),
        sa.Column("scope", Document(), nullable=False, comment="read:case, write:person, ..."),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column(
            "created_by", sa.Uuid(), nullable=True, comment="empty when it was made from the command line"
        ),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.Column("used_at", Instant(), nullable=True),
        sa.Column("revoked_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"]),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("hash"),
    )
    op.create_index("ix_token_account_id", "token", ["account_id"])
    op.create_table(
        "webhook",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False, comment="whose sight it has"),
        sa.Column("url", sa.String(length=500), nullable=False),
        sa.Column("subjects", Document(), nullable=False, comment="case, person, action, register"),
        sa.Column("case_types", Document(), nullable=False, comment="empty for all"),
        sa.Column("secret", sa.LargeBinary(), nullable=False, comment="encrypted"),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("stopped_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"]),
        sa.ForeignKeyConstraint(["created_by"], ["account.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "webhook_message",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("webhook_id", sa.Uuid(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False, comment="JSON: ids and verbs"),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_at", Instant(), nullable=True, comment="empty when it was sent or given up"),
        sa.Column("sent_at", Instant(), nullable=True),
        sa.Column("given_up_at", Instant(), nullable=True),
        sa.Column("answer", sa.String(length=120), nullable=True, comment="what the receiver said last"),
        sa.ForeignKeyConstraint(["webhook_id"], ["webhook.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_webhook_message_next", "webhook_message", ["next_at"])
    op.create_index("ix_webhook_message_webhook", "webhook_message", ["webhook_id", "created_at"])


def downgrade() -> None:
    """Drop the tables."""
    for name in ("webhook_message", "webhook", "token"):
        op.drop_table(name)
