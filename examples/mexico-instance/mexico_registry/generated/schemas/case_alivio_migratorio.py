"""Alivios y trámites migratorios. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import datetime
import uuid
from typing import Annotated

from annotated_types import MaxLen

from mexico_registry.generated.schemas.case import CaseCreate, CaseUpdate
from runtime.schema import Line


class CaseAlivioMigratorioCreate(CaseCreate):
    """Alivio o trámite migratorio."""

    tema_alivio: Annotated[str, MaxLen(max_length=63)]
    alivio: tuple[str, ...] | None = None
    vence_alivio_el: datetime.date | None = None
    defraudador: Annotated[str, Line(), MaxLen(max_length=160)] | None = None
    presentado_alivio_el: datetime.date | None = None
    resultado_alivio: Annotated[str, MaxLen(max_length=63)] | None = None
    tiene_abogado: Annotated[str, MaxLen(max_length=63)] | None = None
    abogado: uuid.UUID | None = None
    rama: Annotated[str, MaxLen(max_length=63)] | None = None
    nivel_pale: Annotated[str, MaxLen(max_length=63)] | None = None
    requiere_interprete_corte: Annotated[str, MaxLen(max_length=63)] | None = None


class CaseAlivioMigratorioUpdate(CaseUpdate):
    """Alivio o trámite migratorio."""

    tema_alivio: Annotated[str, MaxLen(max_length=63)] | None = None
    alivio: tuple[str, ...] | None = None
    vence_alivio_el: datetime.date | None = None
    defraudador: Annotated[str, Line(), MaxLen(max_length=160)] | None = None
    presentado_alivio_el: datetime.date | None = None
    resultado_alivio: Annotated[str, MaxLen(max_length=63)] | None = None
    tiene_abogado: Annotated[str, MaxLen(max_length=63)] | None = None
    abogado: uuid.UUID | None = None
    rama: Annotated[str, MaxLen(max_length=63)] | None = None
    nivel_pale: Annotated[str, MaxLen(max_length=63)] | None = None
    requiere_interprete_corte: Annotated[str, MaxLen(max_length=63)] | None = None
