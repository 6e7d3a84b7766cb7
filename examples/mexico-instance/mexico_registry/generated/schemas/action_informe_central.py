"""Informe a oficinas centrales. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import datetime
from typing import Annotated

from annotated_types import MaxLen

from mexico_registry.generated.schemas.action import ActionCreate, ActionUpdate
from runtime.schema import Line


class ActionInformeCentralCreate(ActionCreate):
    """Informe a oficinas centrales."""

    numero_informe: Annotated[str, Line(), MaxLen(max_length=40)] | None = None
    pide_decision: Annotated[str, MaxLen(max_length=63)]
    decidir_antes: datetime.date | None = None


class ActionInformeCentralUpdate(ActionUpdate):
    """Informe a oficinas centrales."""

    numero_informe: Annotated[str, Line(), MaxLen(max_length=40)] | None = None
    pide_decision: Annotated[str, MaxLen(max_length=63)] | None = None
    decidir_antes: datetime.date | None = None
