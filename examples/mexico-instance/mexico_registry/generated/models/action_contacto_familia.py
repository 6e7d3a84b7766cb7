"""Contacto con la familia. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import uuid

from sqlalchemy import ForeignKey, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from mexico_registry.generated.base import Base


class ActionContactoFamilia(Base):
    """Contacto con la familia."""

    __tablename__ = "action_contacto_familia"

    id: Mapped[uuid.UUID] = mapped_column(Uuid(), ForeignKey("actions.id", name="fk_action_contacto_familia_id"), primary_key=True)
    autorizado: Mapped[str | None] = mapped_column(String(length=63))
    familiar_given: Mapped[str | None] = mapped_column(String(length=120))
    familiar_first: Mapped[str | None] = mapped_column(String(length=120))
    familiar_second: Mapped[str | None] = mapped_column(String(length=120))
    familiar_as_known: Mapped[str | None] = mapped_column(String(length=120))
    familiar_parentesco: Mapped[str | None] = mapped_column(String(length=63))
    familiar_telefono: Mapped[str | None] = mapped_column(String(length=32))
    familiar_estado: Mapped[str | None] = mapped_column(String(length=63))
    peticion: Mapped[str | None] = mapped_column(String(length=500))
