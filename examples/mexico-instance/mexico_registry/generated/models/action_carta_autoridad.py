"""Carta u oficio a una autoridad. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import datetime
import uuid

from sqlalchemy import Date, ForeignKey, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from mexico_registry.generated.base import Base


class ActionCartaAutoridad(Base):
    """Carta u oficio a una autoridad."""

    __tablename__ = "action_carta_autoridad"

    id: Mapped[uuid.UUID] = mapped_column(Uuid(), ForeignKey("actions.id", name="fk_action_carta_autoridad_id"), primary_key=True)
    numero_oficio: Mapped[str | None] = mapped_column(String(length=40))
    dirigida_a: Mapped[str | None] = mapped_column(String(length=160))
    autoridad: Mapped[str | None] = mapped_column(String(length=63))
    asunto_carta: Mapped[str | None] = mapped_column(String(length=200))
    medio_envio: Mapped[str | None] = mapped_column(String(length=63))
    responder_antes: Mapped[datetime.date | None] = mapped_column(Date())
    respuesta_el: Mapped[datetime.date | None] = mapped_column(Date())
    respuesta_sentido: Mapped[str | None] = mapped_column(String(length=500))
