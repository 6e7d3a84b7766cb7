"""Llamada realizada. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import datetime
import uuid

from sqlalchemy import ForeignKey, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from mexico_registry.generated.base import Base
from runtime.sqltypes import Instant


class ActionLlamadaRealizada(Base):
    """Llamada realizada."""

    __tablename__ = "action_llamada_realizada"

    id: Mapped[uuid.UUID] = mapped_column(Uuid(), ForeignKey("actions.id", name="fk_action_llamada_realizada_id"), primary_key=True)
    se_llamo_a: Mapped[str | None] = mapped_column(String(length=120))
    contesto: Mapped[str | None] = mapped_column(String(length=63))
    volver_a_llamar: Mapped[datetime.datetime | None] = mapped_column(Instant())
