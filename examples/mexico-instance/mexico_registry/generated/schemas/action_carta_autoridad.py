"""Carta u oficio a una autoridad. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import datetime
from typing import Annotated

from annotated_types import MaxLen

from mexico_registry.generated.schemas.action import ActionCreate, ActionUpdate
from runtime.schema import Line


class ActionCartaAutoridadCreate(ActionCreate):
    """Carta u oficio a una autoridad."""

    numero_oficio: Annotated[str, Line(), MaxLen(max_length=40)]
    dirigida_a: Annotated[str, Line(), MaxLen(max_length=160)]
    autoridad: Annotated[str, MaxLen(max_length=63)]
    asunto_carta: Annotated[str, Line(), MaxLen(max_length=200)]
    medio_envio: Annotated[str, MaxLen(max_length=63)] | None = None
    responder_antes: datetime.date | None = None
    respuesta_el: datetime.date | None = None
    respuesta_sentido: Annotated[str, Line(), MaxLen(max_length=500)] | None = None


class ActionCartaAutoridadUpdate(ActionUpdate):
    """Carta u oficio a una autoridad."""

    numero_oficio: Annotated[str, Line(), MaxLen(max_length=40)] | None = None
    dirigida_a: Annotated[str, Line(), MaxLen(max_length=160)] | None = None
    autoridad: Annotated[str, MaxLen(max_length=63)] | None = None
    asunto_carta: Annotated[str, Line(), MaxLen(max_length=200)] | None = None
    medio_envio: Annotated[str, MaxLen(max_length=63)] | None = None
    responder_antes: datetime.date | None = None
    respuesta_el: datetime.date | None = None
    respuesta_sentido: Annotated[str, Line(), MaxLen(max_length=500)] | None = None
