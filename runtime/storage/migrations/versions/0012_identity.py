"""People the identity provider knows, one-time links, absences; accounts that end."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from runtime.sqltypes import Instant

revision = "system_0012"
down_revision = "system_0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables and the column."""
    op.create_table(
        "identity",
        sa.Column("issuer", sa.String(length=255), nullable=False),
        sa.Column(
            "subject",
            sa.String(length=255),
            nullable=False,
            comment="the provider's name, which never changes",
        ),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("added_at", Instant(), nullable=False),
        sa.Column("used_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"]),
        sa.PrimaryKeyConstraint("issuer", "subject"),
    )
    op.create_index("ix_identity_account_id", "identity", ["account_id"])
    op.create_table(
        "account_link",
        sa.Column("hash", sa.String(length=64), nullable=False, comment="SHA-256 of the link's token"),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=True, comment="empty from the command line"),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.Column("used_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"]),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"]),
        sa.PrimaryKeyConstraint("hash"),
    )
    op.create_index("ix_account_link_account_id", "account_link", ["account_id"])
    op.create_table(
        "absence",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False, comment="who is away"),
        sa.Column("substitute_id", sa.Uuid(), nullable=False, comment="who stands in"),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("added_at", Instant(), nullable=False),
        sa.Column("added_by", sa.Uuid(), nullable=False),
        sa.Column("ended_at", Instant(), nullable=True, comment="earlier than planned"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"]),
        sa.ForeignKeyConstraint(["substitute_id"], ["account.id"]),
        sa.ForeignKeyConstraint(["added_by"], ["account.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_absence_substitute", "absence", ["substitute_id", "last_on"])
    op.create_index("ix_absence_account", "absence", ["account_id", "last_on"])
    op.add_column(
        "account", sa.Column("ends_on", sa.Date(), nullable=True, comment="the last day it may sign in")
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_column("account", "ends_on")
    for table in ("absence", "account_link", "identity"):
        op.drop_table(table)
