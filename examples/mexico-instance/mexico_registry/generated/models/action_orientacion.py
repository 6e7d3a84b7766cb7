"""Orientación. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import uuid

from sqlalchemy import Boolean, ForeignKey, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from mexico_registry.generated.base import Base


class ActionOrientacion(Base):
    """Orientación."""

    __tablename__ = "action_orientacion"

    id: Mapped[uuid.UUID] = mapped_column(Uuid(), ForeignKey("actions.id", name="fk_action_orientacion_id"), primary_key=True)
    tema: Mapped[str | None] = mapped_column(String(length=63))
    modalidad: Mapped[str | None] = mapped_column(String(length=63))
    comprendio: Mapped[str | None] = mapped_column(String(length=63))
    material: Mapped[bool | None] = mapped_column(Boolean())
