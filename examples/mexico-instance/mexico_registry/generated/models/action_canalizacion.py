"""Canalización. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import datetime
import uuid

from sqlalchemy import Date, ForeignKey, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from mexico_registry.generated.base import Base


class ActionCanalizacion(Base):
    """Canalización."""

    __tablename__ = "action_canalizacion"

    id: Mapped[uuid.UUID] = mapped_column(Uuid(), ForeignKey("actions.id", name="fk_action_canalizacion_id"), primary_key=True)
    canalizado_a: Mapped[str | None] = mapped_column(String(length=160))
    motivo_canalizacion: Mapped[str | None] = mapped_column(String(length=300))
    autoriza_datos: Mapped[str | None] = mapped_column(String(length=63))
    recibida_el: Mapped[datetime.date | None] = mapped_column(Date())
