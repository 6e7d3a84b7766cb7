"""Directorio de contrapartes. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import datetime
import uuid

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from mexico_registry.generated.base import Base
from runtime.sqltypes import Document, Instant


class RegisterContraparte(Base):
    """Contraparte."""

    __tablename__ = "register_contraparte"
    __table_args__ = (
        Index("ix_register_contraparte_office_id", "office_id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(Uuid(), primary_key=True)
    version: Mapped[int] = mapped_column(Integer())
    created_at: Mapped[datetime.datetime] = mapped_column(Instant())
    created_by: Mapped[uuid.UUID] = mapped_column(Uuid(), ForeignKey("account.id", name="fk_register_contraparte_created_by"))
    updated_at: Mapped[datetime.datetime] = mapped_column(Instant())
    updated_by: Mapped[uuid.UUID] = mapped_column(Uuid(), ForeignKey("account.id", name="fk_register_contraparte_updated_by"))
    blueprint_version: Mapped[str] = mapped_column(String(length=32))
    synthetic: Mapped[bool] = mapped_column(Boolean())
    unknown: Mapped[object] = mapped_column(Document())
    office_id: Mapped[str] = mapped_column(String(length=40), ForeignKey("office.id", name="fk_register_contraparte_office_id"))
    nombre: Mapped[str | None] = mapped_column(String(length=160))
    tipo: Mapped[str | None] = mapped_column(String(length=63))
    centro_tipo: Mapped[str | None] = mapped_column(String(length=63))
    autoridad: Mapped[str | None] = mapped_column(String(length=63))
    convenio_pale: Mapped[bool | None] = mapped_column(Boolean())
    persona_contacto: Mapped[str | None] = mapped_column(String(length=120))
    telefono: Mapped[str | None] = mapped_column(String(length=32))
    correo: Mapped[str | None] = mapped_column(String(length=254))
    sitio: Mapped[str | None] = mapped_column(String(length=2000))
    pais: Mapped[str | None] = mapped_column(String(length=3))
    estado_eua: Mapped[str | None] = mapped_column(String(length=63))
    ciudad: Mapped[str | None] = mapped_column(String(length=80))
    domicilio_street: Mapped[str | None] = mapped_column(String(length=200))
    domicilio_city: Mapped[str | None] = mapped_column(String(length=120))
    domicilio_region: Mapped[str | None] = mapped_column(String(length=120))
    domicilio_postcode: Mapped[str | None] = mapped_column(String(length=20))
    domicilio_country: Mapped[str | None] = mapped_column(String(length=3))
    notas: Mapped[str | None] = mapped_column(Text())


register_contraparte__rama = Table(
    "register_contraparte__rama",
    Base.metadata,
    Column("record_id", Uuid(), ForeignKey("register_contraparte.id", name="fk_register_contraparte__rama_record_id"), primary_key=True),
    Column("code", String(length=63), primary_key=True),
    Index("ix_register_contraparte__rama_code", "code"),
)
