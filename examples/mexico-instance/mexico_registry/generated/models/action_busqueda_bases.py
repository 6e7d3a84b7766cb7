"""Búsqueda en centros y bases de datos. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import uuid

from sqlalchemy import Column, ForeignKey, Index, LargeBinary, String, Table, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from mexico_registry.generated.base import Base


class ActionBusquedaBases(Base):
    """Búsqueda en centros y bases de datos."""

    __tablename__ = "action_busqueda_bases"

    id: Mapped[uuid.UUID] = mapped_column(Uuid(), ForeignKey("actions.id", name="fk_action_busqueda_bases_id"), primary_key=True)
    hallazgo: Mapped[str | None] = mapped_column(String(length=63))
    hallazgo_detalle: Mapped[bytes | None] = mapped_column(LargeBinary())


action_busqueda_bases__buscado_en = Table(
    "action_busqueda_bases__buscado_en",
    Base.metadata,
    Column("record_id", Uuid(), ForeignKey("action_busqueda_bases.id", name="fk_action_busqueda_bases__buscado_en_record_id"), primary_key=True),
    Column("code", String(length=63), primary_key=True),
    Index("ix_action_busqueda_bases__buscado_en_code", "code"),
)
