"""Correo o mensaje. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import uuid

from sqlalchemy import ForeignKey, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from mexico_registry.generated.base import Base


class ActionCorreo(Base):
    """Correo o mensaje."""

    __tablename__ = "action_correo"

    id: Mapped[uuid.UUID] = mapped_column(Uuid(), ForeignKey("actions.id", name="fk_action_correo_id"), primary_key=True)
    sentido_correo: Mapped[str | None] = mapped_column(String(length=63))
    correspondiente: Mapped[str | None] = mapped_column(String(length=160))
