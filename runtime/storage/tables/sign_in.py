"""What signing in needs beside accounts and sessions: second factors, half-done sign-ins, news. Owns their columns."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, LargeBinary, MetaData, String, Table, Uuid

from runtime.sqltypes import Document, Instant
from runtime.storage.sealed import not_sealed, sealed


def sign_in_tables(metadata: MetaData) -> None:
    """Add the tables of second factors to an instance's metadata."""
    Table(
        "totp",
        metadata,
        Column("account_id", Uuid(), ForeignKey("account.id"), primary_key=True),
        Column("seed", LargeBinary(), nullable=False, info=sealed("totp:{account_id}"), comment="encrypted"),
        Column(
            "last_step", BigInteger(), comment="the half minute of the newest code used: none is used twice"
        ),
        Column("added_at", Instant(), nullable=False),
        Column("used_at", Instant()),
    )
    Table(
        "passkey",
        metadata,
        Column("id", Uuid(), primary_key=True),
        Column("account_id", Uuid(), ForeignKey("account.id"), nullable=False, index=True),
        Column("name", String(100), nullable=False),
        Column("host", String(253), nullable=False, comment="the relying party it was made for"),
        Column(
            "credential_hash", String(64), nullable=False, unique=True, comment="SHA-256 of the credential"
        ),
        Column("credential", LargeBinary(), nullable=False, info=not_sealed("the name of a public key")),
        Column("public_key", LargeBinary(), nullable=False, info=not_sealed("a public key")),
        Column("counter", BigInteger(), nullable=False),
        Column("transports", Document(), nullable=False),
        Column("added_at", Instant(), nullable=False),
        Column("used_at", Instant()),
    )
    Table(
        "recovery_code",
        metadata,
        Column("account_id", Uuid(), ForeignKey("account.id"), primary_key=True),
        Column("digest", String(64), primary_key=True, comment="keyed hash of account and code"),
        Column("made_at", Instant(), nullable=False),
        Column("used_at", Instant()),
    )
    Table(
        "sign_in_step",
        metadata,
        Column("token", String(64), primary_key=True, comment="SHA-256 of the cookie's value"),
        Column("account_id", Uuid(), ForeignKey("account.id"), nullable=False, index=True),
        Column("failures", Integer(), nullable=False),
        Column("begun_at", Instant(), nullable=False),
        Column("expires_at", Instant(), nullable=False, index=True),
    )
    Table(
        "passkey_challenge",
        metadata,
        Column(
            "owner", String(64), primary_key=True, comment="the session or half-done sign-in it was given to"
        ),
        Column("purpose", String(20), primary_key=True),
        Column(
            "challenge", LargeBinary(), nullable=False, info=not_sealed("shown to the browser, good for once")
        ),
        Column("expires_at", Instant(), nullable=False, index=True),
    )
    Table(
        "account_news",
        metadata,
        Column("id", Uuid(), primary_key=True),
        Column("account_id", Uuid(), ForeignKey("account.id"), nullable=False, index=True),
        Column("key", String(80), nullable=False, comment="the message its owner reads at the next sign-in"),
        Column("arguments", Document(), nullable=False),
        Column("at", Instant(), nullable=False),
    )
