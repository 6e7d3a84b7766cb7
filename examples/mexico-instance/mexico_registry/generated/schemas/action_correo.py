"""Correo o mensaje. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

from typing import Annotated

from annotated_types import MaxLen

from mexico_registry.generated.schemas.action import ActionCreate, ActionUpdate
from runtime.schema import Line


class ActionCorreoCreate(ActionCreate):
    """Correo o mensaje."""

    sentido_correo: Annotated[str, MaxLen(max_length=63)]
    correspondiente: Annotated[str, Line(), MaxLen(max_length=160)]


class ActionCorreoUpdate(ActionUpdate):
    """Correo o mensaje."""

    sentido_correo: Annotated[str, MaxLen(max_length=63)] | None = None
    correspondiente: Annotated[str, Line(), MaxLen(max_length=160)] | None = None
