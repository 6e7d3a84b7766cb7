"""Apoyos económicos. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

from typing import Annotated

from annotated_types import Ge, Le, MaxLen

from mexico_registry.generated.schemas.case import CaseCreate, CaseUpdate
from runtime.fields.values import Money
from runtime.schema import Line


class CaseAyudaEconomicaCreate(CaseCreate):
    """Apoyo económico."""

    que_ocurrio: tuple[str, ...] | None = None
    denuncia_policial: Annotated[str, Line(), MaxLen(max_length=60)] | None = None
    personas_dependen: Annotated[int, Ge(ge=0), Le(le=30)] | None = None
    pide_apoyo: Annotated[str, MaxLen(max_length=63)] | None = None
    para_que: tuple[str, ...] | None = None
    sin_recursos: Annotated[str, MaxLen(max_length=63)] | None = None
    apoyo_solicitado: Money | None = None


class CaseAyudaEconomicaUpdate(CaseUpdate):
    """Apoyo económico."""

    que_ocurrio: tuple[str, ...] | None = None
    denuncia_policial: Annotated[str, Line(), MaxLen(max_length=60)] | None = None
    personas_dependen: Annotated[int, Ge(ge=0), Le(le=30)] | None = None
    pide_apoyo: Annotated[str, MaxLen(max_length=63)] | None = None
    para_que: tuple[str, ...] | None = None
    sin_recursos: Annotated[str, MaxLen(max_length=63)] | None = None
    apoyo_solicitado: Money | None = None
