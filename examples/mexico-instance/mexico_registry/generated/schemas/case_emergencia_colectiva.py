"""Emergencias colectivas. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import datetime
from typing import Annotated

from annotated_types import MaxLen

from mexico_registry.generated.schemas.case import CaseCreate, CaseUpdate
from runtime.fields.values import Money
from runtime.schema import Line


class CaseEmergenciaColectivaCreate(CaseCreate):
    """Emergencia colectiva."""

    tipo_emergencia: Annotated[str, MaxLen(max_length=63)]
    nombre_emergencia: Annotated[str, Line(), MaxLen(max_length=120)]
    ocurrio_el: datetime.date
    lugar_emergencia: Annotated[str, Line(), MaxLen(max_length=160)] | None = None
    estado_persona: Annotated[str, MaxLen(max_length=63)] | None = None
    contactada_el: datetime.datetime | None = None
    familia_informada: Annotated[str, MaxLen(max_length=63)] | None = None
    pide_apoyo: Annotated[str, MaxLen(max_length=63)] | None = None
    para_que: tuple[str, ...] | None = None
    sin_recursos: Annotated[str, MaxLen(max_length=63)] | None = None
    apoyo_solicitado: Money | None = None


class CaseEmergenciaColectivaUpdate(CaseUpdate):
    """Emergencia colectiva."""

    tipo_emergencia: Annotated[str, MaxLen(max_length=63)] | None = None
    nombre_emergencia: Annotated[str, Line(), MaxLen(max_length=120)] | None = None
    ocurrio_el: datetime.date | None = None
    lugar_emergencia: Annotated[str, Line(), MaxLen(max_length=160)] | None = None
    estado_persona: Annotated[str, MaxLen(max_length=63)] | None = None
    contactada_el: datetime.datetime | None = None
    familia_informada: Annotated[str, MaxLen(max_length=63)] | None = None
    pide_apoyo: Annotated[str, MaxLen(max_length=63)] | None = None
    para_que: tuple[str, ...] | None = None
    sin_recursos: Annotated[str, MaxLen(max_length=63)] | None = None
    apoyo_solicitado: Money | None = None
