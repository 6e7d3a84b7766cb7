"""Muertes bajo custodia. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import datetime
import uuid
from typing import Annotated

from annotated_types import MaxLen

from mexico_registry.generated.schemas.case import CaseCreate, CaseUpdate
from runtime.schema import Line, Lines


class CaseMuerteCustodiaCreate(CaseCreate):
    """Muerte bajo custodia."""

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
    familia_informada_el: datetime.datetime | None = None
    investigacion_pedida_el: datetime.date | None = None
    informes_recibidos: Annotated[str, MaxLen(max_length=63)] | None = None
    autopsia: Annotated[str, MaxLen(max_length=63)] | None = None
    familia_acciones: Annotated[str, Lines(), MaxLen(max_length=1500)] | None = None
    tiene_abogado: Annotated[str, MaxLen(max_length=63)] | None = None
    abogado: uuid.UUID | None = None
    rama: Annotated[str, MaxLen(max_length=63)] | None = None
    nivel_pale: Annotated[str, MaxLen(max_length=63)] | None = None
    requiere_interprete_corte: Annotated[str, MaxLen(max_length=63)] | None = None


class CaseMuerteCustodiaUpdate(CaseUpdate):
    """Muerte bajo custodia."""

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
    familia_informada_el: datetime.datetime | None = None
    investigacion_pedida_el: datetime.date | None = None
    informes_recibidos: Annotated[str, MaxLen(max_length=63)] | None = None
    autopsia: Annotated[str, MaxLen(max_length=63)] | None = None
    familia_acciones: Annotated[str, Lines(), MaxLen(max_length=1500)] | None = None
    tiene_abogado: Annotated[str, MaxLen(max_length=63)] | None = None
    abogado: uuid.UUID | None = None
    rama: Annotated[str, MaxLen(max_length=63)] | None = None
    nivel_pale: Annotated[str, MaxLen(max_length=63)] | None = None
    requiere_interprete_corte: Annotated[str, MaxLen(max_length=63)] | None = None
