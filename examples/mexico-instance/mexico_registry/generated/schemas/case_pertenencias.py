"""Recuperaciones de pertenencias. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import datetime
from typing import Annotated

from annotated_types import MaxLen

from mexico_registry.generated.schemas.case import CaseCreate, CaseUpdate
from runtime.fields.values import Money
from runtime.schema import Line


class CasePertenenciasCreate(CaseCreate):
    """Recuperación de pertenencias."""

    retenidas_por: Annotated[str, MaxLen(max_length=63)] | None = None
    pertenencias_el: datetime.date | None = None
    pertenencias_recibo: Annotated[str, Line(), MaxLen(max_length=60)] | None = None
    objetos: tuple[str, ...] | None = None
    valor_estimado: Money | None = None
    pertenencias_recuperadas_el: datetime.date | None = None
    destino_pertenencias: Annotated[str, MaxLen(max_length=63)] | None = None
    delegacion: Annotated[str, Line(), MaxLen(max_length=120)] | None = None
    entregadas_el: datetime.date | None = None


class CasePertenenciasUpdate(CaseUpdate):
    """Recuperación de pertenencias."""

    retenidas_por: Annotated[str, MaxLen(max_length=63)] | None = None
    pertenencias_el: datetime.date | None = None
    pertenencias_recibo: Annotated[str, Line(), MaxLen(max_length=60)] | None = None
    objetos: tuple[str, ...] | None = None
    valor_estimado: Money | None = None
    pertenencias_recuperadas_el: datetime.date | None = None
    destino_pertenencias: Annotated[str, MaxLen(max_length=63)] | None = None
    delegacion: Annotated[str, Line(), MaxLen(max_length=120)] | None = None
    entregadas_el: datetime.date | None = None
