"""Trámite de repatriación. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import datetime
from typing import Annotated

from annotated_types import MaxLen

from mexico_registry.generated.schemas.action import ActionCreate, ActionUpdate


class ActionTramiteRepatriacionCreate(ActionCreate):
    """Trámite de repatriación."""

    tramite_tipo: Annotated[str, MaxLen(max_length=63)]
    ante: Annotated[str, MaxLen(max_length=63)] | None = None
    confirmado_el: datetime.date | None = None


class ActionTramiteRepatriacionUpdate(ActionUpdate):
    """Trámite de repatriación."""

    tramite_tipo: Annotated[str, MaxLen(max_length=63)] | None = None
    ante: Annotated[str, MaxLen(max_length=63)] | None = None
    confirmado_el: datetime.date | None = None
