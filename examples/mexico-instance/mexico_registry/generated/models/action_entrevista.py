"""Entrevista. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import uuid

from sqlalchemy import Boolean, ForeignKey, LargeBinary, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from mexico_registry.generated.base import Base


class ActionEntrevista(Base):
    """Entrevista."""

    __tablename__ = "action_entrevista"

    id: Mapped[uuid.UUID] = mapped_column(Uuid(), ForeignKey("actions.id", name="fk_action_entrevista_id"), primary_key=True)
    modalidad: Mapped[str | None] = mapped_column(String(length=63))
    a_solas: Mapped[str | None] = mapped_column(String(length=63))
    lengua_entrevista: Mapped[str | None] = mapped_column(String(length=3))
    con_interprete: Mapped[bool | None] = mapped_column(Boolean())
    relato: Mapped[bytes | None] = mapped_column(LargeBinary())
