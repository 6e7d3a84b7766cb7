"""Canalización. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import datetime
from typing import Annotated

from annotated_types import MaxLen

from mexico_registry.generated.schemas.action import ActionCreate, ActionUpdate
from runtime.schema import Line


class ActionCanalizacionCreate(ActionCreate):
    """Canalización."""

    canalizado_a: Annotated[str, Line(), MaxLen(max_length=160)]
    motivo_canalizacion: Annotated[str, Line(), MaxLen(max_length=300)]
    autoriza_datos: Annotated[str, MaxLen(max_length=63)]
    recibida_el: datetime.date | None = None


class ActionCanalizacionUpdate(ActionUpdate):
    """Canalización."""

    canalizado_a: Annotated[str, Line(), MaxLen(max_length=160)] | None = None
    motivo_canalizacion: Annotated[str, Line(), MaxLen(max_length=300)] | None = None
    autoriza_datos: Annotated[str, MaxLen(max_length=63)] | None = None
    recibida_el: datetime.date | None = None
