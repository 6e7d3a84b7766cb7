"""Emergencias colectivas. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import datetime
import decimal
import uuid

from sqlalchemy import Column, Date, ForeignKey, Index, String, Table, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from mexico_registry.generated.base import Base
from runtime.sqltypes import Exact, Instant


class CaseEmergenciaColectiva(Base):
    """Emergencia colectiva."""

    __tablename__ = "case_emergencia_colectiva"

    id: Mapped[uuid.UUID] = mapped_column(Uuid(), ForeignKey("cases.id", name="fk_case_emergencia_colectiva_id"), primary_key=True)
    tipo_emergencia: Mapped[str | None] = mapped_column(String(length=63))
    nombre_emergencia: Mapped[str | None] = mapped_column(String(length=120))
    ocurrio_el: Mapped[datetime.date | None] = mapped_column(Date())
    lugar_emergencia: Mapped[str | None] = mapped_column(String(length=160))
    estado_persona: Mapped[str | None] = mapped_column(String(length=63))
    contactada_el: Mapped[datetime.datetime | None] = mapped_column(Instant())
    familia_informada: Mapped[str | None] = mapped_column(String(length=63))
    pide_apoyo: Mapped[str | None] = mapped_column(String(length=63))
    sin_recursos: Mapped[str | None] = mapped_column(String(length=63))
    apoyo_solicitado_amount: Mapped[decimal.Decimal | None] = mapped_column(Exact(precision=15, scale=2))
    apoyo_solicitado_currency: Mapped[str | None] = mapped_column(String(length=3))


case_emergencia_colectiva__para_que = Table(
    "case_emergencia_colectiva__para_que",
    Base.metadata,
    Column("record_id", Uuid(), ForeignKey("case_emergencia_colectiva.id", name="fk_case_emergencia_colectiva__para_que_record_id"), primary_key=True),
    Column("code", String(length=63), primary_key=True),
    Index("ix_case_emergencia_colectiva__para_que_code", "code"),
)
