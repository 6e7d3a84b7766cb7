"""Recuperaciones de pertenencias. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import datetime
import decimal
import uuid

from sqlalchemy import Column, Date, ForeignKey, Index, String, Table, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from mexico_registry.generated.base import Base
from runtime.sqltypes import Exact


class CasePertenencias(Base):
    """Recuperación de pertenencias."""

    __tablename__ = "case_pertenencias"

    id: Mapped[uuid.UUID] = mapped_column(Uuid(), ForeignKey("cases.id", name="fk_case_pertenencias_id"), primary_key=True)
    retenidas_por: Mapped[str | None] = mapped_column(String(length=63))
    pertenencias_el: Mapped[datetime.date | None] = mapped_column(Date())
    pertenencias_recibo: Mapped[str | None] = mapped_column(String(length=60))
    valor_estimado_amount: Mapped[decimal.Decimal | None] = mapped_column(Exact(precision=15, scale=2))
    valor_estimado_currency: Mapped[str | None] = mapped_column(String(length=3))
    pertenencias_recuperadas_el: Mapped[datetime.date | None] = mapped_column(Date())
    destino_pertenencias: Mapped[str | None] = mapped_column(String(length=63))
    delegacion: Mapped[str | None] = mapped_column(String(length=120))
    entregadas_el: Mapped[datetime.date | None] = mapped_column(Date())


case_pertenencias__objetos = Table(
    "case_pertenencias__objetos",
    Base.metadata,
    Column("record_id", Uuid(), ForeignKey("case_pertenencias.id", name="fk_case_pertenencias__objetos_record_id"), primary_key=True),
    Column("code", String(length=63), primary_key=True),
    Index("ix_case_pertenencias__objetos_code", "code"),
)
