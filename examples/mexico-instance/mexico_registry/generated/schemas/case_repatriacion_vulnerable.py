"""Repatriaciones de personas en situación de vulnerabilidad. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import datetime
from typing import Annotated

from annotated_types import Ge, Le, MaxLen

from mexico_registry.generated.schemas.case import CaseCreate, CaseUpdate
from runtime.fields.values import Money, PersonName
from runtime.schema import Line, Lines


class CaseRepatriacionVulnerableCreate(CaseCreate):
    """Repatriación de persona en situación de vulnerabilidad."""

    grupos_caso: tuple[str, ...] | None = None
    riesgo_actual: Annotated[str, Lines(), MaxLen(max_length=1500)] | None = None
    familia_destino: Annotated[str, Line(), MaxLen(max_length=200)] | None = None
    personas_grupo: Annotated[int, Ge(ge=1), Le(le=30)] | None = None
    clase_repatriacion: Annotated[str, MaxLen(max_length=63)] | None = None
    retorno_via: Annotated[str, MaxLen(max_length=63)] | None = None
    punto_recepcion: Annotated[str, MaxLen(max_length=63)] | None = None
    retorno_el: datetime.date | None = None
    viaja_con: Annotated[str, MaxLen(max_length=63)] | None = None
    recibe_familiar: PersonName | None = None
    aviso_autoridad_el: datetime.date | None = None
    necesidad_medica: Annotated[str, MaxLen(max_length=63)] | None = None
    necesidad_detalle: Annotated[str, Lines(), MaxLen(max_length=2000)] | None = None
    embarazo: Annotated[str, MaxLen(max_length=63)] | None = None
    pide_apoyo: Annotated[str, MaxLen(max_length=63)] | None = None
    para_que: tuple[str, ...] | None = None
    sin_recursos: Annotated[str, MaxLen(max_length=63)] | None = None
    apoyo_solicitado: Money | None = None


class CaseRepatriacionVulnerableUpdate(CaseUpdate):
    """Repatriación de persona en situación de vulnerabilidad."""

    grupos_caso: tuple[str, ...] | None = None
    riesgo_actual: Annotated[str, Lines(), MaxLen(max_length=1500)] | None = None
    familia_destino: Annotated[str, Line(), MaxLen(max_length=200)] | None = None
    personas_grupo: Annotated[int, Ge(ge=1), Le(le=30)] | None = None
    clase_repatriacion: Annotated[str, MaxLen(max_length=63)] | None = None
    retorno_via: Annotated[str, MaxLen(max_length=63)] | None = None
    punto_recepcion: Annotated[str, MaxLen(max_length=63)] | None = None
    retorno_el: datetime.date | None = None
    viaja_con: Annotated[str, MaxLen(max_length=63)] | None = None
    recibe_familiar: PersonName | None = None
    aviso_autoridad_el: datetime.date | None = None
    necesidad_medica: Annotated[str, MaxLen(max_length=63)] | None = None
    necesidad_detalle: Annotated[str, Lines(), MaxLen(max_length=2000)] | None = None
    embarazo: Annotated[str, MaxLen(max_length=63)] | None = None
    pide_apoyo: Annotated[str, MaxLen(max_length=63)] | None = None
    para_que: tuple[str, ...] | None = None
    sin_recursos: Annotated[str, MaxLen(max_length=63)] | None = None
    apoyo_solicitado: Money | None = None
