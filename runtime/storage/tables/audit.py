"""What proves the trail whole: the head of each record's chain, and the signed anchors over them. Owns their columns."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Uuid,
    false,
    text,
)

from runtime.sqltypes import Instant
from runtime.storage.sealed import not_sealed

_LOOSE = text("NOT anchored")


def audit_tables(metadata: MetaData) -> None:
    """Add the tables of the proof to an instance's metadata."""
    Table(
        "chain_head",
        metadata,
        Column("chain", Uuid(), primary_key=True),
        Column("kind", String(63), nullable=False, comment="case, person, or the entity of its events"),
        Column("record_id", String(63), nullable=False),
        Column("seq", Integer(), nullable=False, comment="how many entries the chain has"),
        Column(
            "digest",
            LargeBinary(),
            nullable=False,
            comment="of the newest entry",
            info=not_sealed("a keyed hash"),
        ),
        Column(
            "seal",
            LargeBinary(),
            nullable=False,
            comment="keyed hash of chain, seq and digest",
            info=not_sealed("a keyed hash"),
        ),
        Column("anchored", Boolean(), nullable=False, server_default=false()),
        Index("ix_chain_head_loose", "chain", sqlite_where=_LOOSE, postgresql_where=_LOOSE),
    )
    Table(
        "anchor",
        metadata,
        Column("number", Integer(), primary_key=True, autoincrement=False),
        Column("at", Instant(), nullable=False),
        Column("heads", Integer(), nullable=False),
        Column(
            "root",
            LargeBinary(),
            nullable=False,
            comment="over these heads and the anchor before",
            info=not_sealed("a hash of hashes"),
        ),
        Column("signature", LargeBinary(), nullable=False, comment="Ed25519", info=not_sealed("a signature")),
        Column("key", String(64), nullable=False, comment="the public key, in hexadecimal"),
    )
    Table(
        "anchor_head",
        metadata,
        Column("chain", Uuid(), primary_key=True),
        Column("seq", Integer(), primary_key=True, autoincrement=False),
        Column("number", Integer(), nullable=False, comment="no foreign key: a proof outlives everything"),
        Column("digest", LargeBinary(), nullable=False, info=not_sealed("a keyed hash")),
    )
