"""Eventos preventivos. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import datetime
import uuid

from sqlalchemy import BigInteger, Boolean, Date, ForeignKey, Index, Integer, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from mexico_registry.generated.base import Base
from runtime.sqltypes import Document, Instant


class RegisterEvento(Base):
    """Evento preventivo."""

    __tablename__ = "register_evento"
    __table_args__ = (
        Index("ix_register_evento_office_id", "office_id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(Uuid(), primary_key=True)
    version: Mapped[int] = mapped_column(Integer())
    created_at: Mapped[datetime.datetime] = mapped_column(Instant())
    created_by: Mapped[uuid.UUID] = mapped_column(Uuid(), ForeignKey("account.id", name="fk_register_evento_created_by"))
    updated_at: Mapped[datetime.datetime] = mapped_column(Instant())
    updated_by: Mapped[uuid.UUID] = mapped_column(Uuid(), ForeignKey("account.id", name="fk_register_evento_updated_by"))
    blueprint_version: Mapped[str] = mapped_column(String(length=32))
    synthetic: Mapped[bool] = mapped_column(Boolean())
    unknown: Mapped[object] = mapped_column(Document())
    office_id: Mapped[str] = mapped_column(String(length=40), ForeignKey("office.id", name="fk_register_evento_office_id"))
    nombre_evento: Mapped[str | None] = mapped_column(String(length=160))
    tipo_evento: Mapped[str | None] = mapped_column(String(length=63))
    fecha_evento: Mapped[datetime.date | None] = mapped_column(Date())
    lugar_evento: Mapped[str | None] = mapped_column(String(length=160))
    aliados: Mapped[str | None] = mapped_column(String(length=300))
    asistentes: Mapped[int | None] = mapped_column(BigInteger())
    consultas: Mapped[int | None] = mapped_column(BigInteger())
    casos_detectados: Mapped[int | None] = mapped_column(BigInteger())
