"""Orientaciones e informes. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import uuid

from sqlalchemy import ForeignKey, LargeBinary, String, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from mexico_registry.generated.base import Base


class CaseOrientacionGeneral(Base):
    """Orientación e informes."""

    __tablename__ = "case_orientacion_general"

    id: Mapped[uuid.UUID] = mapped_column(Uuid(), ForeignKey("cases.id", name="fk_case_orientacion_general_id"), primary_key=True)
    tema_consulta: Mapped[str | None] = mapped_column(String(length=63))
    en_proceso_remocion: Mapped[bytes | None] = mapped_column(LargeBinary())
    inadmitida_en: Mapped[str | None] = mapped_column(String(length=120))
    respuesta_dada: Mapped[str | None] = mapped_column(Text())
