"""Informe de cierre. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import uuid

from sqlalchemy import ForeignKey, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from mexico_registry.generated.base import Base


class ActionInformeCierre(Base):
    """Informe de cierre."""

    __tablename__ = "action_informe_cierre"

    id: Mapped[uuid.UUID] = mapped_column(Uuid(), ForeignKey("actions.id", name="fk_action_informe_cierre_id"), primary_key=True)
    logrado: Mapped[str | None] = mapped_column(Text())
    pendiente: Mapped[str | None] = mapped_column(Text())
    lecciones: Mapped[str | None] = mapped_column(Text())
