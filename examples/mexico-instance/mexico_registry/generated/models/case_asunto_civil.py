"""Asuntos civiles y de familia. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import datetime
import decimal
import uuid

from sqlalchemy import BigInteger, Date, ForeignKey, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from mexico_registry.generated.base import Base
from runtime.sqltypes import Exact


class CaseAsuntoCivil(Base):
    """Asunto civil o de familia."""

    __tablename__ = "case_asunto_civil"

    id: Mapped[uuid.UUID] = mapped_column(Uuid(), ForeignKey("cases.id", name="fk_case_asunto_civil_id"), primary_key=True)
    contraparte_civil: Mapped[str | None] = mapped_column(String(length=160))
    corte_civil: Mapped[str | None] = mapped_column(String(length=120))
    expediente_civil: Mapped[str | None] = mapped_column(String(length=60))
    vence_el: Mapped[datetime.date | None] = mapped_column(Date())
    cuantia_amount: Mapped[decimal.Decimal | None] = mapped_column(Exact(precision=15, scale=2))
    cuantia_currency: Mapped[str | None] = mapped_column(String(length=3))
    resultado_civil: Mapped[str | None] = mapped_column(String(length=63))
    deudor_nombre_given: Mapped[str | None] = mapped_column(String(length=120))
    deudor_nombre_first: Mapped[str | None] = mapped_column(String(length=120))
    deudor_nombre_second: Mapped[str | None] = mapped_column(String(length=120))
    deudor_nombre_as_known: Mapped[str | None] = mapped_column(String(length=120))
    deudor_domicilio: Mapped[str | None] = mapped_column(String(length=63))
    deudor_estado: Mapped[str | None] = mapped_column(String(length=63))
    sin_reciprocidad: Mapped[str | None] = mapped_column(String(length=63))
    beneficiarios: Mapped[int | None] = mapped_column(BigInteger())
    sentencia_origen: Mapped[str | None] = mapped_column(String(length=63))
    monto_mensual_amount: Mapped[decimal.Decimal | None] = mapped_column(Exact(precision=15, scale=2))
    monto_mensual_currency: Mapped[str | None] = mapped_column(String(length=3))
    enviado_el: Mapped[datetime.date | None] = mapped_column(Date())
    tiene_abogado: Mapped[str | None] = mapped_column(String(length=63))
    abogado: Mapped[uuid.UUID | None] = mapped_column(Uuid())
    rama: Mapped[str | None] = mapped_column(String(length=63))
    nivel_pale: Mapped[str | None] = mapped_column(String(length=63))
    requiere_interprete_corte: Mapped[str | None] = mapped_column(String(length=63))
