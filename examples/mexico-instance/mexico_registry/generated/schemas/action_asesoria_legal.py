"""Asesoría legal. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import datetime
import uuid
from typing import Annotated

from annotated_types import MaxLen

from mexico_registry.generated.schemas.action import ActionCreate, ActionUpdate
from runtime.fields.values import Money


class ActionAsesoriaLegalCreate(ActionCreate):
    """Asesoría legal."""

    abogado: uuid.UUID | None = None
    rama: Annotated[str, MaxLen(max_length=63)]
    nivel_pale: Annotated[str, MaxLen(max_length=63)]
    honorarios: Money | None = None
    informe: Annotated[str, MaxLen(max_length=63)] | None = None
    pagada_el: datetime.date | None = None


class ActionAsesoriaLegalUpdate(ActionUpdate):
    """Asesoría legal."""

    abogado: uuid.UUID | None = None
    rama: Annotated[str, MaxLen(max_length=63)] | None = None
    nivel_pale: Annotated[str, MaxLen(max_length=63)] | None = None
    honorarios: Money | None = None
    informe: Annotated[str, MaxLen(max_length=63)] | None = None
    pagada_el: datetime.date | None = None
