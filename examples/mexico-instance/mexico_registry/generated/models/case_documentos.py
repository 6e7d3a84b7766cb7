"""Documentos perdidos o por obtener. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import datetime
import uuid

from sqlalchemy import Column, Date, ForeignKey, Index, String, Table, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from mexico_registry.generated.base import Base


class CaseDocumentos(Base):
    """Documentos perdidos o por obtener."""

    __tablename__ = "case_documentos"

    id: Mapped[uuid.UUID] = mapped_column(Uuid(), ForeignKey("cases.id", name="fk_case_documentos_id"), primary_key=True)
    perdida_el: Mapped[datetime.date | None] = mapped_column(Date())
    reporte_policia: Mapped[str | None] = mapped_column(String(length=60))
    viaja_el: Mapped[datetime.date | None] = mapped_column(Date())
    resultado_documento: Mapped[str | None] = mapped_column(String(length=63))


case_documentos__documento_necesita = Table(
    "case_documentos__documento_necesita",
    Base.metadata,
    Column("record_id", Uuid(), ForeignKey("case_documentos.id", name="fk_case_documentos__documento_necesita_record_id"), primary_key=True),
    Column("code", String(length=63), primary_key=True),
    Index("ix_case_documentos__documento_necesita_code", "code"),
)
