"""Casos de violencia basada en el género. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

from typing import Annotated

from annotated_types import Ge, Le, MaxLen

from mexico_registry.generated.schemas.case import CaseCreate, CaseUpdate
from runtime.fields.values import Money
from runtime.schema import Line, Lines, Pattern


class CaseViolenciaGeneroCreate(CaseCreate):
    """Violencia basada en el género."""

    no_contactar: bool | None = None
    telefono_seguro: Annotated[str, Line(), Pattern(pattern='\\+[0-9]{5,15}(;ext=[0-9]{1,7})?')] | None = None
    horario_seguro: Annotated[str, Line(), MaxLen(max_length=160)] | None = None
    palabra_clave: Annotated[str, Line(), MaxLen(max_length=60)] | None = None
    tipos_violencia: tuple[str, ...] | None = None
    relacion_agresor: Annotated[str, MaxLen(max_length=63)] | None = None
    convive_agresor: Annotated[str, MaxLen(max_length=63)] | None = None
    dependientes: Annotated[int, Ge(ge=0), Le(le=25)] | None = None
    relato_violencia: Annotated[str, Lines(), MaxLen(max_length=6000)] | None = None
    nivel_riesgo: Annotated[str, MaxLen(max_length=63)] | None = None
    armas: Annotated[str, MaxLen(max_length=63)] | None = None
    plan_seguridad: Annotated[str, Lines(), MaxLen(max_length=2000)] | None = None
    orden_proteccion: Annotated[str, MaxLen(max_length=63)] | None = None
    refugio: Annotated[str, MaxLen(max_length=63)] | None = None
    denuncia: Annotated[str, MaxLen(max_length=63)] | None = None
    alivio: tuple[str, ...] | None = None
    pide_apoyo: Annotated[str, MaxLen(max_length=63)] | None = None
    para_que: tuple[str, ...] | None = None
    sin_recursos: Annotated[str, MaxLen(max_length=63)] | None = None
    apoyo_solicitado: Money | None = None


class CaseViolenciaGeneroUpdate(CaseUpdate):
    """Violencia basada en el género."""

    no_contactar: bool | None = None
    telefono_seguro: Annotated[str, Line(), Pattern(pattern='\\+[0-9]{5,15}(;ext=[0-9]{1,7})?')] | None = None
    horario_seguro: Annotated[str, Line(), MaxLen(max_length=160)] | None = None
    palabra_clave: Annotated[str, Line(), MaxLen(max_length=60)] | None = None
    tipos_violencia: tuple[str, ...] | None = None
    relacion_agresor: Annotated[str, MaxLen(max_length=63)] | None = None
    convive_agresor: Annotated[str, MaxLen(max_length=63)] | None = None
    dependientes: Annotated[int, Ge(ge=0), Le(le=25)] | None = None
    relato_violencia: Annotated[str, Lines(), MaxLen(max_length=6000)] | None = None
    nivel_riesgo: Annotated[str, MaxLen(max_length=63)] | None = None
    armas: Annotated[str, MaxLen(max_length=63)] | None = None
    plan_seguridad: Annotated[str, Lines(), MaxLen(max_length=2000)] | None = None
    orden_proteccion: Annotated[str, MaxLen(max_length=63)] | None = None
    refugio: Annotated[str, MaxLen(max_length=63)] | None = None
    denuncia: Annotated[str, MaxLen(max_length=63)] | None = None
    alivio: tuple[str, ...] | None = None
    pide_apoyo: Annotated[str, MaxLen(max_length=63)] | None = None
    para_que: tuple[str, ...] | None = None
    sin_recursos: Annotated[str, MaxLen(max_length=63)] | None = None
    apoyo_solicitado: Money | None = None
