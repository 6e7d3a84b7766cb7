"""Traslados de personas sentenciadas a su país. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import datetime
import uuid
from typing import Annotated

from annotated_types import Ge, Le, MaxLen

from mexico_registry.generated.schemas.case import CaseCreate, CaseUpdate
from runtime.fields.values import PartialDate
from runtime.schema import Line, Lines


class CaseTrasladoPresosCreate(CaseCreate):
    """Traslado de persona sentenciada a su país."""

    etapa_tesp: Annotated[str, MaxLen(max_length=63)] | None = None
    consiente_traslado: Annotated[str, MaxLen(max_length=63)] | None = None
    meses_restantes: Annotated[int, Ge(ge=0), Le(le=1200)] | None = None
    anios_residencia_eua: Annotated[int, Ge(ge=0), Le(le=100)] | None = None
    delito_excluido: Annotated[str, MaxLen(max_length=63)] | None = None
    cuestionario_el: datetime.date | None = None
    trasladado_el: datetime.date | None = None
    centro_recibe: Annotated[str, Line(), MaxLen(max_length=160)] | None = None
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


class CaseTrasladoPresosUpdate(CaseUpdate):
    """Traslado de persona sentenciada a su país."""

    etapa_tesp: Annotated[str, MaxLen(max_length=63)] | None = None
    consiente_traslado: Annotated[str, MaxLen(max_length=63)] | None = None
    meses_restantes: Annotated[int, Ge(ge=0), Le(le=1200)] | None = None
    anios_residencia_eua: Annotated[int, Ge(ge=0), Le(le=100)] | None = None
    delito_excluido: Annotated[str, MaxLen(max_length=63)] | None = None
    cuestionario_el: datetime.date | None = None
    trasladado_el: datetime.date | None = None
    centro_recibe: Annotated[str, Line(), MaxLen(max_length=160)] | None = None
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
