"""Identificaciones de restos. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import datetime
import uuid
from typing import Annotated

from annotated_types import MaxLen

from mexico_registry.generated.schemas.case import CaseCreate, CaseUpdate
from runtime.schema import Line, Lines


class CaseIdentificacionRestosCreate(CaseCreate):
    """Identificación de restos."""

    hallado_el: datetime.date | None = None
    hallado_en: Annotated[str, Line(), MaxLen(max_length=200)] | None = None
    coordenadas: Annotated[str, Line(), MaxLen(max_length=60)] | None = None
    restos_tipo: Annotated[str, MaxLen(max_length=63)] | None = None
    ropa_objetos: Annotated[str, Lines(), MaxLen(max_length=1500)] | None = None
    fallecio_el: datetime.date | None = None
    fallecio_hora: datetime.time | None = None
    lugar_fallecimiento: Annotated[str, Line(), MaxLen(max_length=200)] | None = None
    estado_eua: Annotated[str, MaxLen(max_length=63)] | None = None
    manera: Annotated[str, MaxLen(max_length=63)] | None = None
    causa: Annotated[str, MaxLen(max_length=63)] | None = None
    causa_detalle: Annotated[str, Lines(), MaxLen(max_length=1000)] | None = None
    bajo_custodia: Annotated[str, MaxLen(max_length=63)] | None = None
    custodia_autoridad: Annotated[str, MaxLen(max_length=63)] | None = None
    expediente_solicitado_el: datetime.date | None = None
    identificado: Annotated[str, MaxLen(max_length=63)] | None = None
    medios_identificacion: tuple[str, ...] | None = None
    sirli: Annotated[str, Line(), MaxLen(max_length=40)] | None = None
    resguardo: uuid.UUID | None = None
    expediente_forense: Annotated[str, Line(), MaxLen(max_length=60)] | None = None
    muestra_familiar_el: datetime.date | None = None
    laboratorio: Annotated[str, Line(), MaxLen(max_length=120)] | None = None
    comparacion_el: datetime.date | None = None


class CaseIdentificacionRestosUpdate(CaseUpdate):
    """Identificación de restos."""

    hallado_el: datetime.date | None = None
    hallado_en: Annotated[str, Line(), MaxLen(max_length=200)] | None = None
    coordenadas: Annotated[str, Line(), MaxLen(max_length=60)] | None = None
    restos_tipo: Annotated[str, MaxLen(max_length=63)] | None = None
    ropa_objetos: Annotated[str, Lines(), MaxLen(max_length=1500)] | None = None
    fallecio_el: datetime.date | None = None
    fallecio_hora: datetime.time | None = None
    lugar_fallecimiento: Annotated[str, Line(), MaxLen(max_length=200)] | None = None
    estado_eua: Annotated[str, MaxLen(max_length=63)] | None = None
    manera: Annotated[str, MaxLen(max_length=63)] | None = None
    causa: Annotated[str, MaxLen(max_length=63)] | None = None
    causa_detalle: Annotated[str, Lines(), MaxLen(max_length=1000)] | None = None
    bajo_custodia: Annotated[str, MaxLen(max_length=63)] | None = None
    custodia_autoridad: Annotated[str, MaxLen(max_length=63)] | None = None
    expediente_solicitado_el: datetime.date | None = None
    identificado: Annotated[str, MaxLen(max_length=63)] | None = None
    medios_identificacion: tuple[str, ...] | None = None
    sirli: Annotated[str, Line(), MaxLen(max_length=40)] | None = None
    resguardo: uuid.UUID | None = None
    expediente_forense: Annotated[str, Line(), MaxLen(max_length=60)] | None = None
    muestra_familiar_el: datetime.date | None = None
    laboratorio: Annotated[str, Line(), MaxLen(max_length=120)] | None = None
    comparacion_el: datetime.date | None = None
