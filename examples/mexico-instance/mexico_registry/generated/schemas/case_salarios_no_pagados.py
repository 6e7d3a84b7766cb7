"""Casos de salarios no pagados. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import datetime
import decimal
import uuid
from decimal import Decimal
from typing import Annotated

from annotated_types import Ge, Le, MaxLen

from mexico_registry.generated.schemas.case import CaseCreate, CaseUpdate
from runtime.fields.values import Money, PartialDate
from runtime.schema import Digits, Line, Lines


class CaseSalariosNoPagadosCreate(CaseCreate):
    """Salarios no pagados."""

    empleador_nombre: Annotated[str, Line(), MaxLen(max_length=160)] | None = None
    empleador: uuid.UUID | None = None
    sector: Annotated[str, MaxLen(max_length=63)] | None = None
    puesto: Annotated[str, Line(), MaxLen(max_length=100)] | None = None
    estado_eua: Annotated[str, MaxLen(max_length=63)] | None = None
    ciudad: Annotated[str, Line(), MaxLen(max_length=80)] | None = None
    inicio: PartialDate | None = None
    sigue_trabajando: Annotated[str, MaxLen(max_length=63)] | None = None
    tipo_visa: Annotated[str, MaxLen(max_length=63)] | None = None
    conceptos: tuple[str, ...] | None = None
    desde: datetime.date | None = None
    hasta: datetime.date | None = None
    periodicidad: Annotated[str, MaxLen(max_length=63)] | None = None
    tarifa: Money | None = None
    horas_semana: Annotated[decimal.Decimal, Digits(total=5, places=1), Ge(ge=Decimal('0')), Le(le=Decimal('168'))] | None = None
    monto_reclamado: Money | None = None
    pruebas: tuple[str, ...] | None = None
    limite_el: datetime.date | None = None
    amenaza_migratoria: Annotated[str, MaxLen(max_length=63)] | None = None
    retencion_documentos: Annotated[str, MaxLen(max_length=63)] | None = None
    riesgo_detalle: Annotated[str, Lines(), MaxLen(max_length=3000)] | None = None
    tiene_abogado: Annotated[str, MaxLen(max_length=63)] | None = None
    abogado: uuid.UUID | None = None
    rama: Annotated[str, MaxLen(max_length=63)] | None = None
    nivel_pale: Annotated[str, MaxLen(max_length=63)] | None = None
    requiere_interprete_corte: Annotated[str, MaxLen(max_length=63)] | None = None
    vias: tuple[str, ...] | None = None
    presentado_el: datetime.date | None = None
    expediente_externo: Annotated[str, Line(), MaxLen(max_length=60)] | None = None
    resultado_reclamo: Annotated[str, MaxLen(max_length=63)] | None = None
    monto_recuperado: Money | None = None
    recuperado_el: datetime.date | None = None


class CaseSalariosNoPagadosUpdate(CaseUpdate):
    """Salarios no pagados."""

    empleador_nombre: Annotated[str, Line(), MaxLen(max_length=160)] | None = None
    empleador: uuid.UUID | None = None
    sector: Annotated[str, MaxLen(max_length=63)] | None = None
    puesto: Annotated[str, Line(), MaxLen(max_length=100)] | None = None
    estado_eua: Annotated[str, MaxLen(max_length=63)] | None = None
    ciudad: Annotated[str, Line(), MaxLen(max_length=80)] | None = None
    inicio: PartialDate | None = None
    sigue_trabajando: Annotated[str, MaxLen(max_length=63)] | None = None
    tipo_visa: Annotated[str, MaxLen(max_length=63)] | None = None
    conceptos: tuple[str, ...] | None = None
    desde: datetime.date | None = None
    hasta: datetime.date | None = None
    periodicidad: Annotated[str, MaxLen(max_length=63)] | None = None
    tarifa: Money | None = None
    horas_semana: Annotated[decimal.Decimal, Digits(total=5, places=1), Ge(ge=Decimal('0')), Le(le=Decimal('168'))] | None = None
    monto_reclamado: Money | None = None
    pruebas: tuple[str, ...] | None = None
    limite_el: datetime.date | None = None
    amenaza_migratoria: Annotated[str, MaxLen(max_length=63)] | None = None
    retencion_documentos: Annotated[str, MaxLen(max_length=63)] | None = None
    riesgo_detalle: Annotated[str, Lines(), MaxLen(max_length=3000)] | None = None
    tiene_abogado: Annotated[str, MaxLen(max_length=63)] | None = None
    abogado: uuid.UUID | None = None
    rama: Annotated[str, MaxLen(max_length=63)] | None = None
    nivel_pale: Annotated[str, MaxLen(max_length=63)] | None = None
    requiere_interprete_corte: Annotated[str, MaxLen(max_length=63)] | None = None
    vias: tuple[str, ...] | None = None
    presentado_el: datetime.date | None = None
    expediente_externo: Annotated[str, Line(), MaxLen(max_length=60)] | None = None
    resultado_reclamo: Annotated[str, MaxLen(max_length=63)] | None = None
    monto_recuperado: Money | None = None
    recuperado_el: datetime.date | None = None
