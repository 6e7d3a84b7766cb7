"""Asistencia a personas detenidas por autoridad migratoria. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import datetime
import uuid
from typing import Annotated

from annotated_types import Ge, Le, MaxLen

from mexico_registry.generated.schemas.case import CaseCreate, CaseUpdate
from runtime.fields.values import Money
from runtime.schema import Line, Lines


class CaseDetencionMigratoriaCreate(CaseCreate):
    """Asistencia a persona detenida por autoridad migratoria."""

    detenido_el: datetime.datetime | None = None
    centro: uuid.UUID | None = None
    autoridad: Annotated[str, MaxLen(max_length=63)] | None = None
    lugar: Annotated[str, MaxLen(max_length=63)] | None = None
    estado_eua: Annotated[str, MaxLen(max_length=63)] | None = None
    numero_autoridad: Annotated[str, Line(), MaxLen(max_length=30)] | None = None
    informado_derecho: Annotated[str, MaxLen(max_length=63)] | None = None
    notificado: Annotated[str, MaxLen(max_length=63)] | None = None
    notificado_el: datetime.datetime | None = None
    etapa: Annotated[str, MaxLen(max_length=63)] | None = None
    anios_residencia: Annotated[int, Ge(ge=0), Le(le=110)] | None = None
    audiencia_el: datetime.datetime | None = None
    fianza: Annotated[str, MaxLen(max_length=63)] | None = None
    fianza_monto: Money | None = None
    familia_avisada: Annotated[str, MaxLen(max_length=63)] | None = None
    desea_avisar: Annotated[str, MaxLen(max_length=63)] | None = None
    hijos_menores: Annotated[int, Ge(ge=0), Le(le=25)] | None = None
    hijos_cuidado: Annotated[str, Line(), MaxLen(max_length=300)] | None = None
    quejas: tuple[str, ...] | None = None
    quejas_relato: Annotated[str, Lines(), MaxLen(max_length=6000)] | None = None
    desea_denunciar: Annotated[str, MaxLen(max_length=63)] | None = None
    pertenencias_el: datetime.date | None = None
    pertenencias_recibo: Annotated[str, Line(), MaxLen(max_length=60)] | None = None
    pertenencias_recuperadas_el: datetime.date | None = None
    tiene_abogado: Annotated[str, MaxLen(max_length=63)] | None = None
    abogado: uuid.UUID | None = None
    rama: Annotated[str, MaxLen(max_length=63)] | None = None
    nivel_pale: Annotated[str, MaxLen(max_length=63)] | None = None
    requiere_interprete_corte: Annotated[str, MaxLen(max_length=63)] | None = None
    necesidad_medica: Annotated[str, MaxLen(max_length=63)] | None = None
    necesidad_detalle: Annotated[str, Lines(), MaxLen(max_length=2000)] | None = None
    embarazo: Annotated[str, MaxLen(max_length=63)] | None = None
    desenlace: Annotated[str, MaxLen(max_length=63)] | None = None
    desenlace_el: datetime.date | None = None
    punto_repatriacion: Annotated[str, MaxLen(max_length=63)] | None = None
    unidad_familiar: Annotated[str, MaxLen(max_length=63)] | None = None


class CaseDetencionMigratoriaUpdate(CaseUpdate):
    """Asistencia a persona detenida por autoridad migratoria."""

    detenido_el: datetime.datetime | None = None
    centro: uuid.UUID | None = None
    autoridad: Annotated[str, MaxLen(max_length=63)] | None = None
    lugar: Annotated[str, MaxLen(max_length=63)] | None = None
    estado_eua: Annotated[str, MaxLen(max_length=63)] | None = None
    numero_autoridad: Annotated[str, Line(), MaxLen(max_length=30)] | None = None
    informado_derecho: Annotated[str, MaxLen(max_length=63)] | None = None
    notificado: Annotated[str, MaxLen(max_length=63)] | None = None
    notificado_el: datetime.datetime | None = None
    etapa: Annotated[str, MaxLen(max_length=63)] | None = None
    anios_residencia: Annotated[int, Ge(ge=0), Le(le=110)] | None = None
    audiencia_el: datetime.datetime | None = None
    fianza: Annotated[str, MaxLen(max_length=63)] | None = None
    fianza_monto: Money | None = None
    familia_avisada: Annotated[str, MaxLen(max_length=63)] | None = None
    desea_avisar: Annotated[str, MaxLen(max_length=63)] | None = None
    hijos_menores: Annotated[int, Ge(ge=0), Le(le=25)] | None = None
    hijos_cuidado: Annotated[str, Line(), MaxLen(max_length=300)] | None = None
    quejas: tuple[str, ...] | None = None
    quejas_relato: Annotated[str, Lines(), MaxLen(max_length=6000)] | None = None
    desea_denunciar: Annotated[str, MaxLen(max_length=63)] | None = None
    pertenencias_el: datetime.date | None = None
    pertenencias_recibo: Annotated[str, Line(), MaxLen(max_length=60)] | None = None
    pertenencias_recuperadas_el: datetime.date | None = None
    tiene_abogado: Annotated[str, MaxLen(max_length=63)] | None = None
    abogado: uuid.UUID | None = None
    rama: Annotated[str, MaxLen(max_length=63)] | None = None
    nivel_pale: Annotated[str, MaxLen(max_length=63)] | None = None
    requiere_interprete_corte: Annotated[str, MaxLen(max_length=63)] | None = None
    necesidad_medica: Annotated[str, MaxLen(max_length=63)] | None = None
    necesidad_detalle: Annotated[str, Lines(), MaxLen(max_length=2000)] | None = None
    embarazo: Annotated[str, MaxLen(max_length=63)] | None = None
    desenlace: Annotated[str, MaxLen(max_length=63)] | None = None
    desenlace_el: datetime.date | None = None
    punto_repatriacion: Annotated[str, MaxLen(max_length=63)] | None = None
    unidad_familiar: Annotated[str, MaxLen(max_length=63)] | None = None
