"""Entrevista. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

from typing import Annotated

from annotated_types import MaxLen

from mexico_registry.generated.schemas.action import ActionCreate, ActionUpdate
from runtime.schema import Lines


class ActionEntrevistaCreate(ActionCreate):
    """Entrevista."""

    modalidad: Annotated[str, MaxLen(max_length=63)]
    a_solas: Annotated[str, MaxLen(max_length=63)] | None = None
    lengua_entrevista: Annotated[str, MaxLen(max_length=3)] | None = None
    con_interprete: bool | None = None
    relato: Annotated[str, Lines(), MaxLen(max_length=10000)] | None = None


class ActionEntrevistaUpdate(ActionUpdate):
    """Entrevista."""

    modalidad: Annotated[str, MaxLen(max_length=63)] | None = None
    a_solas: Annotated[str, MaxLen(max_length=63)] | None = None
    lengua_entrevista: Annotated[str, MaxLen(max_length=3)] | None = None
    con_interprete: bool | None = None
    relato: Annotated[str, Lines(), MaxLen(max_length=10000)] | None = None
