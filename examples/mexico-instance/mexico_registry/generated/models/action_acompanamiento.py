"""Acompañamiento a la persona o su familia. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import uuid

from sqlalchemy import ForeignKey, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from mexico_registry.generated.base import Base


class ActionAcompanamiento(Base):
    """Acompañamiento a la persona o su familia."""

    __tablename__ = "action_acompanamiento"

    id: Mapped[uuid.UUID] = mapped_column(Uuid(), ForeignKey("actions.id", name="fk_action_acompanamiento_id"), primary_key=True)
    lugar_acompanamiento: Mapped[str | None] = mapped_column(String(length=160))
    con_familia: Mapped[str | None] = mapped_column(String(length=63))
