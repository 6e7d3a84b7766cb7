"""What was ticked on the checklists of cases."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from runtime.sqltypes import Instant

revision = "system_0003"
down_revision = "system_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "checklist_mark",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("checklist", sa.String(length=63), nullable=False),
        sa.Column("item", sa.String(length=63), nullable=False),
        sa.Column("ticked_at", Instant(), nullable=False),
        sa.Column("ticked_by", sa.Uuid(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"]),
        sa.ForeignKeyConstraint(["ticked_by"], ["account.id"]),
        sa.PrimaryKeyConstraint("case_id", "checklist", "item"),
    )


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("checklist_mark")
