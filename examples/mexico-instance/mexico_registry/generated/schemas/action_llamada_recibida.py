"""Llamada recibida. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

from typing import Annotated

from annotated_types import MaxLen

from mexico_registry.generated.schemas.action import ActionCreate, ActionUpdate
from runtime.schema import Line, Pattern


class ActionLlamadaRecibidaCreate(ActionCreate):
    """Llamada recibida."""

    llamo: Annotated[str, Line(), MaxLen(max_length=120)] | None = None
    llamo_relacion: Annotated[str, MaxLen(max_length=63)] | None = None
    llamo_telefono: Annotated[str, Line(), Pattern(pattern='\\+[0-9]{5,15}(;ext=[0-9]{1,7})?')] | None = None


class ActionLlamadaRecibidaUpdate(ActionUpdate):
    """Llamada recibida."""

    llamo: Annotated[str, Line(), MaxLen(max_length=120)] | None = None
    llamo_relacion: Annotated[str, MaxLen(max_length=63)] | None = None
    llamo_telefono: Annotated[str, Line(), Pattern(pattern='\\+[0-9]{5,15}(;ext=[0-9]{1,7})?')] | None = None
