"""Second factors, half-done sign-ins, news for the owner of an account; sessions say from where they were begun."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from runtime.sqltypes import Document, Instant

revision = "system_0008"
down_revision = "system_0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables, and the columns of sessions."""
    _factors()
    _steps()
    op.add_column(
        "session",
        sa.Column("agent", sa.String(length=300), nullable=True, comment="what the browser says of itself"),
    )
    op.add_column(
        "session",
        sa.Column("confirmed_at", Instant(), nullable=True, comment="when its owner last proved to be there"),
    )
    op.add_column(
        "session",
        sa.Column(
            "ended_at",
            Instant(),
            nullable=True,
            comment="ended on purpose: it does not even keep what is typed",
        ),
    )


def _factors() -> None:
    op.create_table(
        "totp",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("seed", sa.LargeBinary(), nullable=False, comment="encrypted"),
        sa.Column(
            "last_step",
            sa.BigInteger(),
            nullable=True,
            comment="the half minute of the newest code used: none is used twice",
        ),
        sa.Column("added_at", Instant(), nullable=False),
        sa.Column("used_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"]),
        sa.PrimaryKeyConstraint("account_id"),
    )
    op.create_table(
        "passkey",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("host", sa.String(length=253), nullable=False, comment="the relying party it was made for"),
        sa.Column(
            "credential_hash", sa.String(length=64), nullable=False, comment="SHA-256 of the credential"
        ),
        sa.Column("credential", sa.LargeBinary(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("counter", sa.BigInteger(), nullable=False),
        sa.Column("transports", Document(), nullable=False),
        sa.Column("added_at", Instant(), nullable=False),
        sa.Column("used_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("credential_hash"),
    )
    op.create_index("ix_passkey_account_id", "passkey", ["account_id"])
    op.create_table(
        "recovery_code",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False, comment="keyed hash of account and code"),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("used_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"]),
        sa.PrimaryKeyConstraint("account_id", "digest"),
    )


def _steps() -> None:
    op.create_table(
        "sign_in_step",
        sa.Column("token", sa.String(length=64), nullable=False, comment="SHA-256 of the cookie's value"),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("begun_at", Instant(), nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"]),
        sa.PrimaryKeyConstraint("token"),
    )
    op.create_index("ix_sign_in_step_account_id", "sign_in_step", ["account_id"])
    op.create_index("ix_sign_in_step_expires_at", "sign_in_step", ["expires_at"])
    op.create_table(
        "passkey_challenge",
        sa.Column(
            "owner",
            sa.String(length=64),
            nullable=False,
            comment="the session or half-done sign-in it was given to",
        ),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("challenge", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("owner", "purpose"),
    )
    op.create_index("ix_passkey_challenge_expires_at", "passkey_challenge", ["expires_at"])
    op.create_table(
        "account_news",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column(
            "key",
            sa.String(length=80),
            nullable=False,
            comment="the message its owner reads at the next sign-in",
        ),
        sa.Column("arguments", Document(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_account_news_account_id", "account_news", ["account_id"])


def downgrade() -> None:
    """Drop them again: nobody can sign in half any more."""
    for column in ("ended_at", "confirmed_at", "agent"):
        op.drop_column("session", column)
    for table in ("account_news", "passkey_challenge", "sign_in_step", "recovery_code", "passkey", "totp"):
        op.drop_table(table)
