"""Víctimas de delito. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import datetime
import uuid
from typing import Annotated

from annotated_types import MaxLen

from mexico_registry.generated.schemas.case import CaseCreate, CaseUpdate
from runtime.fields.values import Money
from runtime.schema import Line, Lines, Pattern


class CaseVictimaDelitoCreate(CaseCreate):
    """Víctima de delito."""

    no_contactar: bool | None = None
    telefono_seguro: Annotated[str, Line(), Pattern(pattern='\\+[0-9]{5,15}(;ext=[0-9]{1,7})?')] | None = None
    horario_seguro: Annotated[str, Line(), MaxLen(max_length=160)] | None = None
    palabra_clave: Annotated[str, Line(), MaxLen(max_length=60)] | None = None
    hechos_victima: tuple[str, ...]
    delito_el: datetime.date | None = None
    delito_lugar: Annotated[str, Line(), MaxLen(max_length=160)] | None = None
    relato_victima: Annotated[str, Lines(), MaxLen(max_length=5000)] | None = None
    reporte_policia: Annotated[str, Line(), MaxLen(max_length=60)] | None = None
    certificacion_u: Annotated[str, MaxLen(max_length=63)] | None = None
    compensacion_victimas: Annotated[str, MaxLen(max_length=63)] | None = None
    tiene_abogado: Annotated[str, MaxLen(max_length=63)] | None = None
    abogado: uuid.UUID | None = None
    rama: Annotated[str, MaxLen(max_length=63)] | None = None
    nivel_pale: Annotated[str, MaxLen(max_length=63)] | None = None
    requiere_interprete_corte: Annotated[str, MaxLen(max_length=63)] | None = None
    pide_apoyo: Annotated[str, MaxLen(max_length=63)] | None = None
    para_que: tuple[str, ...] | None = None
    sin_recursos: Annotated[str, MaxLen(max_length=63)] | None = None
    apoyo_solicitado: Money | None = None


class CaseVictimaDelitoUpdate(CaseUpdate):
    """Víctima de delito."""

    no_contactar: bool | None = None
    telefono_seguro: Annotated[str, Line(), Pattern(pattern='\\+[0-9]{5,15}(;ext=[0-9]{1,7})?')] | None = None
    horario_seguro: Annotated[str, Line(), MaxLen(max_length=160)] | None = None
    palabra_clave: Annotated[str, Line(), MaxLen(max_length=60)] | None = None
    hechos_victima: tuple[str, ...] | None = None
    delito_el: datetime.date | None = None
    delito_lugar: Annotated[str, Line(), MaxLen(max_length=160)] | None = None
    relato_victima: Annotated[str, Lines(), MaxLen(max_length=5000)] | None = None
    reporte_policia: Annotated[str, Line(), MaxLen(max_length=60)] | None = None
    certificacion_u: Annotated[str, MaxLen(max_length=63)] | None = None
    compensacion_victimas: Annotated[str, MaxLen(max_length=63)] | None = None
    tiene_abogado: Annotated[str, MaxLen(max_length=63)] | None = None
    abogado: uuid.UUID | None = None
    rama: Annotated[str, MaxLen(max_length=63)] | None = None
    nivel_pale: Annotated[str, MaxLen(max_length=63)] | None = None
    requiere_interprete_corte: Annotated[str, MaxLen(max_length=63)] | None = None
    pide_apoyo: Annotated[str, MaxLen(max_length=63)] | None = None
    para_que: tuple[str, ...] | None = None
    sin_recursos: Annotated[str, MaxLen(max_length=63)] | None = None
    apoyo_solicitado: Money | None = None
