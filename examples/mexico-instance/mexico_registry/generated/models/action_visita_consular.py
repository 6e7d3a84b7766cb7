"""Visita consular. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import uuid

from sqlalchemy import BigInteger, Column, ForeignKey, Index, LargeBinary, String, Table, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from mexico_registry.generated.base import Base


class ActionVisitaConsular(Base):
    """Visita consular."""

    __tablename__ = "action_visita_consular"

    id: Mapped[uuid.UUID] = mapped_column(Uuid(), ForeignKey("actions.id", name="fk_action_visita_consular_id"), primary_key=True)
    centro: Mapped[uuid.UUID | None] = mapped_column(Uuid())
    centro_tipo: Mapped[str | None] = mapped_column(String(length=63))
    modalidad: Mapped[str | None] = mapped_column(String(length=63))
    acceso: Mapped[str | None] = mapped_column(String(length=63))
    acceso_motivo: Mapped[str | None] = mapped_column(String(length=300))
    entrevistados: Mapped[int | None] = mapped_column(BigInteger())
    estado_salud: Mapped[bytes | None] = mapped_column(LargeBinary())
    quejas_turnadas: Mapped[str | None] = mapped_column(String(length=63))


action_visita_consular__quejas_visita = Table(
    "action_visita_consular__quejas_visita",
    Base.metadata,
    Column("record_id", Uuid(), ForeignKey("action_visita_consular.id", name="fk_action_visita_consular__quejas_visita_record_id"), primary_key=True),
    Column("code", String(length=63), primary_key=True),
    Index("ix_action_visita_consular__quejas_visita_code", "code"),
)
