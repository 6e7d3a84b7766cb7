"""Violaciones de derechos humanos. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import datetime
import uuid

from sqlalchemy import Column, Date, ForeignKey, Index, LargeBinary, String, Table, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from mexico_registry.generated.base import Base
from runtime.sqltypes import Instant


class CaseViolacionDerechos(Base):
    """Violación de derechos humanos."""

    __tablename__ = "case_violacion_derechos"

    id: Mapped[uuid.UUID] = mapped_column(Uuid(), ForeignKey("cases.id", name="fk_case_violacion_derechos_id"), primary_key=True)
    autoridad_responsable: Mapped[str | None] = mapped_column(String(length=63))
    hechos_el: Mapped[datetime.datetime | None] = mapped_column(Instant())
    hechos_lugar: Mapped[str | None] = mapped_column(String(length=200))
    relato_hechos: Mapped[bytes | None] = mapped_column(LargeBinary())
    lesiones: Mapped[bytes | None] = mapped_column(LargeBinary())
    pruebas_dh: Mapped[bytes | None] = mapped_column(LargeBinary())
    desea_queja: Mapped[str | None] = mapped_column(String(length=63))
    queja_el: Mapped[datetime.date | None] = mapped_column(Date())
    respuesta_queja: Mapped[str | None] = mapped_column(String(length=63))
    tiene_abogado: Mapped[str | None] = mapped_column(String(length=63))
    abogado: Mapped[uuid.UUID | None] = mapped_column(Uuid())
    rama: Mapped[str | None] = mapped_column(String(length=63))
    nivel_pale: Mapped[str | None] = mapped_column(String(length=63))
    requiere_interprete_corte: Mapped[str | None] = mapped_column(String(length=63))


case_violacion_derechos__violaciones = Table(
    "case_violacion_derechos__violaciones",
    Base.metadata,
    Column("record_id", Uuid(), ForeignKey("case_violacion_derechos.id", name="fk_case_violacion_derechos__violaciones_record_id"), primary_key=True),
    Column("code", String(length=63), primary_key=True),
    Index("ix_case_violacion_derechos__violaciones_code", "code"),
)


case_violacion_derechos__derechos_afectados = Table(
    "case_violacion_derechos__derechos_afectados",
    Base.metadata,
    Column("record_id", Uuid(), ForeignKey("case_violacion_derechos.id", name="fk_case_violacion_derechos__derechos_afectados_record_id"), primary_key=True),
    Column("code", String(length=63), primary_key=True),
    Index("ix_case_violacion_derechos__derechos_afectados_code", "code"),
)


case_violacion_derechos__vias_queja = Table(
    "case_violacion_derechos__vias_queja",
    Base.metadata,
    Column("record_id", Uuid(), ForeignKey("case_violacion_derechos.id", name="fk_case_violacion_derechos__vias_queja_record_id"), primary_key=True),
    Column("code", String(length=63), primary_key=True),
    Index("ix_case_violacion_derechos__vias_queja_code", "code"),
)
