"""Documento emitido. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import datetime
import uuid

from sqlalchemy import Date, ForeignKey, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from mexico_registry.generated.base import Base


class ActionDocumentoEmitido(Base):
    """Documento emitido."""

    __tablename__ = "action_documento_emitido"

    id: Mapped[uuid.UUID] = mapped_column(Uuid(), ForeignKey("actions.id", name="fk_action_documento_emitido_id"), primary_key=True)
    documento_tipo: Mapped[str | None] = mapped_column(String(length=63))
    documento_numero: Mapped[str | None] = mapped_column(String(length=60))
    expedido_el: Mapped[datetime.date | None] = mapped_column(Date())
    vigente_hasta: Mapped[datetime.date | None] = mapped_column(Date())
    entregado_a: Mapped[str | None] = mapped_column(String(length=120))
