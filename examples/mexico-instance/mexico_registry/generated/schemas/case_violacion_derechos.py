"""Violaciones de derechos humanos. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import datetime
import uuid
from typing import Annotated

from annotated_types import MaxLen

from mexico_registry.generated.schemas.case import CaseCreate, CaseUpdate
from runtime.schema import Line, Lines


class CaseViolacionDerechosCreate(CaseCreate):
    """Violación de derechos humanos."""

    violaciones: tuple[str, ...]
    derechos_afectados: tuple[str, ...] | None = None
    autoridad_responsable: Annotated[str, MaxLen(max_length=63)] | None = None
    hechos_el: datetime.datetime | None = None
    hechos_lugar: Annotated[str, Line(), MaxLen(max_length=200)] | None = None
    relato_hechos: Annotated[str, Lines(), MaxLen(max_length=8000)] | None = None
    lesiones: Annotated[str, MaxLen(max_length=63)] | None = None
    pruebas_dh: Annotated[str, Lines(), MaxLen(max_length=1500)] | None = None
    desea_queja: Annotated[str, MaxLen(max_length=63)] | None = None
    vias_queja: tuple[str, ...] | None = None
    queja_el: datetime.date | None = None
    respuesta_queja: Annotated[str, MaxLen(max_length=63)] | None = None
    tiene_abogado: Annotated[str, MaxLen(max_length=63)] | None = None
    abogado: uuid.UUID | None = None
    rama: Annotated[str, MaxLen(max_length=63)] | None = None
    nivel_pale: Annotated[str, MaxLen(max_length=63)] | None = None
    requiere_interprete_corte: Annotated[str, MaxLen(max_length=63)] | None = None


class CaseViolacionDerechosUpdate(CaseUpdate):
    """Violación de derechos humanos."""

    violaciones: tuple[str, ...] | None = None
    derechos_afectados: tuple[str, ...] | None = None
    autoridad_responsable: Annotated[str, MaxLen(max_length=63)] | None = None
    hechos_el: datetime.datetime | None = None
    hechos_lugar: Annotated[str, Line(), MaxLen(max_length=200)] | None = None
    relato_hechos: Annotated[str, Lines(), MaxLen(max_length=8000)] | None = None
    lesiones: Annotated[str, MaxLen(max_length=63)] | None = None
    pruebas_dh: Annotated[str, Lines(), MaxLen(max_length=1500)] | None = None
    desea_queja: Annotated[str, MaxLen(max_length=63)] | None = None
    vias_queja: tuple[str, ...] | None = None
    queja_el: datetime.date | None = None
    respuesta_queja: Annotated[str, MaxLen(max_length=63)] | None = None
    tiene_abogado: Annotated[str, MaxLen(max_length=63)] | None = None
    abogado: uuid.UUID | None = None
    rama: Annotated[str, MaxLen(max_length=63)] | None = None
    nivel_pale: Annotated[str, MaxLen(max_length=63)] | None = None
    requiere_interprete_corte: Annotated[str, MaxLen(max_length=63)] | None = None
