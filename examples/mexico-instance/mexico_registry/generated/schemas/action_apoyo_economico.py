"""Apoyo económico. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

from typing import Annotated

from annotated_types import MaxLen

from mexico_registry.generated.schemas.action import ActionCreate, ActionUpdate
from runtime.fields.values import Attached, Money
from runtime.schema import Line


class ActionApoyoEconomicoCreate(ActionCreate):
    """Apoyo económico."""

    fondo: Annotated[str, MaxLen(max_length=63)]
    partida: Annotated[str, MaxLen(max_length=63)] | None = None
    clase: Annotated[str, MaxLen(max_length=63)]
    monto: Money
    entrega: Annotated[str, MaxLen(max_length=63)]
    proveedor: Annotated[str, Line(), MaxLen(max_length=160)] | None = None
    recibo: Annotated[str, Line(), MaxLen(max_length=60)] | None = None
    recibo_archivo: Attached | None = None
    autorizo: Annotated[str, Line(), MaxLen(max_length=120)]


class ActionApoyoEconomicoUpdate(ActionUpdate):
    """Apoyo económico."""

    fondo: Annotated[str, MaxLen(max_length=63)] | None = None
    partida: Annotated[str, MaxLen(max_length=63)] | None = None
    clase: Annotated[str, MaxLen(max_length=63)] | None = None
    monto: Money | None = None
    entrega: Annotated[str, MaxLen(max_length=63)] | None = None
    proveedor: Annotated[str, Line(), MaxLen(max_length=160)] | None = None
    recibo: Annotated[str, Line(), MaxLen(max_length=60)] | None = None
    recibo_archivo: Attached | None = None
    autorizo: Annotated[str, Line(), MaxLen(max_length=120)] | None = None
