"""Personas enfermas u hospitalizadas. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import datetime
import decimal
import uuid

from sqlalchemy import Column, Date, ForeignKey, Index, LargeBinary, String, Table, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from mexico_registry.generated.base import Base
from runtime.sqltypes import Exact


class CasePersonaEnferma(Base):
    """Persona enferma u hospitalizada."""

    __tablename__ = "case_persona_enferma"

    id: Mapped[uuid.UUID] = mapped_column(Uuid(), ForeignKey("cases.id", name="fk_case_persona_enferma_id"), primary_key=True)
    hospital: Mapped[uuid.UUID | None] = mapped_column(Uuid())
    ingreso_el: Mapped[datetime.date | None] = mapped_column(Date())
    padecimiento: Mapped[bytes | None] = mapped_column(LargeBinary())
    paciente_consiente: Mapped[str | None] = mapped_column(String(length=63))
    apto_viajar: Mapped[bytes | None] = mapped_column(LargeBinary())
    carta_responsiva: Mapped[str | None] = mapped_column(String(length=63))
    hospital_recibe: Mapped[str | None] = mapped_column(String(length=160))
    aceptado_el: Mapped[datetime.date | None] = mapped_column(Date())
    embarazo: Mapped[bytes | None] = mapped_column(LargeBinary())
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
    pide_apoyo: Mapped[str | None] = mapped_column(String(length=63))
    sin_recursos: Mapped[str | None] = mapped_column(String(length=63))
    apoyo_solicitado_amount: Mapped[decimal.Decimal | None] = mapped_column(Exact(precision=15, scale=2))
    apoyo_solicitado_currency: Mapped[str | None] = mapped_column(String(length=3))


case_persona_enferma__para_que = Table(
    "case_persona_enferma__para_que",
    Base.metadata,
    Column("record_id", Uuid(), ForeignKey("case_persona_enferma.id", name="fk_case_persona_enferma__para_que_record_id"), primary_key=True),
    Column("code", String(length=63), primary_key=True),
    Index("ix_case_persona_enferma__para_que_code", "code"),
)
