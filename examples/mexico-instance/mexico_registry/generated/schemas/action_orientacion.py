"""Orientación. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

from typing import Annotated

from annotated_types import MaxLen

from mexico_registry.generated.schemas.action import ActionCreate, ActionUpdate


class ActionOrientacionCreate(ActionCreate):
    """Orientación."""

    tema: Annotated[str, MaxLen(max_length=63)]
    modalidad: Annotated[str, MaxLen(max_length=63)]
    comprendio: Annotated[str, MaxLen(max_length=63)] | None = None
    material: bool | None = None


class ActionOrientacionUpdate(ActionUpdate):
    """Orientación."""

    tema: Annotated[str, MaxLen(max_length=63)] | None = None
    modalidad: Annotated[str, MaxLen(max_length=63)] | None = None
    comprendio: Annotated[str, MaxLen(max_length=63)] | None = None
    material: bool | None = None
