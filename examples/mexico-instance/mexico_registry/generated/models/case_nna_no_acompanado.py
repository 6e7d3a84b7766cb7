"""Niñas, niños y adolescentes no acompañados. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import datetime
import uuid

from sqlalchemy import Date, ForeignKey, LargeBinary, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from mexico_registry.generated.base import Base
from runtime.sqltypes import Instant


class CaseNnaNoAcompanado(Base):
    """Niña, niño o adolescente migrante no acompañado."""

    __tablename__ = "case_nna_no_acompanado"

    id: Mapped[uuid.UUID] = mapped_column(Uuid(), ForeignKey("cases.id", name="fk_case_nna_no_acompanado_id"), primary_key=True)
    aprehendido_el: Mapped[datetime.datetime | None] = mapped_column(Instant())
    notificado_nna_el: Mapped[datetime.datetime | None] = mapped_column(Instant())
    oficial_aprehensor: Mapped[str | None] = mapped_column(String(length=63))
    veces_anteriores: Mapped[bytes | None] = mapped_column(LargeBinary())
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
    necesidad_medica: Mapped[bytes | None] = mapped_column(LargeBinary())
    necesidad_detalle: Mapped[bytes | None] = mapped_column(LargeBinary())
    embarazo: Mapped[bytes | None] = mapped_column(LargeBinary())
    clase_repatriacion: Mapped[str | None] = mapped_column(String(length=63))
    retorno_via: Mapped[str | None] = mapped_column(String(length=63))
    punto_recepcion: Mapped[str | None] = mapped_column(String(length=63))
    retorno_el: Mapped[datetime.date | None] = mapped_column(Date())
    viaja_con: Mapped[str | None] = mapped_column(String(length=63))
    recibe_familiar_given: Mapped[str | None] = mapped_column(String(length=120))
    recibe_familiar_first: Mapped[str | None] = mapped_column(String(length=120))
    recibe_familiar_second: Mapped[str | None] = mapped_column(String(length=120))
    recibe_familiar_as_known: Mapped[str | None] = mapped_column(String(length=120))
    aviso_autoridad_el: Mapped[datetime.date | None] = mapped_column(Date())
