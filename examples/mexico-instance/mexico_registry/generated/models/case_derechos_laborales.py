"""Casos de derechos en el trabajo. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import datetime
import decimal
import uuid

from sqlalchemy import BigInteger, Column, Date, ForeignKey, Index, LargeBinary, String, Table, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from mexico_registry.generated.base import Base
from runtime.sqltypes import Exact


class CaseDerechosLaborales(Base):
    """Derechos en el trabajo."""

    __tablename__ = "case_derechos_laborales"

    id: Mapped[uuid.UUID] = mapped_column(Uuid(), ForeignKey("cases.id", name="fk_case_derechos_laborales_id"), primary_key=True)
    empleador_nombre: Mapped[str | None] = mapped_column(String(length=160))
    empleador: Mapped[uuid.UUID | None] = mapped_column(Uuid())
    sector: Mapped[str | None] = mapped_column(String(length=63))
    puesto: Mapped[str | None] = mapped_column(String(length=100))
    estado_eua: Mapped[str | None] = mapped_column(String(length=63))
    ciudad: Mapped[str | None] = mapped_column(String(length=80))
    inicio: Mapped[str | None] = mapped_column(String(length=10))
    sigue_trabajando: Mapped[str | None] = mapped_column(String(length=63))
    tipo_visa: Mapped[bytes | None] = mapped_column(LargeBinary())
    ultimo_hecho_el: Mapped[datetime.date | None] = mapped_column(Date())
    relato_laboral: Mapped[bytes | None] = mapped_column(LargeBinary())
    presentado_el: Mapped[datetime.date | None] = mapped_column(Date())
    resultado_laboral: Mapped[str | None] = mapped_column(String(length=63))
    reclutador: Mapped[str | None] = mapped_column(String(length=160))
    contrato_copia: Mapped[str | None] = mapped_column(String(length=63))
    personas_afectadas: Mapped[int | None] = mapped_column(BigInteger())
    cobros_amount: Mapped[decimal.Decimal | None] = mapped_column(Exact(precision=15, scale=2))
    cobros_currency: Mapped[str | None] = mapped_column(String(length=3))
    tiene_abogado: Mapped[str | None] = mapped_column(String(length=63))
    abogado: Mapped[uuid.UUID | None] = mapped_column(Uuid())
    rama: Mapped[str | None] = mapped_column(String(length=63))
    nivel_pale: Mapped[str | None] = mapped_column(String(length=63))
    requiere_interprete_corte: Mapped[str | None] = mapped_column(String(length=63))


case_derechos_laborales__derechos_violados = Table(
    "case_derechos_laborales__derechos_violados",
    Base.metadata,
    Column("record_id", Uuid(), ForeignKey("case_derechos_laborales.id", name="fk_case_derechos_laborales__derechos_violados_record_id"), primary_key=True),
    Column("code", String(length=63), primary_key=True),
    Index("ix_case_derechos_laborales__derechos_violados_code", "code"),
)


case_derechos_laborales__vias = Table(
    "case_derechos_laborales__vias",
    Base.metadata,
    Column("record_id", Uuid(), ForeignKey("case_derechos_laborales.id", name="fk_case_derechos_laborales__vias_record_id"), primary_key=True),
    Column("code", String(length=63), primary_key=True),
    Index("ix_case_derechos_laborales__vias_code", "code"),
)


case_derechos_laborales__incumplimientos = Table(
    "case_derechos_laborales__incumplimientos",
    Base.metadata,
    Column("record_id", Uuid(), ForeignKey("case_derechos_laborales.id", name="fk_case_derechos_laborales__incumplimientos_record_id"), primary_key=True),
    Column("code", String(length=63), primary_key=True),
    Index("ix_case_derechos_laborales__incumplimientos_code", "code"),
)
