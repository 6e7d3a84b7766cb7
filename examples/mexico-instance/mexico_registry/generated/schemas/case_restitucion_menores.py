"""Restituciones y custodias internacionales. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import datetime
import uuid
from typing import Annotated

from annotated_types import Ge, Le, MaxLen

from mexico_registry.generated.schemas.case import CaseCreate, CaseUpdate
from runtime.fields.values import PersonName
from runtime.schema import Lines


class CaseRestitucionMenoresCreate(CaseCreate):
    """Restitución, visita y custodia internacional."""

    sentido: Annotated[str, MaxLen(max_length=63)] | None = None
    instrumento: Annotated[str, MaxLen(max_length=63)] | None = None
    numero_menores: Annotated[int, Ge(ge=1), Le(le=20)]
    traslado_ilicito_el: datetime.date | None = None
    autoridad_central_el: datetime.date | None = None
    resultado_restitucion: Annotated[str, MaxLen(max_length=63)] | None = None
    necesidades_menor: tuple[str, ...] | None = None
    deseo_menor: Annotated[str, Lines(), MaxLen(max_length=2000)] | None = None
    madre: PersonName | None = None
    padre: PersonName | None = None
    cuidador: PersonName | None = None
    contacto_familiar: Annotated[str, MaxLen(max_length=63)] | None = None
    comparte_familia: Annotated[str, MaxLen(max_length=63)] | None = None
    comparte_autoridades: Annotated[str, MaxLen(max_length=63)] | None = None
    comparte_organizaciones: Annotated[str, MaxLen(max_length=63)] | None = None
    comparte_publico: Annotated[str, MaxLen(max_length=63)] | None = None
    tiene_abogado: Annotated[str, MaxLen(max_length=63)] | None = None
    abogado: uuid.UUID | None = None
    rama: Annotated[str, MaxLen(max_length=63)] | None = None
    nivel_pale: Annotated[str, MaxLen(max_length=63)] | None = None
    requiere_interprete_corte: Annotated[str, MaxLen(max_length=63)] | None = None


class CaseRestitucionMenoresUpdate(CaseUpdate):
    """Restitución, visita y custodia internacional."""

    sentido: Annotated[str, MaxLen(max_length=63)] | None = None
    instrumento: Annotated[str, MaxLen(max_length=63)] | None = None
    numero_menores: Annotated[int, Ge(ge=1), Le(le=20)] | None = None
    traslado_ilicito_el: datetime.date | None = None
    autoridad_central_el: datetime.date | None = None
    resultado_restitucion: Annotated[str, MaxLen(max_length=63)] | None = None
    necesidades_menor: tuple[str, ...] | None = None
    deseo_menor: Annotated[str, Lines(), MaxLen(max_length=2000)] | None = None
    madre: PersonName | None = None
    padre: PersonName | None = None
    cuidador: PersonName | None = None
    contacto_familiar: Annotated[str, MaxLen(max_length=63)] | None = None
    comparte_familia: Annotated[str, MaxLen(max_length=63)] | None = None
    comparte_autoridades: Annotated[str, MaxLen(max_length=63)] | None = None
    comparte_organizaciones: Annotated[str, MaxLen(max_length=63)] | None = None
    comparte_publico: Annotated[str, MaxLen(max_length=63)] | None = None
    tiene_abogado: Annotated[str, MaxLen(max_length=63)] | None = None
    abogado: uuid.UUID | None = None
    rama: Annotated[str, MaxLen(max_length=63)] | None = None
    nivel_pale: Annotated[str, MaxLen(max_length=63)] | None = None
    requiere_interprete_corte: Annotated[str, MaxLen(max_length=63)] | None = None
