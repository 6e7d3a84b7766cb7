"""The trail as chains: place and digest of each event, the chains' heads, and the anchors over them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from runtime.sqltypes import Instant

revision = "system_0007"
down_revision = "system_0006"
branch_labels = None
depends_on = None

_LOOSE = sa.text("NOT anchored")


def upgrade() -> None:
    """Add columns and tables; ``migrate`` then chains what events there are."""
    for column in (
        sa.Column(
            "channel", sa.String(length=20), nullable=True, comment="how it was read: page, print, export …"
        ),
        sa.Column(
            "chain",
            sa.Uuid(),
            nullable=True,
            comment="the record whose log this is an entry of: case, person or other",
        ),
        sa.Column("seq", sa.Integer(), nullable=True, comment="its place there, from 1"),
        sa.Column(
            "digest", sa.LargeBinary(), nullable=True, comment="keyed hash of this entry and the one before"
        ),
    ):
        op.add_column("event", column)
    op.create_index("uq_event_chain", "event", ["chain", "seq"], unique=True)
    op.create_table(
        "chain_head",
        sa.Column("chain", sa.Uuid(), nullable=False),
        sa.Column(
            "kind", sa.String(length=63), nullable=False, comment="case, person, or the entity of its events"
        ),
        sa.Column("record_id", sa.String(length=63), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False, comment="how many entries the chain has"),
        sa.Column("digest", sa.LargeBinary(), nullable=False, comment="of the newest entry"),
        sa.Column("seal", sa.LargeBinary(), nullable=False, comment="keyed hash of chain, seq and digest"),
        sa.Column("anchored", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.PrimaryKeyConstraint("chain"),
    )
    op.create_index(
        "ix_chain_head_loose", "chain_head", ["chain"], sqlite_where=_LOOSE, postgresql_where=_LOOSE
    )
    op.create_table(
        "anchor",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("heads", sa.Integer(), nullable=False),
        sa.Column("root", sa.LargeBinary(), nullable=False, comment="over these heads and the anchor before"),
        sa.Column("signature", sa.LargeBinary(), nullable=False, comment="Ed25519"),
        sa.Column("key", sa.String(length=64), nullable=False, comment="the public key, in hexadecimal"),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_table(
        "anchor_head",
        sa.Column("chain", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column(
            "number", sa.Integer(), nullable=False, comment="no foreign key: a proof outlives everything"
        ),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("chain", "seq"),
    )


def downgrade() -> None:
    """Drop them; the events stay."""
    op.drop_table("anchor_head")
    op.drop_table("anchor")
    op.drop_table("chain_head")
    op.drop_index("uq_event_chain", table_name="event")
    for column in ("digest", "seq", "chain", "channel"):
        op.drop_column("event", column)
