"""Personas enfermas u hospitalizadas. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import datetime
import uuid
from typing import Annotated

from annotated_types import MaxLen

from mexico_registry.generated.schemas.case import CaseCreate, CaseUpdate
from runtime.fields.values import Money, PersonName
from runtime.schema import Line, Lines


class CasePersonaEnfermaCreate(CaseCreate):
    """Persona enferma u hospitalizada."""

    hospital: uuid.UUID | None = None
    ingreso_el: datetime.date | None = None
    padecimiento: Annotated[str, Lines(), MaxLen(max_length=1500)] | None = None
    paciente_consiente: Annotated[str, MaxLen(max_length=63)] | None = None
    apto_viajar: Annotated[str, MaxLen(max_length=63)] | None = None
    carta_responsiva: Annotated[str, MaxLen(max_length=63)] | None = None
    hospital_recibe: Annotated[str, Line(), MaxLen(max_length=160)] | None = None
    aceptado_el: datetime.date | None = None
    embarazo: Annotated[str, MaxLen(max_length=63)] | None = None
    clase_repatriacion: Annotated[str, MaxLen(max_length=63)] | None = None
    retorno_via: Annotated[str, MaxLen(max_length=63)] | None = None
    punto_recepcion: Annotated[str, MaxLen(max_length=63)] | None = None
    retorno_el: datetime.date | None = None
    viaja_con: Annotated[str, MaxLen(max_length=63)] | None = None
    recibe_familiar: PersonName | None = None
    aviso_autoridad_el: datetime.date | None = None
    pide_apoyo: Annotated[str, MaxLen(max_length=63)] | None = None
    para_que: tuple[str, ...] | None = None
    sin_recursos: Annotated[str, MaxLen(max_length=63)] | None = None
    apoyo_solicitado: Money | None = None


class CasePersonaEnfermaUpdate(CaseUpdate):
    """Persona enferma u hospitalizada."""

    hospital: uuid.UUID | None = None
    ingreso_el: datetime.date | None = None
    padecimiento: Annotated[str, Lines(), MaxLen(max_length=1500)] | None = None
    paciente_consiente: Annotated[str, MaxLen(max_length=63)] | None = None
    apto_viajar: Annotated[str, MaxLen(max_length=63)] | None = None
    carta_responsiva: Annotated[str, MaxLen(max_length=63)] | None = None
    hospital_recibe: Annotated[str, Line(), MaxLen(max_length=160)] | None = None
    aceptado_el: datetime.date | None = None
    embarazo: Annotated[str, MaxLen(max_length=63)] | None = None
    clase_repatriacion: Annotated[str, MaxLen(max_length=63)] | None = None
    retorno_via: Annotated[str, MaxLen(max_length=63)] | None = None
    punto_recepcion: Annotated[str, MaxLen(max_length=63)] | None = None
    retorno_el: datetime.date | None = None
    viaja_con: Annotated[str, MaxLen(max_length=63)] | None = None
    recibe_familiar: PersonName | None = None
    aviso_autoridad_el: datetime.date | None = None
    pide_apoyo: Annotated[str, MaxLen(max_length=63)] | None = None
    para_que: tuple[str, ...] | None = None
    sin_recursos: Annotated[str, MaxLen(max_length=63)] | None = None
    apoyo_solicitado: Money | None = None
