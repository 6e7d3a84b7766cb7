"""Apoyos económicos. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import decimal
import uuid

from sqlalchemy import BigInteger, Column, ForeignKey, Index, LargeBinary, String, Table, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from mexico_registry.generated.base import Base
from runtime.sqltypes import Exact


class CaseAyudaEconomica(Base):
    """Apoyo económico."""

    __tablename__ = "case_ayuda_economica"

    id: Mapped[uuid.UUID] = mapped_column(Uuid(), ForeignKey("cases.id", name="fk_case_ayuda_economica_id"), primary_key=True)
    que_ocurrio: Mapped[bytes | None] = mapped_column(LargeBinary())
    denuncia_policial: Mapped[str | None] = mapped_column(String(length=60))
    personas_dependen: Mapped[int | None] = mapped_column(BigInteger())
    pide_apoyo: Mapped[str | None] = mapped_column(String(length=63))
    sin_recursos: Mapped[str | None] = mapped_column(String(length=63))
    apoyo_solicitado_amount: Mapped[decimal.Decimal | None] = mapped_column(Exact(precision=15, scale=2))
    apoyo_solicitado_currency: Mapped[str | None] = mapped_column(String(length=3))


case_ayuda_economica__para_que = Table(
    "case_ayuda_economica__para_que",
    Base.metadata,
    Column("record_id", Uuid(), ForeignKey("case_ayuda_economica.id", name="fk_case_ayuda_economica__para_que_record_id"), primary_key=True),
    Column("code", String(length=63), primary_key=True),
    Index("ix_case_ayuda_economica__para_que_code", "code"),
)
