"""The group of a case, emergency access and who is told of it, reasons for reading; which field a file belongs to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from runtime.sqltypes import Instant

revision = "system_0009"
down_revision = "system_0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables, and the column of attachments."""
    op.create_table(
        "case_member",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("added_at", Instant(), nullable=False),
        sa.Column("added_by", sa.Uuid(), nullable=False),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"]),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"]),
        sa.ForeignKeyConstraint(["added_by"], ["account.id"]),
        sa.ForeignKeyConstraint(["ended_by"], ["account.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_case_member_case_id", "case_member", ["case_id"])
    op.create_index("ix_case_member_account", "case_member", ["account_id", "ended_at"])
    _emergency()
    op.create_table(
        "read_reason",
        sa.Column(
            "session",
            sa.String(length=64),
            nullable=False,
            comment="the session's key: a reason is good for one sitting",
        ),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("given_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"]),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"]),
        sa.PrimaryKeyConstraint("session", "case_id"),
    )
    op.create_index("ix_read_reason_given_at", "read_reason", ["given_at"])
    op.add_column(
        "attachment",
        sa.Column(
            "field",
            sa.String(length=127),
            nullable=True,
            comment="entity.field, when it was given to a field",
        ),
    )


def _emergency() -> None:
    op.create_table(
        "emergency_access",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column(
            "folio",
            sa.String(length=120),
            nullable=False,
            comment="as it was asked for, whether it exists or not",
        ),
        sa.Column("case_id", sa.Uuid(), nullable=True, comment="empty when nothing was opened"),
        sa.Column("office_id", sa.String(length=40), nullable=False, comment="who reviews it"),
        sa.Column("reason", sa.String(length=63), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("opened_at", Instant(), nullable=False),
        sa.Column("ends_at", Instant(), nullable=False),
        sa.Column("reviewed_at", Instant(), nullable=True),
        sa.Column("reviewed_by", sa.Uuid(), nullable=True),
        sa.Column("finding", sa.String(length=12), nullable=True, comment="justified, unjustified"),
        sa.Column("remarks", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"]),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"]),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"]),
        sa.ForeignKeyConstraint(["reviewed_by"], ["account.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_emergency_access_account", "emergency_access", ["account_id", "ends_at"])
    op.create_index("ix_emergency_access_office", "emergency_access", ["office_id", "reviewed_at"])
    op.create_table(
        "emergency_notice",
        sa.Column("access_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("seen_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["access_id"], ["emergency_access.id"]),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"]),
        sa.PrimaryKeyConstraint("access_id", "account_id"),
    )
    op.create_index("ix_emergency_notice_account", "emergency_notice", ["account_id", "seen_at"])


def downgrade() -> None:
    """Drop them again: groups and emergencies are forgotten."""
    op.drop_column("attachment", "field")
    for table in ("read_reason", "emergency_notice", "emergency_access", "case_member"):
        op.drop_table(table)
