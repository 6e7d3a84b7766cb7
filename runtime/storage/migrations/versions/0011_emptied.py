"""The proof that an event's words were taken away by who may."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "system_0011"
down_revision = "system_0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    told = "keyed hash that proves who took its difference and reason away"
    op.add_column("event", sa.Column("emptied", sa.LargeBinary(), nullable=True, comment=told))


def downgrade() -> None:
    """Drop the column."""
    op.drop_column("event", "emptied")
