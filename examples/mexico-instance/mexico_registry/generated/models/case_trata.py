"""Casos de trata de personas. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import decimal
import uuid

from sqlalchemy import Boolean, Column, ForeignKey, Index, LargeBinary, String, Table, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from mexico_registry.generated.base import Base
from runtime.sqltypes import Exact


class CaseTrata(Base):
    """Trata de personas."""

    __tablename__ = "case_trata"

    id: Mapped[uuid.UUID] = mapped_column(Uuid(), ForeignKey("cases.id", name="fk_case_trata_id"), primary_key=True)
    no_contactar: Mapped[bool | None] = mapped_column(Boolean())
    telefono_seguro: Mapped[bytes | None] = mapped_column(LargeBinary())
    horario_seguro: Mapped[bytes | None] = mapped_column(LargeBinary())
    palabra_clave: Mapped[bytes | None] = mapped_column(LargeBinary())
    indicadores: Mapped[bytes | None] = mapped_column(LargeBinary())
    identificada: Mapped[str | None] = mapped_column(String(length=63))
    edad_hechos: Mapped[str | None] = mapped_column(String(length=63))
    captacion: Mapped[bytes | None] = mapped_column(LargeBinary())
    captacion_lugar: Mapped[bytes | None] = mapped_column(LargeBinary())
    control: Mapped[bytes | None] = mapped_column(LargeBinary())
    fines: Mapped[bytes | None] = mapped_column(LargeBinary())
    sector: Mapped[str | None] = mapped_column(String(length=63))
    explotacion_lugar: Mapped[bytes | None] = mapped_column(LargeBinary())
    nivel_riesgo: Mapped[str | None] = mapped_column(String(length=63))
    consentimiento_informado: Mapped[str | None] = mapped_column(String(length=63))
    retorno_asistido: Mapped[str | None] = mapped_column(String(length=63))
    denuncia: Mapped[bytes | None] = mapped_column(LargeBinary())
    alivio: Mapped[bytes | None] = mapped_column(LargeBinary())
    pide_apoyo: Mapped[str | None] = mapped_column(String(length=63))
    sin_recursos: Mapped[str | None] = mapped_column(String(length=63))
    apoyo_solicitado_amount: Mapped[decimal.Decimal | None] = mapped_column(Exact(precision=15, scale=2))
    apoyo_solicitado_currency: Mapped[str | None] = mapped_column(String(length=3))


case_trata__para_que = Table(
    "case_trata__para_que",
    Base.metadata,
    Column("record_id", Uuid(), ForeignKey("case_trata.id", name="fk_case_trata__para_que_record_id"), primary_key=True),
    Column("code", String(length=63), primary_key=True),
    Index("ix_case_trata__para_que_code", "code"),
)
