"""Asistencia a audiencia. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import datetime
import uuid

from sqlalchemy import ForeignKey, LargeBinary, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from mexico_registry.generated.base import Base
from runtime.sqltypes import Instant


class ActionAsistenciaAudiencia(Base):
    """Asistencia a audiencia."""

    __tablename__ = "action_asistencia_audiencia"

    id: Mapped[uuid.UUID] = mapped_column(Uuid(), ForeignKey("actions.id", name="fk_action_asistencia_audiencia_id"), primary_key=True)
    corte: Mapped[uuid.UUID | None] = mapped_column(Uuid())
    asistio: Mapped[str | None] = mapped_column(String(length=63))
    motivo_inasistencia: Mapped[str | None] = mapped_column(String(length=300))
    acuerdo_corte: Mapped[bytes | None] = mapped_column(LargeBinary())
    siguiente_audiencia: Mapped[datetime.datetime | None] = mapped_column(Instant())
