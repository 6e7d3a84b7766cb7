"""Identificaciones de restos. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import datetime
import uuid

from sqlalchemy import Column, Date, ForeignKey, Index, LargeBinary, String, Table, Text, Time, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from mexico_registry.generated.base import Base


class CaseIdentificacionRestos(Base):
    """Identificación de restos."""

    __tablename__ = "case_identificacion_restos"

    id: Mapped[uuid.UUID] = mapped_column(Uuid(), ForeignKey("cases.id", name="fk_case_identificacion_restos_id"), primary_key=True)
    hallado_el: Mapped[datetime.date | None] = mapped_column(Date())
    hallado_en: Mapped[str | None] = mapped_column(String(length=200))
    coordenadas: Mapped[str | None] = mapped_column(String(length=60))
    restos_tipo: Mapped[str | None] = mapped_column(String(length=63))
    ropa_objetos: Mapped[str | None] = mapped_column(Text())
    fallecio_el: Mapped[datetime.date | None] = mapped_column(Date())
    fallecio_hora: Mapped[datetime.time | None] = mapped_column(Time())
    lugar_fallecimiento: Mapped[str | None] = mapped_column(String(length=200))
    estado_eua: Mapped[str | None] = mapped_column(String(length=63))
    manera: Mapped[str | None] = mapped_column(String(length=63))
    causa: Mapped[str | None] = mapped_column(String(length=63))
    causa_detalle: Mapped[bytes | None] = mapped_column(LargeBinary())
    bajo_custodia: Mapped[str | None] = mapped_column(String(length=63))
    custodia_autoridad: Mapped[str | None] = mapped_column(String(length=63))
    expediente_solicitado_el: Mapped[datetime.date | None] = mapped_column(Date())
    identificado: Mapped[str | None] = mapped_column(String(length=63))
    sirli: Mapped[str | None] = mapped_column(String(length=40))
    resguardo: Mapped[uuid.UUID | None] = mapped_column(Uuid())
    expediente_forense: Mapped[str | None] = mapped_column(String(length=60))
    muestra_familiar_el: Mapped[datetime.date | None] = mapped_column(Date())
    laboratorio: Mapped[str | None] = mapped_column(String(length=120))
    comparacion_el: Mapped[datetime.date | None] = mapped_column(Date())


case_identificacion_restos__medios_identificacion = Table(
    "case_identificacion_restos__medios_identificacion",
    Base.metadata,
    Column("record_id", Uuid(), ForeignKey("case_identificacion_restos.id", name="fk_case_identificacion_restos__medios_identificacion_record_id"), primary_key=True),
    Column("code", String(length=63), primary_key=True),
    Index("ix_case_identificacion_restos__medios_identificacion_code", "code"),
)
