"""Repatriaciones de personas en situación de vulnerabilidad. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import datetime
import decimal
import uuid

from sqlalchemy import BigInteger, Column, Date, ForeignKey, Index, LargeBinary, String, Table, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from mexico_registry.generated.base import Base
from runtime.sqltypes import Exact


class CaseRepatriacionVulnerable(Base):
    """Repatriación de persona en situación de vulnerabilidad."""

    __tablename__ = "case_repatriacion_vulnerable"

    id: Mapped[uuid.UUID] = mapped_column(Uuid(), ForeignKey("cases.id", name="fk_case_repatriacion_vulnerable_id"), primary_key=True)
    grupos_caso: Mapped[bytes | None] = mapped_column(LargeBinary())
    riesgo_actual: Mapped[bytes | None] = mapped_column(LargeBinary())
    familia_destino: Mapped[str | None] = mapped_column(String(length=200))
    personas_grupo: Mapped[int | None] = mapped_column(BigInteger())
    clase_repatriacion: Mapped[str | None] = mapped_column(String(length=63))
    retorno_via: Mapped[str | None] = mapped_column(String(length=63))
    punto_recepcion: Mapped[str | None] = mapped_column(String(length=63))
    retorno_el: Mapped[datetime.date | None] = mapped_column(Date())
    viaja_con: Mapped[str | None] = mapped_column(String(length=63))
    recibe_familiar_given: Mapped[str | None] = mapped_column(String(length=120))
    recibe_familiar_first: Mapped[str | None] = mapped_column(String(length=120))
    recibe_familiar_second: Mapped[str | None] = mapped_column(String(length=120))
    recibe_familiar_as_known: Mapped[str | None] = mapped_column(String(length=120))
    aviso_autoridad_el: Mapped[datetime.date | None] = mapped_column(Date())
    necesidad_medica: Mapped[bytes | None] = mapped_column(LargeBinary())
    necesidad_detalle: Mapped[bytes | None] = mapped_column(LargeBinary())
    embarazo: Mapped[bytes | None] = mapped_column(LargeBinary())
    pide_apoyo: Mapped[str | None] = mapped_column(String(length=63))
    sin_recursos: Mapped[str | None] = mapped_column(String(length=63))
    apoyo_solicitado_amount: Mapped[decimal.Decimal | None] = mapped_column(Exact(precision=15, scale=2))
    apoyo_solicitado_currency: Mapped[str | None] = mapped_column(String(length=3))


case_repatriacion_vulnerable__para_que = Table(
    "case_repatriacion_vulnerable__para_que",
    Base.metadata,
    Column("record_id", Uuid(), ForeignKey("case_repatriacion_vulnerable.id", name="fk_case_repatriacion_vulnerable__para_que_record_id"), primary_key=True),
    Column("code", String(length=63), primary_key=True),
    Index("ix_case_repatriacion_vulnerable__para_que_code", "code"),
)
