"""Casos de pena de muerte o cadena perpetua. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import datetime
import uuid
from typing import Annotated

from annotated_types import Ge, Le, MaxLen

from mexico_registry.generated.schemas.case import CaseCreate, CaseUpdate
from runtime.fields.values import PartialDate
from runtime.schema import Line, Lines


class CasePenaMuerteCreate(CaseCreate):
    """Pena de muerte o cadena perpetua."""

    detenido_el: datetime.datetime | None = None
    centro: uuid.UUID | None = None
    autoridad: Annotated[str, MaxLen(max_length=63)] | None = None
    lugar: Annotated[str, MaxLen(max_length=63)] | None = None
    estado_eua: Annotated[str, MaxLen(max_length=63)] | None = None
    numero_autoridad: Annotated[str, Line(), MaxLen(max_length=30)] | None = None
    informado_derecho: Annotated[str, MaxLen(max_length=63)] | None = None
    notificado: Annotated[str, MaxLen(max_length=63)] | None = None
    notificado_el: datetime.datetime | None = None
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
    fase_mclap: Annotated[str, MaxLen(max_length=63)] | None = None
    motivo_no_califica: Annotated[str, MaxLen(max_length=63)] | None = None
    fiscalia_pedira: Annotated[str, MaxLen(max_length=63)] | None = None
    avena: Annotated[str, MaxLen(max_length=63)] | None = None
    fecha_ejecucion: datetime.date | None = None
    violacion_36: Annotated[str, MaxLen(max_length=63)] | None = None
    situacion: Annotated[str, MaxLen(max_length=63)] | None = None
    delitos: tuple[str, ...] | None = None
    cargos: Annotated[str, Lines(), MaxLen(max_length=2000)] | None = None
    corte: uuid.UUID | None = None
    numero_causa: Annotated[str, Line(), MaxLen(max_length=60)] | None = None
    audiencia_el: datetime.datetime | None = None
    asistio_consul: Annotated[str, MaxLen(max_length=63)] | None = None
    sentencia_el: datetime.date | None = None
    sentencia_meses: Annotated[int, Ge(ge=0), Le(le=1200)] | None = None
    firme: Annotated[str, MaxLen(max_length=63)] | None = None
    salida_prevista: PartialDate | None = None
    tiene_abogado: Annotated[str, MaxLen(max_length=63)] | None = None
    abogado: uuid.UUID | None = None
    rama: Annotated[str, MaxLen(max_length=63)] | None = None
    nivel_pale: Annotated[str, MaxLen(max_length=63)] | None = None
    requiere_interprete_corte: Annotated[str, MaxLen(max_length=63)] | None = None


class CasePenaMuerteUpdate(CaseUpdate):
    """Pena de muerte o cadena perpetua."""

    detenido_el: datetime.datetime | None = None
    centro: uuid.UUID | None = None
    autoridad: Annotated[str, MaxLen(max_length=63)] | None = None
    lugar: Annotated[str, MaxLen(max_length=63)] | None = None
    estado_eua: Annotated[str, MaxLen(max_length=63)] | None = None
    numero_autoridad: Annotated[str, Line(), MaxLen(max_length=30)] | None = None
    informado_derecho: Annotated[str, MaxLen(max_length=63)] | None = None
    notificado: Annotated[str, MaxLen(max_length=63)] | None = None
    notificado_el: datetime.datetime | None = None
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
    fase_mclap: Annotated[str, MaxLen(max_length=63)] | None = None
    motivo_no_califica: Annotated[str, MaxLen(max_length=63)] | None = None
    fiscalia_pedira: Annotated[str, MaxLen(max_length=63)] | None = None
    avena: Annotated[str, MaxLen(max_length=63)] | None = None
    fecha_ejecucion: datetime.date | None = None
    violacion_36: Annotated[str, MaxLen(max_length=63)] | None = None
    situacion: Annotated[str, MaxLen(max_length=63)] | None = None
    delitos: tuple[str, ...] | None = None
    cargos: Annotated[str, Lines(), MaxLen(max_length=2000)] | None = None
    corte: uuid.UUID | None = None
    numero_causa: Annotated[str, Line(), MaxLen(max_length=60)] | None = None
    audiencia_el: datetime.datetime | None = None
    asistio_consul: Annotated[str, MaxLen(max_length=63)] | None = None
    sentencia_el: datetime.date | None = None
    sentencia_meses: Annotated[int, Ge(ge=0), Le(le=1200)] | None = None
    firme: Annotated[str, MaxLen(max_length=63)] | None = None
    salida_prevista: PartialDate | None = None
    tiene_abogado: Annotated[str, MaxLen(max_length=63)] | None = None
    abogado: uuid.UUID | None = None
    rama: Annotated[str, MaxLen(max_length=63)] | None = None
    nivel_pale: Annotated[str, MaxLen(max_length=63)] | None = None
    requiere_interprete_corte: Annotated[str, MaxLen(max_length=63)] | None = None
