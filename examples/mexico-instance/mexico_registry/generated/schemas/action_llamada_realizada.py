"""Llamada realizada. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import datetime
from typing import Annotated

from annotated_types import MaxLen

from mexico_registry.generated.schemas.action import ActionCreate, ActionUpdate
from runtime.schema import Line


class ActionLlamadaRealizadaCreate(ActionCreate):
    """Llamada realizada."""

    se_llamo_a: Annotated[str, Line(), MaxLen(max_length=120)]
    contesto: Annotated[str, MaxLen(max_length=63)]
    volver_a_llamar: datetime.datetime | None = None


class ActionLlamadaRealizadaUpdate(ActionUpdate):
    """Llamada realizada."""

    se_llamo_a: Annotated[str, Line(), MaxLen(max_length=120)] | None = None
    contesto: Annotated[str, MaxLen(max_length=63)] | None = None
    volver_a_llamar: datetime.datetime | None = None
