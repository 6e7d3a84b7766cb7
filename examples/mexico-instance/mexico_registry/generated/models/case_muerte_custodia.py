"""Muertes bajo custodia. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import datetime
import uuid

from sqlalchemy import Column, Date, ForeignKey, Index, LargeBinary, String, Table, Text, Time, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from mexico_registry.generated.base import Base
from runtime.sqltypes import Instant


class CaseMuerteCustodia(Base):
    """Muerte bajo custodia."""

    __tablename__ = "case_muerte_custodia"

    id: Mapped[uuid.UUID] = mapped_column(Uuid(), ForeignKey("cases.id", name="fk_case_muerte_custodia_id"), primary_key=True)
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
    familia_informada_el: Mapped[datetime.datetime | None] = mapped_column(Instant())
    investigacion_pedida_el: Mapped[datetime.date | None] = mapped_column(Date())
    informes_recibidos: Mapped[str | None] = mapped_column(String(length=63))
    autopsia: Mapped[str | None] = mapped_column(String(length=63))
    familia_acciones: Mapped[str | None] = mapped_column(Text())
    tiene_abogado: Mapped[str | None] = mapped_column(String(length=63))
    abogado: Mapped[uuid.UUID | None] = mapped_column(Uuid())
    rama: Mapped[str | None] = mapped_column(String(length=63))
    nivel_pale: Mapped[str | None] = mapped_column(String(length=63))
    requiere_interprete_corte: Mapped[str | None] = mapped_column(String(length=63))


case_muerte_custodia__medios_identificacion = Table(
    "case_muerte_custodia__medios_identificacion",
    Base.metadata,
    Column("record_id", Uuid(), ForeignKey("case_muerte_custodia.id", name="fk_case_muerte_custodia__medios_identificacion_record_id"), primary_key=True),
    Column("code", String(length=63), primary_key=True),
    Index("ix_case_muerte_custodia__medios_identificacion_code", "code"),
)
