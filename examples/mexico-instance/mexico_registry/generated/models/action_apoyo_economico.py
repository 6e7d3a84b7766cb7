"""Apoyo económico. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import decimal
import uuid

from sqlalchemy import ForeignKey, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from mexico_registry.generated.base import Base
from runtime.sqltypes import Exact


class ActionApoyoEconomico(Base):
    """Apoyo económico."""

    __tablename__ = "action_apoyo_economico"

    id: Mapped[uuid.UUID] = mapped_column(Uuid(), ForeignKey("actions.id", name="fk_action_apoyo_economico_id"), primary_key=True)
    fondo: Mapped[str | None] = mapped_column(String(length=63))
    partida: Mapped[str | None] = mapped_column(String(length=63))
    clase: Mapped[str | None] = mapped_column(String(length=63))
    monto_amount: Mapped[decimal.Decimal | None] = mapped_column(Exact(precision=15, scale=2))
    monto_currency: Mapped[str | None] = mapped_column(String(length=3))
    entrega: Mapped[str | None] = mapped_column(String(length=63))
    proveedor: Mapped[str | None] = mapped_column(String(length=160))
    recibo: Mapped[str | None] = mapped_column(String(length=60))
    recibo_archivo_id: Mapped[uuid.UUID | None] = mapped_column(Uuid())
    recibo_archivo_name: Mapped[str | None] = mapped_column(String(length=255))
    autorizo: Mapped[str | None] = mapped_column(String(length=120))
