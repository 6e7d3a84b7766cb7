"""Casos de pena de muerte o cadena perpetua. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import datetime
import uuid

from sqlalchemy import BigInteger, Column, Date, ForeignKey, Index, LargeBinary, String, Table, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from mexico_registry.generated.base import Base
from runtime.sqltypes import Instant


class CasePenaMuerte(Base):
    """Pena de muerte o cadena perpetua."""

    __tablename__ = "case_pena_muerte"

    id: Mapped[uuid.UUID] = mapped_column(Uuid(), ForeignKey("cases.id", name="fk_case_pena_muerte_id"), primary_key=True)
    detenido_el: Mapped[datetime.datetime | None] = mapped_column(Instant())
    centro: Mapped[uuid.UUID | None] = mapped_column(Uuid())
    autoridad: Mapped[str | None] = mapped_column(String(length=63))
    lugar: Mapped[str | None] = mapped_column(String(length=63))
    estado_eua: Mapped[str | None] = mapped_column(String(length=63))
    numero_autoridad: Mapped[str | None] = mapped_column(String(length=30))
    informado_derecho: Mapped[str | None] = mapped_column(String(length=63))
    notificado: Mapped[str | None] = mapped_column(String(length=63))
    notificado_el: Mapped[datetime.datetime | None] = mapped_column(Instant())
    familia_avisada: Mapped[str | None] = mapped_column(String(length=63))
    desea_avisar: Mapped[str | None] = mapped_column(String(length=63))
    hijos_menores: Mapped[int | None] = mapped_column(BigInteger())
    hijos_cuidado: Mapped[bytes | None] = mapped_column(LargeBinary())
    quejas_relato: Mapped[bytes | None] = mapped_column(LargeBinary())
    desea_denunciar: Mapped[str | None] = mapped_column(String(length=63))
    pertenencias_el: Mapped[datetime.date | None] = mapped_column(Date())
    pertenencias_recibo: Mapped[str | None] = mapped_column(String(length=60))
    pertenencias_recuperadas_el: Mapped[datetime.date | None] = mapped_column(Date())
    fase_mclap: Mapped[str | None] = mapped_column(String(length=63))
    motivo_no_califica: Mapped[str | None] = mapped_column(String(length=63))
    fiscalia_pedira: Mapped[str | None] = mapped_column(String(length=63))
    avena: Mapped[str | None] = mapped_column(String(length=63))
    fecha_ejecucion: Mapped[datetime.date | None] = mapped_column(Date())
    violacion_36: Mapped[str | None] = mapped_column(String(length=63))
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
    tiene_abogado: Mapped[str | None] = mapped_column(String(length=63))
    abogado: Mapped[uuid.UUID | None] = mapped_column(Uuid())
    rama: Mapped[str | None] = mapped_column(String(length=63))
    nivel_pale: Mapped[str | None] = mapped_column(String(length=63))
    requiere_interprete_corte: Mapped[str | None] = mapped_column(String(length=63))


case_pena_muerte__quejas = Table(
    "case_pena_muerte__quejas",
    Base.metadata,
    Column("record_id", Uuid(), ForeignKey("case_pena_muerte.id", name="fk_case_pena_muerte__quejas_record_id"), primary_key=True),
    Column("code", String(length=63), primary_key=True),
    Index("ix_case_pena_muerte__quejas_code", "code"),
)


case_pena_muerte__delitos = Table(
    "case_pena_muerte__delitos",
    Base.metadata,
    Column("record_id", Uuid(), ForeignKey("case_pena_muerte.id", name="fk_case_pena_muerte__delitos_record_id"), primary_key=True),
    Column("code", String(length=63), primary_key=True),
    Index("ix_case_pena_muerte__delitos_code", "code"),
)
