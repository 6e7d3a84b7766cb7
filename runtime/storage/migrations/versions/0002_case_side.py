"""Parties, links, deadlines, attachments: what points at records, so it follows the first revision of the registry."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from runtime.sqltypes import Instant

revision = "system_0002"
down_revision = "system_0001"
branch_labels = None
depends_on = ("registry",)


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "attachment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("action_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("media_type", sa.String(length=127), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("added_at", Instant(), nullable=False),
        sa.Column("added_by", sa.Uuid(), nullable=False),
        sa.Column("withdrawn_at", Instant(), nullable=True),
        sa.Column("withdrawn_reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["action_id"],
            ["actions.id"],
        ),
        sa.ForeignKeyConstraint(
            ["added_by"],
            ["account.id"],
        ),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["cases.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_attachment_case_id"), "attachment", ["case_id"], unique=False)
    op.create_table(
        "case_link",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("linked_id", sa.Uuid(), nullable=False),
        sa.Column("added_at", Instant(), nullable=False),
        sa.Column("added_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["added_by"],
            ["account.id"],
        ),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["cases.id"],
        ),
        sa.ForeignKeyConstraint(
            ["linked_id"],
            ["cases.id"],
        ),
        sa.PrimaryKeyConstraint("case_id", "linked_id"),
    )
    op.create_index(op.f("ix_case_link_linked_id"), "case_link", ["linked_id"], unique=False)
    op.create_table(
        "deadline",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=63), nullable=False),
        sa.Column("office_id", sa.String(length=40), nullable=False),
        sa.Column("responsible_id", sa.Uuid(), nullable=True),
        sa.Column("started_at", Instant(), nullable=False),
        sa.Column("warn_at", Instant(), nullable=True),
        sa.Column("due_at", Instant(), nullable=False),
        sa.Column("stopped_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["cases.id"],
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["office.id"],
        ),
        sa.ForeignKeyConstraint(
            ["responsible_id"],
            ["account.id"],
        ),
        sa.PrimaryKeyConstraint("case_id", "key"),
    )
    op.create_index("ix_deadline_office_due", "deadline", ["office_id", "stopped_at", "due_at"], unique=False)
    op.create_index(
        "ix_deadline_responsible_due", "deadline", ["responsible_id", "stopped_at", "due_at"], unique=False
    )
    op.create_table(
        "party",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("part", sa.String(length=63), nullable=False),
        sa.Column("added_at", Instant(), nullable=False),
        sa.Column("added_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["added_by"],
            ["account.id"],
        ),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["cases.id"],
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
        ),
        sa.PrimaryKeyConstraint("case_id", "person_id", "part"),
    )
    op.create_index(op.f("ix_party_person_id"), "party", ["person_id"], unique=False)


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("party")
    op.drop_table("deadline")
    op.drop_table("case_link")
    op.drop_table("attachment")
