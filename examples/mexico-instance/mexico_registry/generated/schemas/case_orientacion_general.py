"""Orientaciones e informes. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

from typing import Annotated

from annotated_types import MaxLen

from mexico_registry.generated.schemas.case import CaseCreate, CaseUpdate
from runtime.schema import Line, Lines


class CaseOrientacionGeneralCreate(CaseCreate):
    """Orientación e informes."""

    tema_consulta: Annotated[str, MaxLen(max_length=63)]
    en_proceso_remocion: Annotated[str, MaxLen(max_length=63)] | None = None
    inadmitida_en: Annotated[str, Line(), MaxLen(max_length=120)] | None = None
    respuesta_dada: Annotated[str, Lines(), MaxLen(max_length=2000)] | None = None


class CaseOrientacionGeneralUpdate(CaseUpdate):
    """Orientación e informes."""

    tema_consulta: Annotated[str, MaxLen(max_length=63)] | None = None
    en_proceso_remocion: Annotated[str, MaxLen(max_length=63)] | None = None
    inadmitida_en: Annotated[str, Line(), MaxLen(max_length=120)] | None = None
    respuesta_dada: Annotated[str, Lines(), MaxLen(max_length=2000)] | None = None
