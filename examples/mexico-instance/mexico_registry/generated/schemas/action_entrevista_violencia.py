"""Entrevista a persona que vive violencia. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

from typing import Annotated

from annotated_types import MaxLen

from mexico_registry.generated.schemas.action import ActionCreate, ActionUpdate
from runtime.schema import Line, Lines


class ActionEntrevistaViolenciaCreate(ActionCreate):
    """Entrevista a persona que vive violencia."""

    a_solas: Annotated[str, MaxLen(max_length=63)]
    lugar_seguro: Annotated[str, MaxLen(max_length=63)] | None = None
    modalidad: Annotated[str, MaxLen(max_length=63)]
    otro_momento: Annotated[str, Line(), MaxLen(max_length=200)] | None = None
    peligro_ahora: Annotated[str, MaxLen(max_length=63)] | None = None
    ha_aumentado: Annotated[str, MaxLen(max_length=63)] | None = None
    amenazas_muerte: Annotated[str, MaxLen(max_length=63)] | None = None
    agresor_sabe: Annotated[str, MaxLen(max_length=63)] | None = None
    hijos_presencian: Annotated[str, MaxLen(max_length=63)] | None = None
    relato_entrevista: Annotated[str, Lines(), MaxLen(max_length=6000)] | None = None
    desea: Annotated[str, Lines(), MaxLen(max_length=1500)] | None = None
    opciones: tuple[str, ...] | None = None


class ActionEntrevistaViolenciaUpdate(ActionUpdate):
    """Entrevista a persona que vive violencia."""

    a_solas: Annotated[str, MaxLen(max_length=63)] | None = None
    lugar_seguro: Annotated[str, MaxLen(max_length=63)] | None = None
    modalidad: Annotated[str, MaxLen(max_length=63)] | None = None
    otro_momento: Annotated[str, Line(), MaxLen(max_length=200)] | None = None
    peligro_ahora: Annotated[str, MaxLen(max_length=63)] | None = None
    ha_aumentado: Annotated[str, MaxLen(max_length=63)] | None = None
    amenazas_muerte: Annotated[str, MaxLen(max_length=63)] | None = None
    agresor_sabe: Annotated[str, MaxLen(max_length=63)] | None = None
    hijos_presencian: Annotated[str, MaxLen(max_length=63)] | None = None
    relato_entrevista: Annotated[str, Lines(), MaxLen(max_length=6000)] | None = None
    desea: Annotated[str, Lines(), MaxLen(max_length=1500)] | None = None
    opciones: tuple[str, ...] | None = None
