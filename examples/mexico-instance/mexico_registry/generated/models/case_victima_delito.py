"""Víctimas de delito. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import datetime
import decimal
import uuid

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, LargeBinary, String, Table, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from mexico_registry.generated.base import Base
from runtime.sqltypes import Exact


class CaseVictimaDelito(Base):
    """Víctima de delito."""

    __tablename__ = "case_victima_delito"

    id: Mapped[uuid.UUID] = mapped_column(Uuid(), ForeignKey("cases.id", name="fk_case_victima_delito_id"), primary_key=True)
    no_contactar: Mapped[bool | None] = mapped_column(Boolean())
    telefono_seguro: Mapped[bytes | None] = mapped_column(LargeBinary())
    horario_seguro: Mapped[bytes | None] = mapped_column(LargeBinary())
    palabra_clave: Mapped[bytes | None] = mapped_column(LargeBinary())
    hechos_victima: Mapped[bytes | None] = mapped_column(LargeBinary())
    delito_el: Mapped[datetime.date | None] = mapped_column(Date())
    delito_lugar: Mapped[str | None] = mapped_column(String(length=160))
    relato_victima: Mapped[bytes | None] = mapped_column(LargeBinary())
    reporte_policia: Mapped[str | None] = mapped_column(String(length=60))
    certificacion_u: Mapped[str | None] = mapped_column(String(length=63))
    compensacion_victimas: Mapped[str | None] = mapped_column(String(length=63))
    tiene_abogado: Mapped[str | None] = mapped_column(String(length=63))
    abogado: Mapped[uuid.UUID | None] = mapped_column(Uuid())
    rama: Mapped[str | None] = mapped_column(String(length=63))
    nivel_pale: Mapped[str | None] = mapped_column(String(length=63))
    requiere_interprete_corte: Mapped[str | None] = mapped_column(String(length=63))
    pide_apoyo: Mapped[str | None] = mapped_column(String(length=63))
    sin_recursos: Mapped[str | None] = mapped_column(String(length=63))
    apoyo_solicitado_amount: Mapped[decimal.Decimal | None] = mapped_column(Exact(precision=15, scale=2))
    apoyo_solicitado_currency: Mapped[str | None] = mapped_column(String(length=3))


case_victima_delito__para_que = Table(
    "case_victima_delito__para_que",
    Base.metadata,
    Column("record_id", Uuid(), ForeignKey("case_victima_delito.id", name="fk_case_victima_delito__para_que_record_id"), primary_key=True),
    Column("code", String(length=63), primary_key=True),
    Index("ix_case_victima_delito__para_que_code", "code"),
)
