"""Contacto con la familia. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

from typing import Annotated

from annotated_types import MaxLen

from mexico_registry.generated.schemas.action import ActionCreate, ActionUpdate
from runtime.fields.values import PersonName
from runtime.schema import Line, Pattern


class ActionContactoFamiliaCreate(ActionCreate):
    """Contacto con la familia."""

    autorizado: Annotated[str, MaxLen(max_length=63)] | None = None
    familiar: PersonName | None = None
    familiar_parentesco: Annotated[str, MaxLen(max_length=63)] | None = None
    familiar_telefono: Annotated[str, Line(), Pattern(pattern='\\+[0-9]{5,15}(;ext=[0-9]{1,7})?')] | None = None
    familiar_estado: Annotated[str, MaxLen(max_length=63)] | None = None
    peticion: Annotated[str, Line(), MaxLen(max_length=500)] | None = None


class ActionContactoFamiliaUpdate(ActionUpdate):
    """Contacto con la familia."""

    autorizado: Annotated[str, MaxLen(max_length=63)] | None = None
    familiar: PersonName | None = None
    familiar_parentesco: Annotated[str, MaxLen(max_length=63)] | None = None
    familiar_telefono: Annotated[str, Line(), Pattern(pattern='\\+[0-9]{5,15}(;ext=[0-9]{1,7})?')] | None = None
    familiar_estado: Annotated[str, MaxLen(max_length=63)] | None = None
    peticion: Annotated[str, Line(), MaxLen(max_length=500)] | None = None
