"""Personas. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import datetime
import uuid

from sqlalchemy import Boolean, Date, ForeignKey, Index, Integer, LargeBinary, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from mexico_registry.generated.base import Base
from runtime.sqltypes import Document, Instant


class Person(Base):
    """Persona."""

    __tablename__ = "person"
    __table_args__ = (
        Index("ix_person_office_id", "office_id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(Uuid(), primary_key=True)
    version: Mapped[int] = mapped_column(Integer())
    created_at: Mapped[datetime.datetime] = mapped_column(Instant())
    created_by: Mapped[uuid.UUID] = mapped_column(Uuid(), ForeignKey("account.id", name="fk_person_created_by"))
    updated_at: Mapped[datetime.datetime] = mapped_column(Instant())
    updated_by: Mapped[uuid.UUID] = mapped_column(Uuid(), ForeignKey("account.id", name="fk_person_updated_by"))
    blueprint_version: Mapped[str] = mapped_column(String(length=32))
    synthetic: Mapped[bool] = mapped_column(Boolean())
    unknown: Mapped[object] = mapped_column(Document())
    office_id: Mapped[str] = mapped_column(String(length=40), ForeignKey("office.id", name="fk_person_office_id"))
    nombre_given: Mapped[str | None] = mapped_column(String(length=120))
    nombre_first: Mapped[str | None] = mapped_column(String(length=120))
    nombre_second: Mapped[str | None] = mapped_column(String(length=120))
    nombre_as_known: Mapped[str | None] = mapped_column(String(length=120))
    alias: Mapped[str | None] = mapped_column(String(length=80))
    nacimiento_birth: Mapped[str | None] = mapped_column(String(length=10))
    nacimiento_age: Mapped[int | None] = mapped_column(Integer())
    nacimiento_told: Mapped[datetime.date | None] = mapped_column(Date())
    sexo: Mapped[str | None] = mapped_column(String(length=63))
    identidad_genero: Mapped[bytes | None] = mapped_column(LargeBinary())
    estado_civil: Mapped[str | None] = mapped_column(String(length=63))
    curp: Mapped[str | None] = mapped_column(String(length=40))
    nacionalidad_estatus: Mapped[str | None] = mapped_column(String(length=63))
    otra_nacionalidad: Mapped[str | None] = mapped_column(String(length=3))
    pais_nacimiento: Mapped[str | None] = mapped_column(String(length=3))
    estado_nacimiento: Mapped[str | None] = mapped_column(String(length=63))
    municipio_nacimiento: Mapped[str | None] = mapped_column(String(length=100))
    estado_origen: Mapped[str | None] = mapped_column(String(length=63))
    municipio_origen: Mapped[str | None] = mapped_column(String(length=100))
    documento_kind: Mapped[str | None] = mapped_column(String(length=63))
    documento_number: Mapped[str | None] = mapped_column(String(length=60))
    documento_country: Mapped[str | None] = mapped_column(String(length=3))
    documento_note: Mapped[str | None] = mapped_column(String(length=200))
    documento_2_kind: Mapped[str | None] = mapped_column(String(length=63))
    documento_2_number: Mapped[str | None] = mapped_column(String(length=60))
    documento_2_country: Mapped[str | None] = mapped_column(String(length=3))
    documento_2_note: Mapped[str | None] = mapped_column(String(length=200))
    documento_3_kind: Mapped[str | None] = mapped_column(String(length=63))
    documento_3_number: Mapped[str | None] = mapped_column(String(length=60))
    documento_3_country: Mapped[str | None] = mapped_column(String(length=3))
    documento_3_note: Mapped[str | None] = mapped_column(String(length=200))
    telefono: Mapped[str | None] = mapped_column(String(length=32))
    correo: Mapped[str | None] = mapped_column(String(length=254))
    contacto_seguro: Mapped[bytes | None] = mapped_column(LargeBinary())
    domicilio: Mapped[bytes | None] = mapped_column(LargeBinary())
    emergencia_nombre_given: Mapped[str | None] = mapped_column(String(length=120))
    emergencia_nombre_first: Mapped[str | None] = mapped_column(String(length=120))
    emergencia_nombre_second: Mapped[str | None] = mapped_column(String(length=120))
    emergencia_nombre_as_known: Mapped[str | None] = mapped_column(String(length=120))
    emergencia_parentesco: Mapped[str | None] = mapped_column(String(length=63))
    emergencia_telefono: Mapped[str | None] = mapped_column(String(length=32))
    lengua: Mapped[bytes | None] = mapped_column(LargeBinary())
    requiere_interprete: Mapped[str | None] = mapped_column(String(length=63))
    grupos_vulnerables: Mapped[bytes | None] = mapped_column(LargeBinary())
