"""Documentos perdidos o por obtener. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import datetime
from typing import Annotated

from annotated_types import MaxLen

from mexico_registry.generated.schemas.case import CaseCreate, CaseUpdate
from runtime.schema import Line


class CaseDocumentosCreate(CaseCreate):
    """Documentos perdidos o por obtener."""

    documento_necesita: tuple[str, ...]
    perdida_el: datetime.date | None = None
    reporte_policia: Annotated[str, Line(), MaxLen(max_length=60)] | None = None
    viaja_el: datetime.date | None = None
    resultado_documento: Annotated[str, MaxLen(max_length=63)] | None = None


class CaseDocumentosUpdate(CaseUpdate):
    """Documentos perdidos o por obtener."""

    documento_necesita: tuple[str, ...] | None = None
    perdida_el: datetime.date | None = None
    reporte_policia: Annotated[str, Line(), MaxLen(max_length=60)] | None = None
    viaja_el: datetime.date | None = None
    resultado_documento: Annotated[str, MaxLen(max_length=63)] | None = None
