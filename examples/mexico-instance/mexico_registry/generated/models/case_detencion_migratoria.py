"""Asistencia a personas detenidas por autoridad migratoria. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import datetime
import decimal
import uuid

from sqlalchemy import BigInteger, Column, Date, ForeignKey, Index, LargeBinary, String, Table, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from mexico_registry.generated.base import Base
from runtime.sqltypes import Exact, Instant


class CaseDetencionMigratoria(Base):
    """Asistencia a persona detenida por autoridad migratoria."""

    __tablename__ = "case_detencion_migratoria"

    id: Mapped[uuid.UUID] = mapped_column(Uuid(), ForeignKey("cases.id", name="fk_case_detencion_migratoria_id"), primary_key=True)
    detenido_el: Mapped[datetime.datetime | None] = mapped_column(Instant())
    centro: Mapped[uuid.UUID | None] = mapped_column(Uuid())
    autoridad: Mapped[str | None] = mapped_column(String(length=63))
    lugar: Mapped[str | None] = mapped_column(String(length=63))
    estado_eua: Mapped[str | None] = mapped_column(String(length=63))
    numero_autoridad: Mapped[str | None] = mapped_column(String(length=30))
    informado_derecho: Mapped[str | None] = mapped_column(String(length=63))
    notificado: Mapped[str | None] = mapped_column(String(length=63))
    notificado_el: Mapped[datetime.datetime | None] = mapped_column(Instant())
    etapa: Mapped[bytes | None] = mapped_column(LargeBinary())
    anios_residencia: Mapped[bytes | None] = mapped_column(LargeBinary())
    audiencia_el: Mapped[datetime.datetime | None] = mapped_column(Instant())
    fianza: Mapped[str | None] = mapped_column(String(length=63))
    fianza_monto_amount: Mapped[decimal.Decimal | None] = mapped_column(Exact(precision=15, scale=2))
    fianza_monto_currency: Mapped[str | None] = mapped_column(String(length=3))
    familia_avisada: Mapped[str | None] = mapped_column(String(length=63))
    desea_avisar: Mapped[str | None] = mapped_column(String(length=63))
    hijos_menores: Mapped[int | None] = mapped_column(BigInteger())
    hijos_cuidado: Mapped[bytes | None] = mapped_column(LargeBinary())
    quejas_relato: Mapped[bytes | None] = mapped_column(LargeBinary())
    desea_denunciar: Mapped[str | None] = mapped_column(String(length=63))
    pertenencias_el: Mapped[datetime.date | None] = mapped_column(Date())
    pertenencias_recibo: Mapped[str | None] = mapped_column(String(length=60))
    pertenencias_recuperadas_el: Mapped[datetime.date | None] = mapped_column(Date())
    tiene_abogado: Mapped[str | None] = mapped_column(String(length=63))
    abogado: Mapped[uuid.UUID | None] = mapped_column(Uuid())
    rama: Mapped[str | None] = mapped_column(String(length=63))
    nivel_pale: Mapped[str | None] = mapped_column(String(length=63))
    requiere_interprete_corte: Mapped[str | None] = mapped_column(String(length=63))
    necesidad_medica: Mapped[bytes | None] = mapped_column(LargeBinary())
    necesidad_detalle: Mapped[bytes | None] = mapped_column(LargeBinary())
    embarazo: Mapped[bytes | None] = mapped_column(LargeBinary())
    desenlace: Mapped[str | None] = mapped_column(String(length=63))
    desenlace_el: Mapped[datetime.date | None] = mapped_column(Date())
    punto_repatriacion: Mapped[str | None] = mapped_column(String(length=63))
    unidad_familiar: Mapped[str | None] = mapped_column(String(length=63))


case_detencion_migratoria__quejas = Table(
    "case_detencion_migratoria__quejas",
    Base.metadata,
    Column("record_id", Uuid(), ForeignKey("case_detencion_migratoria.id", name="fk_case_detencion_migratoria__quejas_record_id"), primary_key=True),
    Column("code", String(length=63), primary_key=True),
    Index("ix_case_detencion_migratoria__quejas_code", "code"),
)
