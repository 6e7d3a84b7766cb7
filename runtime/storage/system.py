"""Tables every instance has, whatever its blueprint: accounts, offices, parties, transfers, checklists, events, drafts, files.

Owns their columns. They are built on the instance's own metadata; their migrations are the runtime's own
Alembic branch (``storage/migrations``), so that a new runtime changes them without regenerating anything.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)

from runtime.sqltypes import Document, Instant
from runtime.storage.sealed import not_sealed, sealed
from runtime.storage.tables.api import api_tables
from runtime.storage.tables.audit import audit_tables
from runtime.storage.tables.gate import gate_tables
from runtime.storage.tables.identity import identity_tables
from runtime.storage.tables.rights import rights_tables
from runtime.storage.tables.sign_in import sign_in_tables


def system_tables(metadata: MetaData) -> None:
    """Add the system tables to an instance's metadata.

    Look them up afterwards as ``metadata.tables["office"]`` and so on.
    """
    _offices(metadata)
    _accounts(metadata)
    _case_side(metadata)
    _trail(metadata)
    api_tables(metadata)
    audit_tables(metadata)
    gate_tables(metadata)
    identity_tables(metadata)
    rights_tables(metadata)
    sign_in_tables(metadata)


def _offices(metadata: MetaData) -> None:
    Table(
        "office",
        metadata,
        Column("id", String(40), primary_key=True),
        Column("kind", String(40), nullable=False),
        Column("name", String(120), nullable=False),
        Column("country", String(3), nullable=False),
        Column("city", String(120), nullable=False),
        Column("time_zone", String(64), nullable=False),
        Column("prefix", String(10), nullable=False, unique=True),
        Column("parent_id", String(40), ForeignKey("office.id"), index=True),
        Column("opened", Date()),
        Column("closed", Date()),
        Column("successor_id", String(40), ForeignKey("office.id")),
        Column("version", Integer(), nullable=False, default=1),
    )
    Table(
        "folio_counter",
        metadata,
        Column("office_id", String(40), ForeignKey("office.id"), primary_key=True),
        Column("year", Integer(), primary_key=True),
        Column("last", Integer(), nullable=False),
    )
    Table(
        "catalog_label",
        metadata,
        Column("catalog", String(63), primary_key=True),
        Column("code", String(63), primary_key=True),
        Column("language", String(16), primary_key=True),
        Column("label", Text(), nullable=False),
    )


def _accounts(metadata: MetaData) -> None:
    Table(
        "account",
        metadata,
        Column("id", Uuid(), primary_key=True),
        Column("login", String(120), nullable=False, unique=True),
        Column("name", String(200), nullable=False),
        Column("password", String(200)),
        Column("must_change", Boolean(), nullable=False, default=False),
        Column("office_id", String(40), ForeignKey("office.id"), nullable=False, index=True),
        Column("roles", Document(), nullable=False),
        Column("language", String(16), nullable=False),
        Column("created_at", Instant(), nullable=False),
        Column("disabled_at", Instant()),
        Column("ends_on", Date(), comment="the last day it may sign in"),
        Column("synthetic", Boolean(), nullable=False, default=False),
        Column("version", Integer(), nullable=False, default=1),
    )
    Table(
        "session",
        metadata,
        Column("token", String(64), primary_key=True, comment="SHA-256 of the cookie's value"),
        Column("account_id", Uuid(), ForeignKey("account.id"), nullable=False, index=True),
        Column("csrf", String(64), nullable=False),
        Column("created_at", Instant(), nullable=False),
        Column("seen_at", Instant(), nullable=False),
        Column("expires_at", Instant(), nullable=False, index=True),
        Column("agent", String(300), comment="what the browser says of itself"),
        Column("confirmed_at", Instant(), comment="when its owner last proved to be there"),
        Column("ended_at", Instant(), comment="ended on purpose: it does not even keep what is typed"),
    )
    Table(
        "throttle",
        metadata,
        Column("key", String(64), primary_key=True, comment="keyed hash of login and address"),
        Column("failures", Integer(), nullable=False),
        Column("until", Instant()),
        Column("at", Instant(), nullable=False),
    )


def _case_side(metadata: MetaData) -> None:
    Table(
        "party",
        metadata,
        Column("case_id", Uuid(), ForeignKey("cases.id"), primary_key=True),
        Column("person_id", Uuid(), ForeignKey("person.id"), primary_key=True, index=True),
        Column("part", String(63), primary_key=True),
        Column("added_at", Instant(), nullable=False),
        Column("added_by", Uuid(), ForeignKey("account.id"), nullable=False),
    )
    Table(
        "case_link",
        metadata,
        Column("case_id", Uuid(), ForeignKey("cases.id"), primary_key=True),
        Column("linked_id", Uuid(), ForeignKey("cases.id"), primary_key=True, index=True),
        Column("added_at", Instant(), nullable=False),
        Column("added_by", Uuid(), ForeignKey("account.id"), nullable=False),
    )
    Table(
        "deadline",
        metadata,
        Column("case_id", Uuid(), ForeignKey("cases.id"), primary_key=True),
        Column("key", String(63), primary_key=True),
        Column("office_id", String(40), ForeignKey("office.id"), nullable=False),
        Column("responsible_id", Uuid(), ForeignKey("account.id")),
        Column("started_at", Instant(), nullable=False),
        Column("warn_at", Instant()),
        Column("due_at", Instant(), nullable=False),
        Column("stopped_at", Instant()),
        Index("ix_deadline_office_due", "office_id", "stopped_at", "due_at"),
        Index("ix_deadline_responsible_due", "responsible_id", "stopped_at", "due_at"),
    )
    _transfers(metadata)
    Table(
        "checklist_mark",
        metadata,
        Column("case_id", Uuid(), ForeignKey("cases.id"), primary_key=True),
        Column("checklist", String(63), primary_key=True),
        Column("item", String(63), primary_key=True),
        Column("ticked_at", Instant(), nullable=False),
        Column("ticked_by", Uuid(), ForeignKey("account.id"), nullable=False),
        Column("note", Text()),
    )
    Table(
        "attachment",
        metadata,
        Column("id", Uuid(), primary_key=True),
        Column("case_id", Uuid(), ForeignKey("cases.id"), nullable=False, index=True),
        Column("action_id", Uuid(), ForeignKey("actions.id")),
        Column("field", String(127), comment="entity.field, when it was given to a field"),
        Column("name", String(255), nullable=False),
        Column("media_type", String(127), nullable=False),
        Column("size", BigInteger(), nullable=False),
        Column("sha256", String(64), nullable=False),
        Column("added_at", Instant(), nullable=False),
        Column("added_by", Uuid(), ForeignKey("account.id"), nullable=False),
        Column("withdrawn_at", Instant()),
        Column("withdrawn_reason", Text()),
    )
    _documents(metadata)


def _transfers(metadata: MetaData) -> None:
    Table(
        "transfer",
        metadata,
        Column("id", Uuid(), primary_key=True),
        Column("case_id", Uuid(), ForeignKey("cases.id"), nullable=False, index=True),
        Column("from_office_id", String(40), ForeignKey("office.id"), nullable=False),
        Column("to_office_id", String(40), ForeignKey("office.id"), nullable=False),
        Column("reason", Text(), nullable=False),
        Column("asked_at", Instant(), nullable=False),
        Column("asked_by", Uuid(), ForeignKey("account.id"), nullable=False),
        Column("answer", String(10)),
        Column("answer_reason", Text()),
        Column("answered_at", Instant()),
        Column("answered_by", Uuid(), ForeignKey("account.id")),
        Index("ix_transfer_to", "to_office_id", "answered_at"),
        Index("ix_transfer_from", "from_office_id", "answered_at"),
    )


def _documents(metadata: MetaData) -> None:
    Table(
        "document",
        metadata,
        Column("id", Uuid(), ForeignKey("attachment.id"), primary_key=True),
        Column("document", String(63), nullable=False),
        Column("number", String(120), nullable=False),
        Column(
            "series",
            String(80),
            nullable=False,
            comment="the form of the number, which those that share it count by",
        ),
        Column("office_id", String(40), ForeignKey("office.id"), nullable=False),
        Column("year", Integer(), nullable=False),
        Column("place", Integer(), nullable=False),
        Column("language", String(16), nullable=False),
        UniqueConstraint("office_id", "series", "year", "place", name="uq_document_place"),
    )
    Table(
        "document_counter",
        metadata,
        Column("office_id", String(40), ForeignKey("office.id"), primary_key=True),
        Column("series", String(80), primary_key=True),
        Column("year", Integer(), primary_key=True),
        Column("last", Integer(), nullable=False),
    )


def _trail(metadata: MetaData) -> None:
    Table(
        "event",
        metadata,
        Column("id", Uuid(), primary_key=True),
        Column("at", Instant(), nullable=False, index=True),
        Column("account_id", Uuid(), comment="no foreign key: an event outlives everything"),
        Column("office_id", String(40)),
        Column("verb", String(40), nullable=False),
        Column("entity", String(63), nullable=False),
        Column("record_id", String(63)),
        Column("case_id", Uuid(), index=True),
        Column("person_id", Uuid(), index=True),
        Column("difference", Document(), comment="field to [before, after]; sensitive values encrypted"),
        Column("reason", Text()),
        Column("request_id", String(36)),
        Column("channel", String(20), comment="how it was read: page, print, export …"),
        Column("chain", Uuid(), comment="the record whose log this is an entry of: case, person or other"),
        Column("seq", Integer(), comment="its place there, from 1"),
        Column(
            "digest",
            LargeBinary(),
            comment="keyed hash of this entry and the one before",
            info=not_sealed("a keyed hash"),
        ),
        Column(
            "emptied",
            LargeBinary(),
            comment="keyed hash that proves who took its difference and reason away",
            info=not_sealed("a keyed hash"),
        ),
        Index("ix_event_record", "entity", "record_id", "at"),
        Index("uq_event_chain", "chain", "seq", unique=True),
    )
    Table(
        "draft",
        metadata,
        Column("id", Uuid(), primary_key=True),
        Column("account_id", Uuid(), ForeignKey("account.id"), nullable=False),
        Column("form", String(160), nullable=False),
        Column(
            "content",
            LargeBinary(),
            nullable=False,
            comment="encrypted form values",
            info=sealed("draft:{account_id}:{form}"),
        ),
        Column("saved_at", Instant(), nullable=False),
        UniqueConstraint("account_id", "form", name="uq_draft_form"),
    )
