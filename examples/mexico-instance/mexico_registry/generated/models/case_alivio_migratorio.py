"""Alivios y trámites migratorios. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import datetime
import uuid

from sqlalchemy import Date, ForeignKey, LargeBinary, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from mexico_registry.generated.base import Base


class CaseAlivioMigratorio(Base):
    """Alivio o trámite migratorio."""

    __tablename__ = "case_alivio_migratorio"

    id: Mapped[uuid.UUID] = mapped_column(Uuid(), ForeignKey("cases.id", name="fk_case_alivio_migratorio_id"), primary_key=True)
    tema_alivio: Mapped[str | None] = mapped_column(String(length=63))
    alivio: Mapped[bytes | None] = mapped_column(LargeBinary())
    vence_alivio_el: Mapped[datetime.date | None] = mapped_column(Date())
    defraudador: Mapped[str | None] = mapped_column(String(length=160))
    presentado_alivio_el: Mapped[datetime.date | None] = mapped_column(Date())
    resultado_alivio: Mapped[str | None] = mapped_column(String(length=63))
    tiene_abogado: Mapped[str | None] = mapped_column(String(length=63))
    abogado: Mapped[uuid.UUID | None] = mapped_column(Uuid())
    rama: Mapped[str | None] = mapped_column(String(length=63))
    nivel_pale: Mapped[str | None] = mapped_column(String(length=63))
    requiere_interprete_corte: Mapped[str | None] = mapped_column(String(length=63))
