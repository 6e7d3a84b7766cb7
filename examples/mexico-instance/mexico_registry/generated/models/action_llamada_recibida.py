"""Llamada recibida. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import uuid

from sqlalchemy import ForeignKey, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from mexico_registry.generated.base import Base


class ActionLlamadaRecibida(Base):
    """Llamada recibida."""

    __tablename__ = "action_llamada_recibida"

    id: Mapped[uuid.UUID] = mapped_column(Uuid(), ForeignKey("actions.id", name="fk_action_llamada_recibida_id"), primary_key=True)
    llamo: Mapped[str | None] = mapped_column(String(length=120))
    llamo_relacion: Mapped[str | None] = mapped_column(String(length=63))
    llamo_telefono: Mapped[str | None] = mapped_column(String(length=32))
