"""Casos de salarios no pagados. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import datetime
import decimal
import uuid

from sqlalchemy import Column, Date, ForeignKey, Index, LargeBinary, String, Table, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from mexico_registry.generated.base import Base
from runtime.sqltypes import Exact


class CaseSalariosNoPagados(Base):
    """Salarios no pagados."""

    __tablename__ = "case_salarios_no_pagados"

    id: Mapped[uuid.UUID] = mapped_column(Uuid(), ForeignKey("cases.id", name="fk_case_salarios_no_pagados_id"), primary_key=True)
    empleador_nombre: Mapped[str | None] = mapped_column(String(length=160))
    empleador: Mapped[uuid.UUID | None] = mapped_column(Uuid())
    sector: Mapped[str | None] = mapped_column(String(length=63))
    puesto: Mapped[str | None] = mapped_column(String(length=100))
    estado_eua: Mapped[str | None] = mapped_column(String(length=63))
    ciudad: Mapped[str | None] = mapped_column(String(length=80))
    inicio: Mapped[str | None] = mapped_column(String(length=10))
    sigue_trabajando: Mapped[str | None] = mapped_column(String(length=63))
    tipo_visa: Mapped[bytes | None] = mapped_column(LargeBinary())
    desde: Mapped[datetime.date | None] = mapped_column(Date())
    hasta: Mapped[datetime.date | None] = mapped_column(Date())
    periodicidad: Mapped[str | None] = mapped_column(String(length=63))
    tarifa_amount: Mapped[decimal.Decimal | None] = mapped_column(Exact(precision=15, scale=2))
    tarifa_currency: Mapped[str | None] = mapped_column(String(length=3))
    horas_semana: Mapped[decimal.Decimal | None] = mapped_column(Exact(precision=5, scale=1))
    monto_reclamado_amount: Mapped[decimal.Decimal | None] = mapped_column(Exact(precision=15, scale=2))
    monto_reclamado_currency: Mapped[str | None] = mapped_column(String(length=3))
    limite_el: Mapped[datetime.date | None] = mapped_column(Date())
    amenaza_migratoria: Mapped[bytes | None] = mapped_column(LargeBinary())
    retencion_documentos: Mapped[bytes | None] = mapped_column(LargeBinary())
    riesgo_detalle: Mapped[bytes | None] = mapped_column(LargeBinary())
    tiene_abogado: Mapped[str | None] = mapped_column(String(length=63))
    abogado: Mapped[uuid.UUID | None] = mapped_column(Uuid())
    rama: Mapped[str | None] = mapped_column(String(length=63))
    nivel_pale: Mapped[str | None] = mapped_column(String(length=63))
    requiere_interprete_corte: Mapped[str | None] = mapped_column(String(length=63))
    presentado_el: Mapped[datetime.date | None] = mapped_column(Date())
    expediente_externo: Mapped[str | None] = mapped_column(String(length=60))
    resultado_reclamo: Mapped[str | None] = mapped_column(String(length=63))
    monto_recuperado_amount: Mapped[decimal.Decimal | None] = mapped_column(Exact(precision=15, scale=2))
    monto_recuperado_currency: Mapped[str | None] = mapped_column(String(length=3))
    recuperado_el: Mapped[datetime.date | None] = mapped_column(Date())


case_salarios_no_pagados__conceptos = Table(
    "case_salarios_no_pagados__conceptos",
    Base.metadata,
    Column("record_id", Uuid(), ForeignKey("case_salarios_no_pagados.id", name="fk_case_salarios_no_pagados__conceptos_record_id"), primary_key=True),
    Column("code", String(length=63), primary_key=True),
    Index("ix_case_salarios_no_pagados__conceptos_code", "code"),
)


case_salarios_no_pagados__pruebas = Table(
    "case_salarios_no_pagados__pruebas",
    Base.metadata,
    Column("record_id", Uuid(), ForeignKey("case_salarios_no_pagados.id", name="fk_case_salarios_no_pagados__pruebas_record_id"), primary_key=True),
    Column("code", String(length=63), primary_key=True),
    Index("ix_case_salarios_no_pagados__pruebas_code", "code"),
)


case_salarios_no_pagados__vias = Table(
    "case_salarios_no_pagados__vias",
    Base.metadata,
    Column("record_id", Uuid(), ForeignKey("case_salarios_no_pagados.id", name="fk_case_salarios_no_pagados__vias_record_id"), primary_key=True),
    Column("code", String(length=63), primary_key=True),
    Index("ix_case_salarios_no_pagados__vias_code", "code"),
)
