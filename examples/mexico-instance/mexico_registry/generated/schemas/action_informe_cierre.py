"""Informe de cierre. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

from typing import Annotated

from annotated_types import MaxLen

from mexico_registry.generated.schemas.action import ActionCreate, ActionUpdate
from runtime.schema import Lines


class ActionInformeCierreCreate(ActionCreate):
    """Informe de cierre."""

    logrado: Annotated[str, Lines(), MaxLen(max_length=4000)]
    pendiente: Annotated[str, Lines(), MaxLen(max_length=2000)] | None = None
    lecciones: Annotated[str, Lines(), MaxLen(max_length=2000)] | None = None


class ActionInformeCierreUpdate(ActionUpdate):
    """Informe de cierre."""

    logrado: Annotated[str, Lines(), MaxLen(max_length=4000)] | None = None
    pendiente: Annotated[str, Lines(), MaxLen(max_length=2000)] | None = None
    lecciones: Annotated[str, Lines(), MaxLen(max_length=2000)] | None = None
