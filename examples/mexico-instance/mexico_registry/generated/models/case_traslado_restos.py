"""Traslados de restos. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import datetime
import decimal
import uuid

from sqlalchemy import Column, Date, ForeignKey, Index, LargeBinary, String, Table, Text, Time, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from mexico_registry.generated.base import Base
from runtime.sqltypes import Exact


class CaseTrasladoRestos(Base):
    """Traslado de restos."""

    __tablename__ = "case_traslado_restos"

    id: Mapped[uuid.UUID] = mapped_column(Uuid(), ForeignKey("cases.id", name="fk_case_traslado_restos_id"), primary_key=True)
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
    decide_given: Mapped[str | None] = mapped_column(String(length=120))
    decide_first: Mapped[str | None] = mapped_column(String(length=120))
    decide_second: Mapped[str | None] = mapped_column(String(length=120))
    decide_as_known: Mapped[str | None] = mapped_column(String(length=120))
    decide_parentesco: Mapped[str | None] = mapped_column(String(length=63))
    decide_telefono: Mapped[str | None] = mapped_column(String(length=32))
    voluntad_familia: Mapped[str | None] = mapped_column(Text())
    forma: Mapped[str | None] = mapped_column(String(length=63))
    funeraria: Mapped[uuid.UUID | None] = mapped_column(Uuid())
    via: Mapped[str | None] = mapped_column(String(length=63))
    guia: Mapped[str | None] = mapped_column(String(length=60))
    destino_estado: Mapped[str | None] = mapped_column(String(length=63))
    destino_municipio: Mapped[str | None] = mapped_column(String(length=100))
    recibe: Mapped[str | None] = mapped_column(String(length=160))
    salida_el: Mapped[datetime.date | None] = mapped_column(Date())
    llegada_el: Mapped[datetime.date | None] = mapped_column(Date())
    acta_numero: Mapped[str | None] = mapped_column(String(length=60))
    licencia_embalsamador: Mapped[str | None] = mapped_column(String(length=60))
    visado_el: Mapped[datetime.date | None] = mapped_column(Date())
    costo_amount: Mapped[decimal.Decimal | None] = mapped_column(Exact(precision=15, scale=2))
    costo_currency: Mapped[str | None] = mapped_column(String(length=3))
    pagador: Mapped[str | None] = mapped_column(String(length=63))
    insolvencia: Mapped[str | None] = mapped_column(String(length=63))
    apoyo_autorizado_amount: Mapped[decimal.Decimal | None] = mapped_column(Exact(precision=15, scale=2))
    apoyo_autorizado_currency: Mapped[str | None] = mapped_column(String(length=3))


case_traslado_restos__medios_identificacion = Table(
    "case_traslado_restos__medios_identificacion",
    Base.metadata,
    Column("record_id", Uuid(), ForeignKey("case_traslado_restos.id", name="fk_case_traslado_restos__medios_identificacion_record_id"), primary_key=True),
    Column("code", String(length=63), primary_key=True),
    Index("ix_case_traslado_restos__medios_identificacion_code", "code"),
)
