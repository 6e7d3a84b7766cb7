"""Visita consular. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import uuid
from typing import Annotated

from annotated_types import Ge, Le, MaxLen

from mexico_registry.generated.schemas.action import ActionCreate, ActionUpdate
from runtime.schema import Line


class ActionVisitaConsularCreate(ActionCreate):
    """Visita consular."""

    centro: uuid.UUID | None = None
    centro_tipo: Annotated[str, MaxLen(max_length=63)]
    modalidad: Annotated[str, MaxLen(max_length=63)]
    acceso: Annotated[str, MaxLen(max_length=63)]
    acceso_motivo: Annotated[str, Line(), MaxLen(max_length=300)] | None = None
    entrevistados: Annotated[int, Ge(ge=0), Le(le=500)]
    estado_salud: Annotated[str, Line(), MaxLen(max_length=500)] | None = None
    quejas_visita: tuple[str, ...] | None = None
    quejas_turnadas: Annotated[str, MaxLen(max_length=63)] | None = None


class ActionVisitaConsularUpdate(ActionUpdate):
    """Visita consular."""

    centro: uuid.UUID | None = None
    centro_tipo: Annotated[str, MaxLen(max_length=63)] | None = None
    modalidad: Annotated[str, MaxLen(max_length=63)] | None = None
    acceso: Annotated[str, MaxLen(max_length=63)] | None = None
    acceso_motivo: Annotated[str, Line(), MaxLen(max_length=300)] | None = None
    entrevistados: Annotated[int, Ge(ge=0), Le(le=500)] | None = None
    estado_salud: Annotated[str, Line(), MaxLen(max_length=500)] | None = None
    quejas_visita: tuple[str, ...] | None = None
    quejas_turnadas: Annotated[str, MaxLen(max_length=63)] | None = None
