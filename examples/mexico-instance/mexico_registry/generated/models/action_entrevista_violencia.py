"""Entrevista a persona que vive violencia. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import uuid

from sqlalchemy import ForeignKey, LargeBinary, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from mexico_registry.generated.base import Base


class ActionEntrevistaViolencia(Base):
    """Entrevista a persona que vive violencia."""

    __tablename__ = "action_entrevista_violencia"

    id: Mapped[uuid.UUID] = mapped_column(Uuid(), ForeignKey("actions.id", name="fk_action_entrevista_violencia_id"), primary_key=True)
    a_solas: Mapped[str | None] = mapped_column(String(length=63))
    lugar_seguro: Mapped[str | None] = mapped_column(String(length=63))
    modalidad: Mapped[str | None] = mapped_column(String(length=63))
    otro_momento: Mapped[bytes | None] = mapped_column(LargeBinary())
    peligro_ahora: Mapped[bytes | None] = mapped_column(LargeBinary())
    ha_aumentado: Mapped[bytes | None] = mapped_column(LargeBinary())
    amenazas_muerte: Mapped[bytes | None] = mapped_column(LargeBinary())
    agresor_sabe: Mapped[bytes | None] = mapped_column(LargeBinary())
    hijos_presencian: Mapped[bytes | None] = mapped_column(LargeBinary())
    relato_entrevista: Mapped[bytes | None] = mapped_column(LargeBinary())
    desea: Mapped[bytes | None] = mapped_column(LargeBinary())
    opciones: Mapped[bytes | None] = mapped_column(LargeBinary())
