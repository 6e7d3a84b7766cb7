"""Niñas, niños y adolescentes no acompañados. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import datetime
import uuid
from typing import Annotated

from annotated_types import Ge, Le, MaxLen

from mexico_registry.generated.schemas.case import CaseCreate, CaseUpdate
from runtime.fields.values import PersonName
from runtime.schema import Lines


class CaseNnaNoAcompanadoCreate(CaseCreate):
    """Niña, niño o adolescente migrante no acompañado."""

    aprehendido_el: datetime.datetime | None = None
    notificado_nna_el: datetime.datetime
    oficial_aprehensor: Annotated[str, MaxLen(max_length=63)] | None = None
    veces_anteriores: Annotated[int, Ge(ge=0), Le(le=50)] | None = None
    acompanamiento: Annotated[str, MaxLen(max_length=63)] | None = None
    acompanante: PersonName | None = None
    custodia_de: Annotated[str, MaxLen(max_length=63)] | None = None
    custodia_desde: datetime.date | None = None
    lugar_menor: uuid.UUID | None = None
    necesidades_menor: tuple[str, ...] | None = None
    deseo_menor: Annotated[str, Lines(), MaxLen(max_length=2000)] | None = None
    madre: PersonName | None = None
    padre: PersonName | None = None
    cuidador: PersonName | None = None
    familia_verificada: Annotated[str, MaxLen(max_length=63)] | None = None
    contacto_familiar: Annotated[str, MaxLen(max_length=63)] | None = None
    resultado_evaluacion: Annotated[str, MaxLen(max_length=63)] | None = None
    recibe_autoridad: Annotated[str, MaxLen(max_length=63)] | None = None
    entrega_el: datetime.datetime | None = None
    entrega_a: PersonName | None = None
    comparte_familia: Annotated[str, MaxLen(max_length=63)] | None = None
    comparte_autoridades: Annotated[str, MaxLen(max_length=63)] | None = None
    comparte_organizaciones: Annotated[str, MaxLen(max_length=63)] | None = None
    comparte_publico: Annotated[str, MaxLen(max_length=63)] | None = None
    necesidad_medica: Annotated[str, MaxLen(max_length=63)] | None = None
    necesidad_detalle: Annotated[str, Lines(), MaxLen(max_length=2000)] | None = None
    embarazo: Annotated[str, MaxLen(max_length=63)] | None = None
    clase_repatriacion: Annotated[str, MaxLen(max_length=63)] | None = None
    retorno_via: Annotated[str, MaxLen(max_length=63)] | None = None
    punto_recepcion: Annotated[str, MaxLen(max_length=63)] | None = None
    retorno_el: datetime.date | None = None
    viaja_con: Annotated[str, MaxLen(max_length=63)] | None = None
    recibe_familiar: PersonName | None = None
    aviso_autoridad_el: datetime.date | None = None


class CaseNnaNoAcompanadoUpdate(CaseUpdate):
    """Niña, niño o adolescente migrante no acompañado."""

    aprehendido_el: datetime.datetime | None = None
    notificado_nna_el: datetime.datetime | None = None
    oficial_aprehensor: Annotated[str, MaxLen(max_length=63)] | None = None
    veces_anteriores: Annotated[int, Ge(ge=0), Le(le=50)] | None = None
    acompanamiento: Annotated[str, MaxLen(max_length=63)] | None = None
    acompanante: PersonName | None = None
    custodia_de: Annotated[str, MaxLen(max_length=63)] | None = None
    custodia_desde: datetime.date | None = None
    lugar_menor: uuid.UUID | None = None
    necesidades_menor: tuple[str, ...] | None = None
    deseo_menor: Annotated[str, Lines(), MaxLen(max_length=2000)] | None = None
    madre: PersonName | None = None
    padre: PersonName | None = None
    cuidador: PersonName | None = None
    familia_verificada: Annotated[str, MaxLen(max_length=63)] | None = None
    contacto_familiar: Annotated[str, MaxLen(max_length=63)] | None = None
    resultado_evaluacion: Annotated[str, MaxLen(max_length=63)] | None = None
    recibe_autoridad: Annotated[str, MaxLen(max_length=63)] | None = None
    entrega_el: datetime.datetime | None = None
    entrega_a: PersonName | None = None
    comparte_familia: Annotated[str, MaxLen(max_length=63)] | None = None
    comparte_autoridades: Annotated[str, MaxLen(max_length=63)] | None = None
    comparte_organizaciones: Annotated[str, MaxLen(max_length=63)] | None = None
    comparte_publico: Annotated[str, MaxLen(max_length=63)] | None = None
    necesidad_medica: Annotated[str, MaxLen(max_length=63)] | None = None
    necesidad_detalle: Annotated[str, Lines(), MaxLen(max_length=2000)] | None = None
    embarazo: Annotated[str, MaxLen(max_length=63)] | None = None
    clase_repatriacion: Annotated[str, MaxLen(max_length=63)] | None = None
    retorno_via: Annotated[str, MaxLen(max_length=63)] | None = None
    punto_recepcion: Annotated[str, MaxLen(max_length=63)] | None = None
    retorno_el: datetime.date | None = None
    viaja_con: Annotated[str, MaxLen(max_length=63)] | None = None
    recibe_familiar: PersonName | None = None
    aviso_autoridad_el: datetime.date | None = None
