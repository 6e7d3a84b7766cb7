"""Documents made from records, and the counters of their numbers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "system_0004"
down_revision = "system_0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "document",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("document", sa.String(length=63), nullable=False),
        sa.Column("number", sa.String(length=120), nullable=False),
        sa.Column(
            "series",
            sa.String(length=80),
            nullable=False,
            comment="the form of the number, which those that share it count by",
        ),
        sa.Column("office_id", sa.String(length=40), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["id"], ["attachment.id"]),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("office_id", "series", "year", "place", name="uq_document_place"),
    )
    op.create_table(
        "document_counter",
        sa.Column("office_id", sa.String(length=40), nullable=False),
        sa.Column("series", sa.String(length=80), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"]),
        sa.PrimaryKeyConstraint("office_id", "series", "year"),
    )


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("document_counter")
    op.drop_table("document")
