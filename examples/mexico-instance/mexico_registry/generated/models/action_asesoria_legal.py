"""Asesoría legal. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import datetime
import decimal
import uuid

from sqlalchemy import Date, ForeignKey, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from mexico_registry.generated.base import Base
from runtime.sqltypes import Exact


class ActionAsesoriaLegal(Base):
    """Asesoría legal."""

    __tablename__ = "action_asesoria_legal"

    id: Mapped[uuid.UUID] = mapped_column(Uuid(), ForeignKey("actions.id", name="fk_action_asesoria_legal_id"), primary_key=True)
    abogado: Mapped[uuid.UUID | None] = mapped_column(Uuid())
    rama: Mapped[str | None] = mapped_column(String(length=63))
    nivel_pale: Mapped[str | None] = mapped_column(String(length=63))
    honorarios_amount: Mapped[decimal.Decimal | None] = mapped_column(Exact(precision=15, scale=2))
    honorarios_currency: Mapped[str | None] = mapped_column(String(length=3))
    informe: Mapped[str | None] = mapped_column(String(length=63))
    pagada_el: Mapped[datetime.date | None] = mapped_column(Date())
