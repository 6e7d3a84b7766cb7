"""Eventos preventivos. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import datetime
from typing import Annotated

from annotated_types import Ge, Le, MaxLen

from runtime.schema import Line, Schema


class RegisterEventoCreate(Schema):
    """Evento preventivo."""

    nombre_evento: Annotated[str, Line(), MaxLen(max_length=160)]
    tipo_evento: Annotated[str, MaxLen(max_length=63)]
    fecha_evento: datetime.date
    lugar_evento: Annotated[str, Line(), MaxLen(max_length=160)] | None = None
    aliados: Annotated[str, Line(), MaxLen(max_length=300)] | None = None
    asistentes: Annotated[int, Ge(ge=0), Le(le=1000000)] | None = None
    consultas: Annotated[int, Ge(ge=0), Le(le=1000000)] | None = None
    casos_detectados: Annotated[int, Ge(ge=0), Le(le=100000)] | None = None


class RegisterEventoUpdate(Schema):
    """Evento preventivo."""

    nombre_evento: Annotated[str, Line(), MaxLen(max_length=160)] | None = None
    tipo_evento: Annotated[str, MaxLen(max_length=63)] | None = None
    fecha_evento: datetime.date | None = None
    lugar_evento: Annotated[str, Line(), MaxLen(max_length=160)] | None = None
    aliados: Annotated[str, Line(), MaxLen(max_length=300)] | None = None
    asistentes: Annotated[int, Ge(ge=0), Le(le=1000000)] | None = None
    consultas: Annotated[int, Ge(ge=0), Le(le=1000000)] | None = None
    casos_detectados: Annotated[int, Ge(ge=0), Le(le=100000)] | None = None
