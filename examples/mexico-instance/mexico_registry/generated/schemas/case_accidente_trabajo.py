"""Accidentes y enfermedades de trabajo. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import datetime
import uuid
from typing import Annotated

from annotated_types import MaxLen

from mexico_registry.generated.schemas.case import CaseCreate, CaseUpdate
from runtime.fields.values import Money, PartialDate
from runtime.schema import Line, Lines


class CaseAccidenteTrabajoCreate(CaseCreate):
    """Accidente o enfermedad de trabajo."""

    empleador_nombre: Annotated[str, Line(), MaxLen(max_length=160)] | None = None
    empleador: uuid.UUID | None = None
    sector: Annotated[str, MaxLen(max_length=63)] | None = None
    puesto: Annotated[str, Line(), MaxLen(max_length=100)] | None = None
    estado_eua: Annotated[str, MaxLen(max_length=63)] | None = None
    ciudad: Annotated[str, Line(), MaxLen(max_length=80)] | None = None
    inicio: PartialDate | None = None
    sigue_trabajando: Annotated[str, MaxLen(max_length=63)] | None = None
    tipo_visa: Annotated[str, MaxLen(max_length=63)] | None = None
    accidente_el: datetime.date | None = None
    consecuencia: Annotated[str, MaxLen(max_length=63)] | None = None
    reportado_empleador: Annotated[str, MaxLen(max_length=63)] | None = None
    reclamo_numero: Annotated[str, Line(), MaxLen(max_length=60)] | None = None
    limite_reclamo_el: datetime.date | None = None
    compensacion: Money | None = None
    necesidad_medica: Annotated[str, MaxLen(max_length=63)] | None = None
    necesidad_detalle: Annotated[str, Lines(), MaxLen(max_length=2000)] | None = None
    embarazo: Annotated[str, MaxLen(max_length=63)] | None = None
    tiene_abogado: Annotated[str, MaxLen(max_length=63)] | None = None
    abogado: uuid.UUID | None = None
    rama: Annotated[str, MaxLen(max_length=63)] | None = None
    nivel_pale: Annotated[str, MaxLen(max_length=63)] | None = None
    requiere_interprete_corte: Annotated[str, MaxLen(max_length=63)] | None = None


class CaseAccidenteTrabajoUpdate(CaseUpdate):
    """Accidente o enfermedad de trabajo."""

    empleador_nombre: Annotated[str, Line(), MaxLen(max_length=160)] | None = None
    empleador: uuid.UUID | None = None
    sector: Annotated[str, MaxLen(max_length=63)] | None = None
    puesto: Annotated[str, Line(), MaxLen(max_length=100)] | None = None
    estado_eua: Annotated[str, MaxLen(max_length=63)] | None = None
    ciudad: Annotated[str, Line(), MaxLen(max_length=80)] | None = None
    inicio: PartialDate | None = None
    sigue_trabajando: Annotated[str, MaxLen(max_length=63)] | None = None
    tipo_visa: Annotated[str, MaxLen(max_length=63)] | None = None
    accidente_el: datetime.date | None = None
    consecuencia: Annotated[str, MaxLen(max_length=63)] | None = None
    reportado_empleador: Annotated[str, MaxLen(max_length=63)] | None = None
    reclamo_numero: Annotated[str, Line(), MaxLen(max_length=60)] | None = None
    limite_reclamo_el: datetime.date | None = None
    compensacion: Money | None = None
    necesidad_medica: Annotated[str, MaxLen(max_length=63)] | None = None
    necesidad_detalle: Annotated[str, Lines(), MaxLen(max_length=2000)] | None = None
    embarazo: Annotated[str, MaxLen(max_length=63)] | None = None
    tiene_abogado: Annotated[str, MaxLen(max_length=63)] | None = None
    abogado: uuid.UUID | None = None
    rama: Annotated[str, MaxLen(max_length=63)] | None = None
    nivel_pale: Annotated[str, MaxLen(max_length=63)] | None = None
    requiere_interprete_corte: Annotated[str, MaxLen(max_length=63)] | None = None
