"""Presunciones de nacionalidad. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import uuid

from sqlalchemy import Column, ForeignKey, Index, String, Table, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from mexico_registry.generated.base import Base


class CasePresuncionNacionalidad(Base):
    """Presunción de nacionalidad."""

    __tablename__ = "case_presuncion_nacionalidad"

    id: Mapped[uuid.UUID] = mapped_column(Uuid(), ForeignKey("cases.id", name="fk_case_presuncion_nacionalidad_id"), primary_key=True)
    pedida_en: Mapped[str | None] = mapped_column(String(length=63))
    lugar_natal: Mapped[str | None] = mapped_column(String(length=200))
    familia_origen: Mapped[str | None] = mapped_column(Text())
    escuela_trabajo: Mapped[str | None] = mapped_column(Text())
    registro_consultado: Mapped[str | None] = mapped_column(String(length=63))
    resultado_presuncion: Mapped[str | None] = mapped_column(String(length=63))
    certificado_numero: Mapped[str | None] = mapped_column(String(length=40))


case_presuncion_nacionalidad__documentos_presentados = Table(
    "case_presuncion_nacionalidad__documentos_presentados",
    Base.metadata,
    Column("record_id", Uuid(), ForeignKey("case_presuncion_nacionalidad.id", name="fk_case_presuncion_nacionalidad__documentos_presentado_0f259077"), primary_key=True),
    Column("code", String(length=63), primary_key=True),
    Index("ix_case_presuncion_nacionalidad__documentos_presentados_code", "code"),
)
