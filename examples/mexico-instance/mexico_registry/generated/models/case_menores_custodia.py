"""Menores de edad en custodia de autoridades. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import datetime
import uuid

from sqlalchemy import Date, ForeignKey, LargeBinary, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from mexico_registry.generated.base import Base
from runtime.sqltypes import Instant


class CaseMenoresCustodia(Base):
    """Niñas, niños y adolescentes en custodia de autoridades."""

    __tablename__ = "case_menores_custodia"

    id: Mapped[uuid.UUID] = mapped_column(Uuid(), ForeignKey("cases.id", name="fk_case_menores_custodia_id"), primary_key=True)
    motivo_custodia: Mapped[bytes | None] = mapped_column(LargeBinary())
    notificado_custodia_el: Mapped[datetime.datetime | None] = mapped_column(Instant())
    expediente_corte: Mapped[str | None] = mapped_column(String(length=60))
    audiencia_custodia_el: Mapped[datetime.datetime | None] = mapped_column(Instant())
    estudio_hogar: Mapped[str | None] = mapped_column(String(length=63))
    acompanamiento: Mapped[str | None] = mapped_column(String(length=63))
    acompanante: Mapped[bytes | None] = mapped_column(LargeBinary())
    custodia_de: Mapped[str | None] = mapped_column(String(length=63))
    custodia_desde: Mapped[datetime.date | None] = mapped_column(Date())
    lugar_menor: Mapped[bytes | None] = mapped_column(LargeBinary())
    necesidades_menor: Mapped[bytes | None] = mapped_column(LargeBinary())
    deseo_menor: Mapped[bytes | None] = mapped_column(LargeBinary())
    madre: Mapped[bytes | None] = mapped_column(LargeBinary())
    padre: Mapped[bytes | None] = mapped_column(LargeBinary())
    cuidador: Mapped[bytes | None] = mapped_column(LargeBinary())
    familia_verificada: Mapped[str | None] = mapped_column(String(length=63))
    contacto_familiar: Mapped[str | None] = mapped_column(String(length=63))
    resultado_evaluacion: Mapped[str | None] = mapped_column(String(length=63))
    recibe_autoridad: Mapped[str | None] = mapped_column(String(length=63))
    entrega_el: Mapped[datetime.datetime | None] = mapped_column(Instant())
    entrega_a: Mapped[bytes | None] = mapped_column(LargeBinary())
    comparte_familia: Mapped[str | None] = mapped_column(String(length=63))
    comparte_autoridades: Mapped[str | None] = mapped_column(String(length=63))
    comparte_organizaciones: Mapped[str | None] = mapped_column(String(length=63))
    comparte_publico: Mapped[str | None] = mapped_column(String(length=63))
    tiene_abogado: Mapped[str | None] = mapped_column(String(length=63))
    abogado: Mapped[uuid.UUID | None] = mapped_column(Uuid())
    rama: Mapped[str | None] = mapped_column(String(length=63))
    nivel_pale: Mapped[str | None] = mapped_column(String(length=63))
    requiere_interprete_corte: Mapped[str | None] = mapped_column(String(length=63))
