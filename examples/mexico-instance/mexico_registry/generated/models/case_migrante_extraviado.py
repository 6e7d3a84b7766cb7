"""Migrantes extraviados o en peligro. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import datetime
import uuid

from sqlalchemy import BigInteger, Column, Date, ForeignKey, Index, LargeBinary, String, Table, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from mexico_registry.generated.base import Base
from runtime.sqltypes import Instant


class CaseMigranteExtraviado(Base):
    """Migrante extraviado o en peligro."""

    __tablename__ = "case_migrante_extraviado"

    id: Mapped[uuid.UUID] = mapped_column(Uuid(), ForeignKey("cases.id", name="fk_case_migrante_extraviado_id"), primary_key=True)
    ubicacion_conocida: Mapped[bytes | None] = mapped_column(LargeBinary())
    avisado_rescate_el: Mapped[datetime.datetime | None] = mapped_column(Instant())
    autoridad_rescate: Mapped[str | None] = mapped_column(String(length=63))
    ultimo_contacto_el: Mapped[str | None] = mapped_column(String(length=10))
    ultimo_contacto_lugar: Mapped[str | None] = mapped_column(String(length=200))
    ultimo_contacto_medio: Mapped[str | None] = mapped_column(String(length=63))
    ultimo_contacto_dijo: Mapped[bytes | None] = mapped_column(LargeBinary())
    circunstancia: Mapped[str | None] = mapped_column(String(length=63))
    destino_previsto: Mapped[str | None] = mapped_column(String(length=160))
    acompanantes: Mapped[bytes | None] = mapped_column(LargeBinary())
    guia_contacto: Mapped[bytes | None] = mapped_column(LargeBinary())
    estatura_cm: Mapped[int | None] = mapped_column(BigInteger())
    senas_particulares: Mapped[bytes | None] = mapped_column(LargeBinary())
    ropa: Mapped[str | None] = mapped_column(String(length=300))
    fotografia: Mapped[str | None] = mapped_column(String(length=63))
    muestra_adn: Mapped[bytes | None] = mapped_column(LargeBinary())
    muestra_referencia: Mapped[bytes | None] = mapped_column(LargeBinary())
    familia_autoriza: Mapped[str | None] = mapped_column(String(length=63))
    resultado_busqueda: Mapped[str | None] = mapped_column(String(length=63))
    localizado_el: Mapped[datetime.date | None] = mapped_column(Date())
    localizado_en: Mapped[bytes | None] = mapped_column(LargeBinary())
    autoriza_informar: Mapped[str | None] = mapped_column(String(length=63))


case_migrante_extraviado__buscado_en = Table(
    "case_migrante_extraviado__buscado_en",
    Base.metadata,
    Column("record_id", Uuid(), ForeignKey("case_migrante_extraviado.id", name="fk_case_migrante_extraviado__buscado_en_record_id"), primary_key=True),
    Column("code", String(length=63), primary_key=True),
    Index("ix_case_migrante_extraviado__buscado_en_code", "code"),
)


case_migrante_extraviado__denuncias = Table(
    "case_migrante_extraviado__denuncias",
    Base.metadata,
    Column("record_id", Uuid(), ForeignKey("case_migrante_extraviado.id", name="fk_case_migrante_extraviado__denuncias_record_id"), primary_key=True),
    Column("code", String(length=63), primary_key=True),
    Index("ix_case_migrante_extraviado__denuncias_code", "code"),
)
