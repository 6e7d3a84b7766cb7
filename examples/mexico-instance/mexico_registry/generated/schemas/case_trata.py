"""Casos de trata de personas. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

from typing import Annotated

from annotated_types import MaxLen

from mexico_registry.generated.schemas.case import CaseCreate, CaseUpdate
from runtime.fields.values import Money
from runtime.schema import Line, Pattern


class CaseTrataCreate(CaseCreate):
    """Trata de personas."""

    no_contactar: bool | None = None
    telefono_seguro: Annotated[str, Line(), Pattern(pattern='\\+[0-9]{5,15}(;ext=[0-9]{1,7})?')] | None = None
    horario_seguro: Annotated[str, Line(), MaxLen(max_length=160)] | None = None
    palabra_clave: Annotated[str, Line(), MaxLen(max_length=60)] | None = None
    indicadores: tuple[str, ...] | None = None
    identificada: Annotated[str, MaxLen(max_length=63)] | None = None
    edad_hechos: Annotated[str, MaxLen(max_length=63)] | None = None
    captacion: Annotated[str, MaxLen(max_length=63)] | None = None
    captacion_lugar: Annotated[str, Line(), MaxLen(max_length=160)] | None = None
    control: tuple[str, ...] | None = None
    fines: tuple[str, ...] | None = None
    sector: Annotated[str, MaxLen(max_length=63)] | None = None
    explotacion_lugar: Annotated[str, Line(), MaxLen(max_length=160)] | None = None
    nivel_riesgo: Annotated[str, MaxLen(max_length=63)] | None = None
    consentimiento_informado: Annotated[str, MaxLen(max_length=63)] | None = None
    retorno_asistido: Annotated[str, MaxLen(max_length=63)] | None = None
    denuncia: Annotated[str, MaxLen(max_length=63)] | None = None
    alivio: tuple[str, ...] | None = None
    pide_apoyo: Annotated[str, MaxLen(max_length=63)] | None = None
    para_que: tuple[str, ...] | None = None
    sin_recursos: Annotated[str, MaxLen(max_length=63)] | None = None
    apoyo_solicitado: Money | None = None


class CaseTrataUpdate(CaseUpdate):
    """Trata de personas."""

    no_contactar: bool | None = None
    telefono_seguro: Annotated[str, Line(), Pattern(pattern='\\+[0-9]{5,15}(;ext=[0-9]{1,7})?')] | None = None
    horario_seguro: Annotated[str, Line(), MaxLen(max_length=160)] | None = None
    palabra_clave: Annotated[str, Line(), MaxLen(max_length=60)] | None = None
    indicadores: tuple[str, ...] | None = None
    identificada: Annotated[str, MaxLen(max_length=63)] | None = None
    edad_hechos: Annotated[str, MaxLen(max_length=63)] | None = None
    captacion: Annotated[str, MaxLen(max_length=63)] | None = None
    captacion_lugar: Annotated[str, Line(), MaxLen(max_length=160)] | None = None
    control: tuple[str, ...] | None = None
    fines: tuple[str, ...] | None = None
    sector: Annotated[str, MaxLen(max_length=63)] | None = None
    explotacion_lugar: Annotated[str, Line(), MaxLen(max_length=160)] | None = None
    nivel_riesgo: Annotated[str, MaxLen(max_length=63)] | None = None
    consentimiento_informado: Annotated[str, MaxLen(max_length=63)] | None = None
    retorno_asistido: Annotated[str, MaxLen(max_length=63)] | None = None
    denuncia: Annotated[str, MaxLen(max_length=63)] | None = None
    alivio: tuple[str, ...] | None = None
    pide_apoyo: Annotated[str, MaxLen(max_length=63)] | None = None
    para_que: tuple[str, ...] | None = None
    sin_recursos: Annotated[str, MaxLen(max_length=63)] | None = None
    apoyo_solicitado: Money | None = None
