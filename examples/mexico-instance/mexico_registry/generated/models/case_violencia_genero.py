"""Casos de violencia basada en el género. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import decimal
import uuid

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, LargeBinary, String, Table, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from mexico_registry.generated.base import Base
from runtime.sqltypes import Exact


class CaseViolenciaGenero(Base):
    """Violencia basada en el género."""

    __tablename__ = "case_violencia_genero"

    id: Mapped[uuid.UUID] = mapped_column(Uuid(), ForeignKey("cases.id", name="fk_case_violencia_genero_id"), primary_key=True)
    no_contactar: Mapped[bool | None] = mapped_column(Boolean())
    telefono_seguro: Mapped[bytes | None] = mapped_column(LargeBinary())
    horario_seguro: Mapped[bytes | None] = mapped_column(LargeBinary())
    palabra_clave: Mapped[bytes | None] = mapped_column(LargeBinary())
    tipos_violencia: Mapped[bytes | None] = mapped_column(LargeBinary())
    relacion_agresor: Mapped[bytes | None] = mapped_column(LargeBinary())
    convive_agresor: Mapped[bytes | None] = mapped_column(LargeBinary())
    dependientes: Mapped[int | None] = mapped_column(BigInteger())
    relato_violencia: Mapped[bytes | None] = mapped_column(LargeBinary())
    nivel_riesgo: Mapped[str | None] = mapped_column(String(length=63))
    armas: Mapped[bytes | None] = mapped_column(LargeBinary())
    plan_seguridad: Mapped[bytes | None] = mapped_column(LargeBinary())
    orden_proteccion: Mapped[bytes | None] = mapped_column(LargeBinary())
    refugio: Mapped[bytes | None] = mapped_column(LargeBinary())
    denuncia: Mapped[bytes | None] = mapped_column(LargeBinary())
    alivio: Mapped[bytes | None] = mapped_column(LargeBinary())
    pide_apoyo: Mapped[str | None] = mapped_column(String(length=63))
    sin_recursos: Mapped[str | None] = mapped_column(String(length=63))
    apoyo_solicitado_amount: Mapped[decimal.Decimal | None] = mapped_column(Exact(precision=15, scale=2))
    apoyo_solicitado_currency: Mapped[str | None] = mapped_column(String(length=3))


case_violencia_genero__para_que = Table(
    "case_violencia_genero__para_que",
    Base.metadata,
    Column("record_id", Uuid(), ForeignKey("case_violencia_genero.id", name="fk_case_violencia_genero__para_que_record_id"), primary_key=True),
    Column("code", String(length=63), primary_key=True),
    Index("ix_case_violencia_genero__para_que_code", "code"),
)
