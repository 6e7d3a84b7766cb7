"""Informe a oficinas centrales. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import datetime
import uuid

from sqlalchemy import Date, ForeignKey, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from mexico_registry.generated.base import Base


class ActionInformeCentral(Base):
    """Informe a oficinas centrales."""

    __tablename__ = "action_informe_central"

    id: Mapped[uuid.UUID] = mapped_column(Uuid(), ForeignKey("actions.id", name="fk_action_informe_central_id"), primary_key=True)
    numero_informe: Mapped[str | None] = mapped_column(String(length=40))
    pide_decision: Mapped[str | None] = mapped_column(String(length=63))
    decidir_antes: Mapped[datetime.date | None] = mapped_column(Date())
