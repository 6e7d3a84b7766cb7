"""Acompañamiento a la persona o su familia. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

from typing import Annotated

from annotated_types import MaxLen

from mexico_registry.generated.schemas.action import ActionCreate, ActionUpdate
from runtime.schema import Line


class ActionAcompanamientoCreate(ActionCreate):
    """Acompañamiento a la persona o su familia."""

    lugar_acompanamiento: Annotated[str, Line(), MaxLen(max_length=160)]
    con_familia: Annotated[str, MaxLen(max_length=63)] | None = None


class ActionAcompanamientoUpdate(ActionUpdate):
    """Acompañamiento a la persona o su familia."""

    lugar_acompanamiento: Annotated[str, Line(), MaxLen(max_length=160)] | None = None
    con_familia: Annotated[str, MaxLen(max_length=63)] | None = None
