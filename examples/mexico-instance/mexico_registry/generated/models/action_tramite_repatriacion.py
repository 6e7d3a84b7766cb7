"""Trámite de repatriación. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import datetime
import uuid

from sqlalchemy import Date, ForeignKey, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from mexico_registry.generated.base import Base


class ActionTramiteRepatriacion(Base):
    """Trámite de repatriación."""

    __tablename__ = "action_tramite_repatriacion"

    id: Mapped[uuid.UUID] = mapped_column(Uuid(), ForeignKey("actions.id", name="fk_action_tramite_repatriacion_id"), primary_key=True)
    tramite_tipo: Mapped[str | None] = mapped_column(String(length=63))
    ante: Mapped[str | None] = mapped_column(String(length=63))
    confirmado_el: Mapped[datetime.date | None] = mapped_column(Date())
