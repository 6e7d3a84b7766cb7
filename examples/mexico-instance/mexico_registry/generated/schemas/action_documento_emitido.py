"""Documento emitido. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import datetime
from typing import Annotated

from annotated_types import MaxLen

from mexico_registry.generated.schemas.action import ActionCreate, ActionUpdate
from runtime.schema import Line


class ActionDocumentoEmitidoCreate(ActionCreate):
    """Documento emitido."""

    documento_tipo: Annotated[str, MaxLen(max_length=63)]
    documento_numero: Annotated[str, Line(), MaxLen(max_length=60)] | None = None
    expedido_el: datetime.date
    vigente_hasta: datetime.date | None = None
    entregado_a: Annotated[str, Line(), MaxLen(max_length=120)] | None = None


class ActionDocumentoEmitidoUpdate(ActionUpdate):
    """Documento emitido."""

    documento_tipo: Annotated[str, MaxLen(max_length=63)] | None = None
    documento_numero: Annotated[str, Line(), MaxLen(max_length=60)] | None = None
    expedido_el: datetime.date | None = None
    vigente_hasta: datetime.date | None = None
    entregado_a: Annotated[str, Line(), MaxLen(max_length=120)] | None = None
