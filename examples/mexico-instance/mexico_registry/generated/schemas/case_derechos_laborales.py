"""Casos de derechos en el trabajo. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import datetime
import uuid
from typing import Annotated

from annotated_types import Ge, Le, MaxLen

from mexico_registry.generated.schemas.case import CaseCreate, CaseUpdate
from runtime.fields.values import Money, PartialDate
from runtime.schema import Line, Lines


class CaseDerechosLaboralesCreate(CaseCreate):
    """Derechos en el trabajo."""

    empleador_nombre: Annotated[str, Line(), MaxLen(max_length=160)] | None = None
    empleador: uuid.UUID | None = None
    sector: Annotated[str, MaxLen(max_length=63)] | None = None
    puesto: Annotated[str, Line(), MaxLen(max_length=100)] | None = None
    estado_eua: Annotated[str, MaxLen(max_length=63)] | None = None
    ciudad: Annotated[str, Line(), MaxLen(max_length=80)] | None = None
    inicio: PartialDate | None = None
    sigue_trabajando: Annotated[str, MaxLen(max_length=63)] | None = None
    tipo_visa: Annotated[str, MaxLen(max_length=63)] | None = None
    derechos_violados: tuple[str, ...] | None = None
    ultimo_hecho_el: datetime.date | None = None
    relato_laboral: Annotated[str, Lines(), MaxLen(max_length=5000)] | None = None
    vias: tuple[str, ...] | None = None
    presentado_el: datetime.date | None = None
    resultado_laboral: Annotated[str, MaxLen(max_length=63)] | None = None
    reclutador: Annotated[str, Line(), MaxLen(max_length=160)] | None = None
    contrato_copia: Annotated[str, MaxLen(max_length=63)] | None = None
    incumplimientos: tuple[str, ...] | None = None
    personas_afectadas: Annotated[int, Ge(ge=1), Le(le=5000)] | None = None
    cobros: Money | None = None
    tiene_abogado: Annotated[str, MaxLen(max_length=63)] | None = None
    abogado: uuid.UUID | None = None
    rama: Annotated[str, MaxLen(max_length=63)] | None = None
    nivel_pale: Annotated[str, MaxLen(max_length=63)] | None = None
    requiere_interprete_corte: Annotated[str, MaxLen(max_length=63)] | None = None


class CaseDerechosLaboralesUpdate(CaseUpdate):
    """Derechos en el trabajo."""

    empleador_nombre: Annotated[str, Line(), MaxLen(max_length=160)] | None = None
    empleador: uuid.UUID | None = None
    sector: Annotated[str, MaxLen(max_length=63)] | None = None
    puesto: Annotated[str, Line(), MaxLen(max_length=100)] | None = None
    estado_eua: Annotated[str, MaxLen(max_length=63)] | None = None
    ciudad: Annotated[str, Line(), MaxLen(max_length=80)] | None = None
    inicio: PartialDate | None = None
    sigue_trabajando: Annotated[str, MaxLen(max_length=63)] | None = None
    tipo_visa: Annotated[str, MaxLen(max_length=63)] | None = None
    derechos_violados: tuple[str, ...] | None = None
    ultimo_hecho_el: datetime.date | None = None
    relato_laboral: Annotated[str, Lines(), MaxLen(max_length=5000)] | None = None
    vias: tuple[str, ...] | None = None
    presentado_el: datetime.date | None = None
    resultado_laboral: Annotated[str, MaxLen(max_length=63)] | None = None
    reclutador: Annotated[str, Line(), MaxLen(max_length=160)] | None = None
    contrato_copia: Annotated[str, MaxLen(max_length=63)] | None = None
    incumplimientos: tuple[str, ...] | None = None
    personas_afectadas: Annotated[int, Ge(ge=1), Le(le=5000)] | None = None
    cobros: Money | None = None
    tiene_abogado: Annotated[str, MaxLen(max_length=63)] | None = None
    abogado: uuid.UUID | None = None
    rama: Annotated[str, MaxLen(max_length=63)] | None = None
    nivel_pale: Annotated[str, MaxLen(max_length=63)] | None = None
    requiere_interprete_corte: Annotated[str, MaxLen(max_length=63)] | None = None
