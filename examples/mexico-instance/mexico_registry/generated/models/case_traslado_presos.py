"""Traslados de personas sentenciadas a su país. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import datetime
import uuid

from sqlalchemy import BigInteger, Column, Date, ForeignKey, Index, LargeBinary, String, Table, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from mexico_registry.generated.base import Base
from runtime.sqltypes import Instant


class CaseTrasladoPresos(Base):
    """Traslado de persona sentenciada a su país."""

    __tablename__ = "case_traslado_presos"

    id: Mapped[uuid.UUID] = mapped_column(Uuid(), ForeignKey("cases.id", name="fk_case_traslado_presos_id"), primary_key=True)
    etapa_tesp: Mapped[str | None] = mapped_column(String(length=63))
    consiente_traslado: Mapped[str | None] = mapped_column(String(length=63))
    meses_restantes: Mapped[int | None] = mapped_column(BigInteger())
    anios_residencia_eua: Mapped[int | None] = mapped_column(BigInteger())
    delito_excluido: Mapped[str | None] = mapped_column(String(length=63))
    cuestionario_el: Mapped[datetime.date | None] = mapped_column(Date())
    trasladado_el: Mapped[datetime.date | None] = mapped_column(Date())
    centro_recibe: Mapped[str | None] = mapped_column(String(length=160))
    situacion: Mapped[str | None] = mapped_column(String(length=63))
    cargos: Mapped[bytes | None] = mapped_column(LargeBinary())
    corte: Mapped[uuid.UUID | None] = mapped_column(Uuid())
    numero_causa: Mapped[str | None] = mapped_column(String(length=60))
    audiencia_el: Mapped[datetime.datetime | None] = mapped_column(Instant())
    asistio_consul: Mapped[str | None] = mapped_column(String(length=63))
    sentencia_el: Mapped[datetime.date | None] = mapped_column(Date())
    sentencia_meses: Mapped[int | None] = mapped_column(BigInteger())
    firme: Mapped[str | None] = mapped_column(String(length=63))
    salida_prevista: Mapped[str | None] = mapped_column(String(length=10))


case_traslado_presos__delitos = Table(
    "case_traslado_presos__delitos",
    Base.metadata,
    Column("record_id", Uuid(), ForeignKey("case_traslado_presos.id", name="fk_case_traslado_presos__delitos_record_id"), primary_key=True),
    Column("code", String(length=63), primary_key=True),
    Index("ix_case_traslado_presos__delitos_code", "code"),
)
