"""Búsqueda en centros y bases de datos. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

from typing import Annotated

from annotated_types import MaxLen

from mexico_registry.generated.schemas.action import ActionCreate, ActionUpdate
from runtime.schema import Lines


class ActionBusquedaBasesCreate(ActionCreate):
    """Búsqueda en centros y bases de datos."""

    buscado_en: tuple[str, ...]
    hallazgo: Annotated[str, MaxLen(max_length=63)]
    hallazgo_detalle: Annotated[str, Lines(), MaxLen(max_length=1500)] | None = None


class ActionBusquedaBasesUpdate(ActionUpdate):
    """Búsqueda en centros y bases de datos."""

    buscado_en: tuple[str, ...] | None = None
    hallazgo: Annotated[str, MaxLen(max_length=63)] | None = None
    hallazgo_detalle: Annotated[str, Lines(), MaxLen(max_length=1500)] | None = None
