"""Accidentes y enfermedades de trabajo. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import datetime
import decimal
import uuid

from sqlalchemy import Date, ForeignKey, LargeBinary, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from mexico_registry.generated.base import Base
from runtime.sqltypes import Exact


class CaseAccidenteTrabajo(Base):
    """Accidente o enfermedad de trabajo."""

    __tablename__ = "case_accidente_trabajo"

    id: Mapped[uuid.UUID] = mapped_column(Uuid(), ForeignKey("cases.id", name="fk_case_accidente_trabajo_id"), primary_key=True)
    empleador_nombre: Mapped[str | None] = mapped_column(String(length=160))
    empleador: Mapped[uuid.UUID | None] = mapped_column(Uuid())
    sector: Mapped[str | None] = mapped_column(String(length=63))
    puesto: Mapped[str | None] = mapped_column(String(length=100))
    estado_eua: Mapped[str | None] = mapped_column(String(length=63))
    ciudad: Mapped[str | None] = mapped_column(String(length=80))
    inicio: Mapped[str | None] = mapped_column(String(length=10))
    sigue_trabajando: Mapped[str | None] = mapped_column(String(length=63))
    tipo_visa: Mapped[bytes | None] = mapped_column(LargeBinary())
    accidente_el: Mapped[datetime.date | None] = mapped_column(Date())
    consecuencia: Mapped[bytes | None] = mapped_column(LargeBinary())
    reportado_empleador: Mapped[str | None] = mapped_column(String(length=63))
    reclamo_numero: Mapped[str | None] = mapped_column(String(length=60))
    limite_reclamo_el: Mapped[datetime.date | None] = mapped_column(Date())
    compensacion_amount: Mapped[decimal.Decimal | None] = mapped_column(Exact(precision=15, scale=2))
    compensacion_currency: Mapped[str | None] = mapped_column(String(length=3))
    necesidad_medica: Mapped[bytes | None] = mapped_column(LargeBinary())
    necesidad_detalle: Mapped[bytes | None] = mapped_column(LargeBinary())
    embarazo: Mapped[bytes | None] = mapped_column(LargeBinary())
    tiene_abogado: Mapped[str | None] = mapped_column(String(length=63))
    abogado: Mapped[uuid.UUID | None] = mapped_column(Uuid())
    rama: Mapped[str | None] = mapped_column(String(length=63))
    nivel_pale: Mapped[str | None] = mapped_column(String(length=63))
    requiere_interprete_corte: Mapped[str | None] = mapped_column(String(length=63))
