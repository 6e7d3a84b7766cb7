"""Casos. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import datetime
import uuid

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    Uuid,
)
from sqlalchemy.orm import Mapped, mapped_column

from mexico_registry.generated.base import Base
from runtime.sqltypes import Document, Instant


class Case(Base):
    """Caso."""

    __tablename__ = "cases"
    __table_args__ = (
        Index("ix_cases_office_id_state_registered_at_id", "office_id", "state", "registered_at", "id"),
        Index("ix_cases_office_id_registered_at_id", "office_id", "registered_at", "id"),
        Index("ix_cases_responsible_id_state", "responsible_id", "state"),
        Index("ix_cases_person_id", "person_id"),
        Index("ix_cases_registered_at_id", "registered_at", "id"),
        Index("ix_cases_case_type_registered_at_id", "case_type", "registered_at", "id"),
        Index("uq_cases_folio", "folio", unique=True),
    )

    id: Mapped[uuid.UUID] = mapped_column(Uuid(), primary_key=True)
    version: Mapped[int] = mapped_column(Integer())
    created_at: Mapped[datetime.datetime] = mapped_column(Instant())
    created_by: Mapped[uuid.UUID] = mapped_column(Uuid(), ForeignKey("account.id", name="fk_cases_created_by"))
    updated_at: Mapped[datetime.datetime] = mapped_column(Instant())
    updated_by: Mapped[uuid.UUID] = mapped_column(Uuid(), ForeignKey("account.id", name="fk_cases_updated_by"))
    blueprint_version: Mapped[str] = mapped_column(String(length=32))
    synthetic: Mapped[bool] = mapped_column(Boolean())
    unknown: Mapped[object] = mapped_column(Document())
    folio: Mapped[str] = mapped_column(String(length=60))
    case_type: Mapped[str] = mapped_column(String(length=63))
    state: Mapped[str] = mapped_column(String(length=63))
    office_id: Mapped[str] = mapped_column(String(length=40), ForeignKey("office.id", name="fk_cases_office_id"))
    responsible_id: Mapped[uuid.UUID] = mapped_column(Uuid(), ForeignKey("account.id", name="fk_cases_responsible_id"))
    person_id: Mapped[uuid.UUID] = mapped_column(Uuid(), ForeignKey("person.id", name="fk_cases_person_id"))
    registered_at: Mapped[datetime.datetime] = mapped_column(Instant())
    closed_at: Mapped[datetime.datetime | None] = mapped_column(Instant())
    closing_reason: Mapped[str | None] = mapped_column(String(length=63))
    closing_words: Mapped[str | None] = mapped_column(Text())
    canal: Mapped[str | None] = mapped_column(String(length=63))
    primer_contacto: Mapped[datetime.datetime | None] = mapped_column(Instant())
    parentesco: Mapped[str | None] = mapped_column(String(length=63))
    solicitante_given: Mapped[str | None] = mapped_column(String(length=120))
    solicitante_first: Mapped[str | None] = mapped_column(String(length=120))
    solicitante_second: Mapped[str | None] = mapped_column(String(length=120))
    solicitante_as_known: Mapped[str | None] = mapped_column(String(length=120))
    solicitante_telefono: Mapped[str | None] = mapped_column(String(length=32))
    resumen: Mapped[str | None] = mapped_column(Text())
    tipologia: Mapped[str | None] = mapped_column(String(length=63))
    prioridad: Mapped[str | None] = mapped_column(String(length=63))
    aceptacion: Mapped[str | None] = mapped_column(String(length=63))
    aceptacion_el: Mapped[datetime.date | None] = mapped_column(Date())
    consentimiento: Mapped[str | None] = mapped_column(String(length=63))
    no_compartir: Mapped[bytes | None] = mapped_column(LargeBinary())
    confidencialidad: Mapped[str | None] = mapped_column(String(length=63))
    interes_medios: Mapped[bool | None] = mapped_column(Boolean())
    resultado: Mapped[str | None] = mapped_column(Text())
    informado: Mapped[str | None] = mapped_column(String(length=63))


cases__comparte_con = Table(
    "cases__comparte_con",
    Base.metadata,
    Column("record_id", Uuid(), ForeignKey("cases.id", name="fk_cases__comparte_con_record_id"), primary_key=True),
    Column("code", String(length=63), primary_key=True),
    Index("ix_cases__comparte_con_code", "code"),
)


cases__tipologias_secundarias = Table(
    "cases__tipologias_secundarias",
    Base.metadata,
    Column("record_id", Uuid(), ForeignKey("cases.id", name="fk_cases__tipologias_secundarias_record_id"), primary_key=True),
    Column("code", String(length=63), primary_key=True),
    Index("ix_cases__tipologias_secundarias_code", "code"),
)


cases__protocolos = Table(
    "cases__protocolos",
    Base.metadata,
    Column("record_id", Uuid(), ForeignKey("cases.id", name="fk_cases__protocolos_record_id"), primary_key=True),
    Column("code", String(length=63), primary_key=True),
    Index("ix_cases__protocolos_code", "code"),
)
