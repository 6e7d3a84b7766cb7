"""Asistencia a audiencia. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import datetime
import uuid
from typing import Annotated

from annotated_types import MaxLen

from mexico_registry.generated.schemas.action import ActionCreate, ActionUpdate
from runtime.schema import Line, Lines


class ActionAsistenciaAudienciaCreate(ActionCreate):
    """Asistencia a audiencia."""

    corte: uuid.UUID | None = None
    asistio: Annotated[str, MaxLen(max_length=63)]
    motivo_inasistencia: Annotated[str, Line(), MaxLen(max_length=300)] | None = None
    acuerdo_corte: Annotated[str, Lines(), MaxLen(max_length=2000)] | None = None
    siguiente_audiencia: datetime.datetime | None = None


class ActionAsistenciaAudienciaUpdate(ActionUpdate):
    """Asistencia a audiencia."""

    corte: uuid.UUID | None = None
    asistio: Annotated[str, MaxLen(max_length=63)] | None = None
    motivo_inasistencia: Annotated[str, Line(), MaxLen(max_length=300)] | None = None
    acuerdo_corte: Annotated[str, Lines(), MaxLen(max_length=2000)] | None = None
    siguiente_audiencia: datetime.datetime | None = None
