"""Presunciones de nacionalidad. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

from typing import Annotated

from annotated_types import MaxLen

from mexico_registry.generated.schemas.case import CaseCreate, CaseUpdate
from runtime.schema import Line, Lines


class CasePresuncionNacionalidadCreate(CaseCreate):
    """Presunción de nacionalidad."""

    pedida_en: Annotated[str, MaxLen(max_length=63)]
    documentos_presentados: tuple[str, ...] | None = None
    lugar_natal: Annotated[str, Line(), MaxLen(max_length=200)] | None = None
    familia_origen: Annotated[str, Lines(), MaxLen(max_length=1500)] | None = None
    escuela_trabajo: Annotated[str, Lines(), MaxLen(max_length=1500)] | None = None
    registro_consultado: Annotated[str, MaxLen(max_length=63)] | None = None
    resultado_presuncion: Annotated[str, MaxLen(max_length=63)] | None = None
    certificado_numero: Annotated[str, Line(), MaxLen(max_length=40)] | None = None


class CasePresuncionNacionalidadUpdate(CaseUpdate):
    """Presunción de nacionalidad."""

    pedida_en: Annotated[str, MaxLen(max_length=63)] | None = None
    documentos_presentados: tuple[str, ...] | None = None
    lugar_natal: Annotated[str, Line(), MaxLen(max_length=200)] | None = None
    familia_origen: Annotated[str, Lines(), MaxLen(max_length=1500)] | None = None
    escuela_trabajo: Annotated[str, Lines(), MaxLen(max_length=1500)] | None = None
    registro_consultado: Annotated[str, MaxLen(max_length=63)] | None = None
    resultado_presuncion: Annotated[str, MaxLen(max_length=63)] | None = None
    certificado_numero: Annotated[str, Line(), MaxLen(max_length=40)] | None = None
