"""Restituciones y custodias internacionales. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import datetime
import uuid

from sqlalchemy import BigInteger, Date, ForeignKey, LargeBinary, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from mexico_registry.generated.base import Base


class CaseRestitucionMenores(Base):
    """Restitución, visita y custodia internacional."""

    __tablename__ = "case_restitucion_menores"

    id: Mapped[uuid.UUID] = mapped_column(Uuid(), ForeignKey("cases.id", name="fk_case_restitucion_menores_id"), primary_key=True)
    sentido: Mapped[str | None] = mapped_column(String(length=63))
    instrumento: Mapped[str | None] = mapped_column(String(length=63))
    numero_menores: Mapped[int | None] = mapped_column(BigInteger())
    traslado_ilicito_el: Mapped[datetime.date | None] = mapped_column(Date())
    autoridad_central_el: Mapped[datetime.date | None] = mapped_column(Date())
    resultado_restitucion: Mapped[str | None] = mapped_column(String(length=63))
    necesidades_menor: Mapped[bytes | None] = mapped_column(LargeBinary())
    deseo_menor: Mapped[bytes | None] = mapped_column(LargeBinary())
    madre: Mapped[bytes | None] = mapped_column(LargeBinary())
    padre: Mapped[bytes | None] = mapped_column(LargeBinary())
    cuidador: Mapped[bytes | None] = mapped_column(LargeBinary())
    contacto_familiar: Mapped[str | None] = mapped_column(String(length=63))
    comparte_familia: Mapped[str | None] = mapped_column(String(length=63))
    comparte_autoridades: Mapped[str | None] = mapped_column(String(length=63))
    comparte_organizaciones: Mapped[str | None] = mapped_column(String(length=63))
    comparte_publico: Mapped[str | None] = mapped_column(String(length=63))
    tiene_abogado: Mapped[str | None] = mapped_column(String(length=63))
    abogado: Mapped[uuid.UUID | None] = mapped_column(Uuid())
    rama: Mapped[str | None] = mapped_column(String(length=63))
    nivel_pale: Mapped[str | None] = mapped_column(String(length=63))
    requiere_interprete_corte: Mapped[str | None] = mapped_column(String(length=63))
