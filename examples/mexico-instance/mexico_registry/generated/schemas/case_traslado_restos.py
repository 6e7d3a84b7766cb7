"""Traslados de restos. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import datetime
import uuid
from typing import Annotated

from annotated_types import MaxLen

from mexico_registry.generated.schemas.case import CaseCreate, CaseUpdate
from runtime.fields.values import Money, PersonName
from runtime.schema import Line, Lines, Pattern


class CaseTrasladoRestosCreate(CaseCreate):
    """Traslado de restos."""

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
    decide: PersonName | None = None
    decide_parentesco: Annotated[str, MaxLen(max_length=63)] | None = None
    decide_telefono: Annotated[str, Line(), Pattern(pattern='\\+[0-9]{5,15}(;ext=[0-9]{1,7})?')] | None = None
    voluntad_familia: Annotated[str, Lines(), MaxLen(max_length=1000)] | None = None
    forma: Annotated[str, MaxLen(max_length=63)] | None = None
    funeraria: uuid.UUID | None = None
    via: Annotated[str, MaxLen(max_length=63)] | None = None
    guia: Annotated[str, Line(), MaxLen(max_length=60)] | None = None
    destino_estado: Annotated[str, MaxLen(max_length=63)] | None = None
    destino_municipio: Annotated[str, Line(), MaxLen(max_length=100)] | None = None
    recibe: Annotated[str, Line(), MaxLen(max_length=160)] | None = None
    salida_el: datetime.date | None = None
    llegada_el: datetime.date | None = None
    acta_numero: Annotated[str, Line(), MaxLen(max_length=60)] | None = None
    licencia_embalsamador: Annotated[str, Line(), MaxLen(max_length=60)] | None = None
    visado_el: datetime.date | None = None
    costo: Money | None = None
    pagador: Annotated[str, MaxLen(max_length=63)] | None = None
    insolvencia: Annotated[str, MaxLen(max_length=63)] | None = None
    apoyo_autorizado: Money | None = None


class CaseTrasladoRestosUpdate(CaseUpdate):
    """Traslado de restos."""

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
    decide: PersonName | None = None
    decide_parentesco: Annotated[str, MaxLen(max_length=63)] | None = None
    decide_telefono: Annotated[str, Line(), Pattern(pattern='\\+[0-9]{5,15}(;ext=[0-9]{1,7})?')] | None = None
    voluntad_familia: Annotated[str, Lines(), MaxLen(max_length=1000)] | None = None
    forma: Annotated[str, MaxLen(max_length=63)] | None = None
    funeraria: uuid.UUID | None = None
    via: Annotated[str, MaxLen(max_length=63)] | None = None
    guia: Annotated[str, Line(), MaxLen(max_length=60)] | None = None
    destino_estado: Annotated[str, MaxLen(max_length=63)] | None = None
    destino_municipio: Annotated[str, Line(), MaxLen(max_length=100)] | None = None
    recibe: Annotated[str, Line(), MaxLen(max_length=160)] | None = None
    salida_el: datetime.date | None = None
    llegada_el: datetime.date | None = None
    acta_numero: Annotated[str, Line(), MaxLen(max_length=60)] | None = None
    licencia_embalsamador: Annotated[str, Line(), MaxLen(max_length=60)] | None = None
    visado_el: datetime.date | None = None
    costo: Money | None = None
    pagador: Annotated[str, MaxLen(max_length=63)] | None = None
    insolvencia: Annotated[str, MaxLen(max_length=63)] | None = None
    apoyo_autorizado: Money | None = None
